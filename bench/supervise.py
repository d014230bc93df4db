#!/usr/bin/env python3
"""Troupe beside PM2 in one run: starting, replacing, stopping, listing, idling, last words.

    bench/supervise.py [--rounds 11] [--only NAME,NAME] [--big 1000] [--flood BYTES]

Parts: cold, listing, replacing, hundred, words, big, and flood only if asked for: it writes 1 GB per manager to disk.

PM2 is installed from npm into bench/.pm2. Machines are noisy: compare within one run, by medians.
Needs Linux (it reads /proc), Node and npm.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
PM2_VERSION = "7.0.4"
TICKS = os.sysconf("SC_CLK_TCK")


class Manager:
    """One process manager with a home of its own."""

    def __init__(self, name, command, home_variable, pid_file):
        self.name = name
        self.command = [str(word) for word in command]
        self.home = pathlib.Path(tempfile.mkdtemp(prefix=f"bench-{name}-"))
        self.env = dict(os.environ, **{home_variable: str(self.home), "TROUPE_HTTP_PORT": "0"})
        for other in {"PM2_HOME", "TROUPE_HOME"} - {home_variable}:
            self.env.pop(other, None)
        self.pid_file = self.home / pid_file

    def run(self, *words, cwd="/"):
        return subprocess.run(
            self.command + list(words), env=self.env, cwd=cwd, text=True, capture_output=True, check=False
        )

    def timed(self, *words):
        begin = time.perf_counter()
        result = self.run(*words)
        return time.perf_counter() - begin, result

    def units(self):
        out = self.run("jlist").stdout
        return json.loads(out[out.index("[") :])

    def daemon(self):
        return int(self.pid_file.read_text())

    def close(self):
        self.run("kill")
        shutil.rmtree(self.home, ignore_errors=True)


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def status(pid, key):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1])
    return 0


def is_alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def await_true(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(condition)
        time.sleep(0.001)


def row(what, troupe, pm2, unit):
    ratio = f"{troupe / pm2:6.2f}" if pm2 else "     -"
    print(f"{what:48} {troupe:10.3f} {pm2:10.3f} {ratio}  {unit}", flush=True)


def cold(managers, rounds):
    """The first command in an empty home, and later ones without a daemon."""
    times = {manager.name: [] for manager in managers}
    for manager in managers:
        times[manager.name].append(manager.timed("list")[0])
        manager.run("kill")
    row("first command in an empty home", *(times[m.name][0] for m in managers), "s")
    for _ in range(max(3, rounds // 3)):
        for manager in managers:
            times[manager.name].append(manager.timed("list")[0])
            manager.run("kill")
    row("command without a daemon, median", *(statistics.median(times[m.name][1:]) for m in managers), "s")


def listing(managers, rounds):
    """list and jlist with 10 apps."""
    for manager in managers:
        for number in range(10):
            manager.run("start", "sleep", "--name", f"app{number}", "--", "100000")
    for words in ("list", "jlist"):
        times = {manager.name: [] for manager in managers}
        for _ in range(rounds):
            for manager in managers:
                times[manager.name].append(manager.timed(words)[0])
        row(f"{words} with 10 apps, median", *(statistics.median(times[m.name]) for m in managers), "s")
    for manager in managers:
        manager.run("delete", "all")


def replacing(managers, rounds):
    """From kill -9 of a child to the first line of the next one."""
    medians = []
    for manager in managers:
        folder = pathlib.Path(tempfile.mkdtemp())
        script = folder / "mark.sh"
        script.write_text(f'echo $$ > {folder}/mark.new; mv {folder}/mark.new {folder}/mark; exec sleep 100000\n')
        mark = folder / "mark"
        manager.run("start", str(script), "--max-restarts", "1000")
        await_true(mark.exists)
        times = []
        for _ in range(rounds):
            time.sleep(1.2)
            pid = int(mark.read_text())
            begin = time.perf_counter()
            os.kill(pid, signal.SIGKILL)
            await_true(lambda: int(mark.read_text() or pid) != pid)
            times.append((time.perf_counter() - begin) * 1000)
        medians.append(statistics.median(times))
        manager.run("delete", "all")
        shutil.rmtree(folder)
    row("kill -9 to the next child's first line, median", *medians, "ms")


def many(managers, number, idle):
    """Many processes: start, footprint, idling, stop."""
    started, stopped, idling, memory, threads = [], [], [], [], []
    for manager in managers:
        manager.run("ping")
        begin = time.perf_counter()
        manager.run("start", "sleep", "-i", str(number), "--", "100000")
        units = manager.units()
        started.append(time.perf_counter() - begin)
        online = [unit["pid"] for unit in units if unit["pm2_env"]["status"] == "online"]
        assert len(online) == number, f"{manager.name}: {len(online)} of {number} online"
        daemon = manager.daemon()
        time.sleep(2)
        before = cpu_seconds(daemon)
        time.sleep(idle)
        idling.append(cpu_seconds(daemon) - before)
        memory.append(status(daemon, "VmRSS") / 1024)
        threads.append(status(daemon, "Threads"))
        begin = time.perf_counter()
        stopping = subprocess.Popen(
            manager.command + ["stop", "all"], env=manager.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        await_true(lambda: not any(map(is_alive, online)))
        stopped.append(time.perf_counter() - begin)
        stopping.wait()
        manager.run("delete", "all")
    row(f"{number} processes: start until all online", *started, "s")
    row(f"{number} processes: stop all until none is alive", *stopped, "s")
    row(f"{number} processes: daemon CPU in {idle} s of idling", *idling, "s")
    row(f"{number} processes: daemon RSS", *memory, "MB")
    row(f"{number} processes: daemon threads", *threads, "")


def last_words(managers):
    """Lines of children that write and exit at once; lines of a crash loop."""
    kept, looped = [], []
    for manager in managers:
        folder = pathlib.Path(tempfile.mkdtemp())
        script = folder / "words.sh"
        script.write_text("i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo line $i; done\n")
        loop = folder / "loop.sh"
        loop.write_text(f"echo started; echo x >> {folder}/starts; exit 1\n")
        for number in range(10):
            manager.run("start", str(script), "--name", f"words{number}", "--no-autorestart")
        manager.run("start", str(loop), "-i", "10")
        await_true(lambda: all(u["pm2_env"]["status"] in ("stopped", "errored") for u in manager.units()))
        time.sleep(2)
        logs = list((manager.home / "logs").glob("words*-out*.log"))
        kept.append(sum(len(log.read_text().splitlines()) for log in logs))
        starts = len((folder / "starts").read_text().splitlines())
        logs = list((manager.home / "logs").glob("loop-out*.log"))
        looped.append(100 * sum(len(log.read_text().splitlines()) for log in logs) / starts)
        manager.run("delete", "all")
        shutil.rmtree(folder)
    row("last words of 10 children, of 20,000 lines", *kept, "lines")
    row("lines of 10 instances in a crash loop", *looped, "%")


def flood(managers, size):
    """A child that writes a GB without a newline: what the daemon's memory does, and how long it takes."""
    before, peaks, after, times, written = [], [], [], [], []
    for manager in managers:
        manager.run("ping")
        daemon = manager.daemon()
        time.sleep(2)
        before.append(status(daemon, "VmRSS") / 1024)
        # Forgets the peak so far (proc(5), clear_refs).
        pathlib.Path(f"/proc/{daemon}/clear_refs").write_text("5")
        begin = time.perf_counter()
        manager.run("start", "head", "--name", "flood", "--no-autorestart", "--", "-c", str(size), "/dev/zero")
        logs = manager.home / "logs"

        def bytes_written():
            return sum(log.stat().st_size for log in logs.glob("flood-out*.log"))

        await_true(lambda: all(u["pm2_env"]["status"] == "stopped" for u in manager.units()), 600)
        previous = -1
        while bytes_written() > previous:
            previous = bytes_written()
            time.sleep(0.5)
        times.append(time.perf_counter() - begin)
        written.append(previous / 1e6)
        peaks.append(status(daemon, "VmHWM") / 1024)
        manager.run("delete", "all")
        time.sleep(12)
        after.append(status(daemon, "VmRSS") / 1024)
        for log in logs.glob("flood-*.log"):
            log.unlink()
    row("flood: until all is written", *times, "s")
    row("flood: written to the log", *written, "MB")
    row("flood: daemon RSS before", *before, "MB")
    row("flood: daemon RSS at its peak", *peaks, "MB")
    row("flood: daemon RSS 12 s after", *after, "MB")


