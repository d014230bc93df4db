#!/usr/bin/env python3
"""Reloads under load and the throughput of cluster mode, Troupe beside PM2 in one run.

    bench/reload.py [--reloads 20] [--only close,busy,think,python,crash,rate] [--seconds 4] [--rounds 3]

Counts requests that fail while an app with two workers is reloaded again and again. PM2 is installed
from npm into bench/.pm2. Needs Linux, Node and npm; the throughput needs wrk(1).
"""

import argparse
import json
import os
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time

from supervise import BENCH, await_true, both_managers, cpu_seconds, row

CLIENTS = 16

NODE_APP = """
require('node:http').createServer((request, response) => {
  setTimeout(() => response.end(String(process.pid)), 5);
}).listen(Number(process.env.PORT));
"""

FAST_APP = NODE_APP.replace("setTimeout(() => response.end(String(process.pid)), 5)", "response.end(String(process.pid))")

PYTHON_APP = """
import os, signal, socket, threading

server = socket.socket(fileno=3)
stopping = threading.Event()
server.settimeout(0.1)

def leave(*_):
    stopping.set()

signal.signal(signal.SIGINT, leave)

def answer(connection):
    with connection:
        connection.settimeout(10)
        text = b""
        while b"\\r\\n\\r\\n" not in text:
            text += connection.recv(4096)
        body = str(os.getpid()).encode()
        connection.sendall(b"HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s" % (len(body), body))

threads = []
while not stopping.is_set():
    try:
        connection, _ = server.accept()
    except TimeoutError:
        continue
    thread = threading.Thread(target=answer, args=(connection,))
    thread.start()
    threads = [one for one in threads if one.is_alive()] + [thread]
for thread in threads:
    thread.join()
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


class Load:
    """Clients that send requests until they are told to end."""

    def __init__(self, port, mode):
        words = ["node", BENCH / "load.js", str(port), mode, str(CLIENTS)]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def end(self):
        return json.loads(self.process.communicate()[0])


def node_app(manager, folder, text, port):
    script = folder / "app.js"
    script.write_text(text)
    manager.env["PORT"] = str(port)
    manager.run("start", str(script), "-i", "2", "--name", "api")
    await_true(lambda: answers(port))


def python_app(manager, folder, _, port):
    (folder / "app.py").write_text(PYTHON_APP)
    spec = {"name": "api", "script": str(folder / "app.py"), "instances": 2, "sockets": [{"port": port, "host": "127.0.0.1"}]}
    (folder / "app.config.json").write_text(json.dumps({"apps": [spec]}))
    manager.run("start", str(folder / "app.config.json"))
    await_true(lambda: answers(port))


def reloading(manager, mode, reloads, start=node_app):
    """Requests sent and failed while the app is reloaded."""
    folder, port = pathlib.Path(tempfile.mkdtemp()), free_port()
    try:
        start(manager, folder, NODE_APP, port)
        load = Load(port, mode)
        time.sleep(1)
        for _ in range(reloads):
            result = manager.run("reload", "api")
            assert result.returncode == 0, result.stdout + result.stderr
        time.sleep(1)
        return load.end()
    finally:
        manager.run("delete", "all")
        shutil.rmtree(folder)


def under_reload(both, mode, reloads):
    counts = [reloading(manager, mode, reloads) for manager in both]
    row(f"{reloads} reloads, {mode}: requests", *(count["sent"] for count in counts), "")
    row(f"{reloads} reloads, {mode}: failed", *(count["failed"] for count in counts), "")
    for manager, count in zip(both, counts):
        if count["reasons"]:
            print(f"    {manager.name}: {count['reasons']}")


def python_under_reload(troupe, reloads):
    count = reloading(troupe, "close", reloads, python_app)
    row(f"{reloads} reloads of Python on inherited sockets: requests", count["sent"], 0, "")
    row(f"{reloads} reloads of Python on inherited sockets: failed", count["failed"], 0, "")
    if count["reasons"]:
        print(f"    {troupe.name}: {count['reasons']}")


def crashing(both):
    """SIGKILL to a worker under load, ten times: what was not yet accepted must be served."""
    counts = []
    for manager in both:
        folder, port = pathlib.Path(tempfile.mkdtemp()), free_port()
        node_app(manager, folder, NODE_APP, port)
        load = Load(port, "close")
        for _ in range(10):
            time.sleep(1)
            os.kill(manager.units()[0]["pid"], signal.SIGKILL)
        time.sleep(2)
        counts.append(load.end())
        manager.run("delete", "all")
        shutil.rmtree(folder)
    row("10 workers killed under load: requests", *(count["sent"] for count in counts), "")
    row("10 workers killed under load: failed", *(count["failed"] for count in counts), "")
    for manager, count in zip(both, counts):
        print(f"    {manager.name}: {count['reasons']}")


def wrk(port, seconds, headers):
    words = ["wrk", "-t1", "-c32", f"-d{seconds}s"]
    for header in headers:
        words += ["-H", header]
    out = subprocess.run(words + [f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True).stdout
    requests = int(re.search(r"(\d+) requests in", out)[1])
    return requests, float(re.search(r"Requests/sec:\s*([\d.]+)", out)[1])


def rates(both, seconds, rounds):
    """Requests per second and the daemon's CPU for each, in turns."""
    seen = {(manager.name, kind): [] for manager in both for kind in ("new connections", "keep-alive")}
    folders = {}
    for manager in both:
        manager.port = free_port()
        folders[manager.name] = pathlib.Path(tempfile.mkdtemp())
        node_app(manager, folders[manager.name], FAST_APP, manager.port)
    for _ in range(rounds):
        for kind, headers in (("new connections", ["Connection: close"]), ("keep-alive", [])):
            for manager in both:
                workers = [unit["pid"] for unit in manager.units()]
                before = cpu_seconds(manager.daemon())
                shares = [cpu_seconds(pid) for pid in workers]
                requests, rate = wrk(manager.port, seconds, headers)
                used = cpu_seconds(manager.daemon()) - before
                shares = [cpu_seconds(pid) - share for pid, share in zip(workers, shares)]
                seen[manager.name, kind].append((rate, 1e6 * used / requests, 100 * max(shares) / (sum(shares) or 1)))
    for kind in ("new connections", "keep-alive"):
        for index, (what, unit) in enumerate((("requests per second", ""), ("daemon CPU per request", "us"), ("busier worker's share", "%"))):
            row(f"{kind}: {what}", *(statistics.median(r[index] for r in seen[m.name, kind]) for m in both), unit)
    for manager in both:
        manager.run("delete", "all")
        shutil.rmtree(folders[manager.name])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reloads", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="close,busy,think,python,crash,rate")
    options = parser.parse_args()
    both = both_managers()
    parts = {
        "close": lambda: under_reload(both, "close", options.reloads),
        "busy": lambda: under_reload(both, "busy", options.reloads),
        "think": lambda: under_reload(both, "think", options.reloads),
        "python": lambda: python_under_reload(both[0], options.reloads),
        "crash": lambda: crashing(both),
        "rate": lambda: rates(both, options.seconds, options.rounds),
    }
    print(f"{'':48} {'troupe':>10} {'pm2':>10} {'ratio':>6}")
    try:
        for part in options.only.split(","):
            parts[part]()
    finally:
        for manager in both:
            manager.close()


if __name__ == "__main__":
    main()
