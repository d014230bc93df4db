#!/usr/bin/env python3
"""Every command of Troupe beside PM2's, in one run: how long a shell waits for it.

    bench/commands.py [--rounds 11] [--pm2 PATH] [--troupe PATH]

Commands that only read are to take less than 0.8 of PM2's time, the others less than PM2's: what does not is marked, and
the exit code is 1. A round runs each command once with both, so that a busy machine slows both down; medians count.

PM2 is installed from npm into bench/.pm2 unless --pm2 names it. Needs Linux, Node, npm.
"""

import argparse
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
PM2_VERSION = "7.0.4"
READ_LIMIT = 0.8
WRITE_LIMIT = 1.0
APPS = 10

READ = [
    "list", "list -m", "jlist", "prettylist", "describe app0", "show 0", "env 0", "pid", "pid app0", "id app0",
    "logs --nostream", "logs app0 --nostream --lines 5", "get", "get k", "conf", "report", "slist", "ping", "-v",
    "--help", "start --help",
]

# In this order; what each leaves behind, the next ones need. {port} is a free one.
WRITE = [
    "start sleep --name s -- 100000", "restart s", "reload s", "stop s", "start s", "reset s", "scale s 2", "scale s 1",
    "sendSignal SIGCONT s", "flush s", "flush", "reloadLogs", "set k v", "unset k", "multiset 'k v'", "save",
    "delete s", "resurrect", "delete s", "start s.json", "restart s.json", "startOrReload s.json", "delete s.json",
    "start app.js --name n", "start app.js --name c -i 2", "reload c", "delete n c", "serve . {port}",
    "delete static-page-server-{port}",
]


class Manager:
    """One process manager with a home and a working directory of its own."""

    def __init__(self, name, program, home_variable):
        self.name = name
        self.program = str(program)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"bench-{name}-"))
        self.env = dict(os.environ, **{home_variable: str(self.folder / "home"), "TROUPE_HTTP_PORT": "0"})
        for other in {"PM2_HOME", "TROUPE_HOME"} - {home_variable}:
            self.env.pop(other, None)
        (self.folder / "s.json").write_text('{"apps": [{"name": "s", "script": "sleep", "args": ["100000"]}]}')
        (self.folder / "app.js").write_text("require('http').createServer((_, r) => r.end()).listen(0)\n")
        with socket.socket() as free:
            free.bind(("", 0))
            self.port = free.getsockname()[1]

    def milliseconds(self, command):
        words = command.format(port=self.port).replace("'k v'", "k\0v").split(" ")
        begin = time.perf_counter()
        result = subprocess.run(
            [self.program, *(word.replace("\0", " ") for word in words)],
            env=self.env, cwd=self.folder, capture_output=True, text=True, check=False,
        )
        taken = (time.perf_counter() - begin) * 1000
        if result.returncode != 0:
            sys.exit(f"{self.name} {command}: exit code {result.returncode}\n{result.stdout}{result.stderr}")
        return taken

    def prepare(self):
        for number in range(APPS):
            self.milliseconds(f"start sleep --name app{number} -- 100000")
        self.milliseconds("set k v")
        self.milliseconds("save")

    def close(self):
        self.milliseconds("kill")
        shutil.rmtree(self.folder, ignore_errors=True)


def measured(managers, commands, rounds):
    times = {(manager.name, at): [] for manager in managers for at in range(len(commands))}
    for _ in range(rounds):
        for at, command in enumerate(commands):
            for manager in managers:
                times[manager.name, at].append(manager.milliseconds(command))
    return times


def table(managers, commands, rounds, limit, unseen=0):
    """Prints it, without the last commands, which only prepare the next round; returns how many are too slow."""
    troupe, pm2 = (manager.name for manager in managers)
    times = measured(managers, commands, rounds)
    slow = 0
    for at, command in enumerate(commands[: len(commands) - unseen]):
        ours, theirs = statistics.median(times[troupe, at]), statistics.median(times[pm2, at])
        is_slow = ours >= limit * theirs
        slow += is_slow
        mark = f"  not below {limit}" if is_slow else ""
        print(f"{command:36} {ours:8.0f} {theirs:8.0f} {ours / theirs:6.2f}{mark}", flush=True)
    return slow


def pm2_program(given):
    if given:
        return given
    pm2 = BENCH / ".pm2/node_modules/.bin/pm2"
    if not pm2.exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", BENCH / ".pm2", f"pm2@{PM2_VERSION}"], check=True)
    return pm2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--pm2", help="PM2's program")
    parser.add_argument("--troupe", default=BENCH.parent / "bin/troupe", help="Troupe's program")
    options = parser.parse_args()
    subprocess.run([options.troupe, "--version"], check=True, stdout=subprocess.DEVNULL)
    managers = [
        Manager("troupe", options.troupe, "TROUPE_HOME"),
        Manager("pm2", pm2_program(options.pm2), "PM2_HOME"),
    ]
    print(f"{'milliseconds, medians':36} {'troupe':>8} {'pm2':>8} {'ratio':>6}")
    try:
        for manager in managers:
            manager.prepare()
        slow = table(managers, READ, options.rounds, READ_LIMIT)
        slow += table(managers, WRITE, options.rounds, WRITE_LIMIT)
        slow += table(managers, ["kill", "ping"], max(3, options.rounds // 3), WRITE_LIMIT, unseen=1)
    finally:
        for manager in managers:
            manager.close()
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