def both_managers():
    """Troupe and PM2, each with an empty home."""
    pm2 = BENCH / ".pm2/node_modules/.bin/pm2"
    if not pm2.exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", BENCH / ".pm2", f"pm2@{PM2_VERSION}"], check=True)
    troupe = ROOT / "bin/troupe"
    subprocess.run([troupe, "--version"], check=True, stdout=subprocess.DEVNULL)
    return [
        Manager("troupe", [troupe], "TROUPE_HOME", "pm2.pid"),
        Manager("pm2", [pm2], "PM2_HOME", "pm2.pid"),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--big", type=int, default=1000)
    parser.add_argument("--flood", type=int, default=2**30, metavar="BYTES")
    parser.add_argument("--only", default="cold,listing,replacing,hundred,words,big")
    options = parser.parse_args()
    managers = both_managers()
    parts = {
        "cold": lambda: cold(managers, options.rounds),
        "listing": lambda: listing(managers, options.rounds),
        "replacing": lambda: replacing(managers, options.rounds),
        "hundred": lambda: many(managers, 100, 30),
        "words": lambda: last_words(managers),
        "flood": lambda: flood(managers, options.flood),
        "big": lambda: many(managers, options.big, 30),
    }
    print(f"{'':48} {'troupe':>10} {'pm2':>10} {'ratio':>6}")
    try:
        for part in options.only.split(","):
            parts[part]()
    finally:
        for manager in managers:
            manager.close()


if __name__ == "__main__":
    main()
