#!/usr/bin/env python3
"""Troupe beside PM2 in one run: how fast and how whole output comes into files.

    bench/logs.py [--rounds 3] [--only raw,stamped,ten,cut,words] [--lines 1000000]

PM2 is installed from npm into bench/.pm2. Machines are noisy: compare within one run, by medians; the
first row is what `cat FILE | cat > COPY` takes at that time. Needs Linux (it reads /proc), Node and npm.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from supervise import last_words, both_managers, row, status

LINE = 100


def line(number):
    return f"line {number} ".ljust(LINE - 1, "x").encode()


def lines_file(folder, number):
    path = folder / "lines"
    path.write_bytes(b"".join(line(i) + b"\n" for i in range(number)))
    return path


def log_of(manager, name):
    """The log with all that was rotated out of it, the oldest first."""
    found = (manager.home / "logs").glob(f"{name}-out*.log")
    return b"".join(path.read_bytes() for path in sorted(found, key=lambda path: path.stat().st_mtime_ns))


def size_of(manager, name):
    return sum(path.stat().st_size for path in (manager.home / "logs").glob(f"{name}-out*.log"))


def settled(manager, names, least):
    """Waits until as many bytes are in the logs of all names, or nothing has come for two seconds."""
    last, since = -1, time.monotonic()
    while True:
        size = sum(size_of(manager, name) for name in names)
        if size != last:
            last, since = size, time.monotonic()
        if size >= least or time.monotonic() - since > 2:
            return since
        time.sleep(0.002)


def damaged(content, number, stamp):
    """Lines that are not there exactly once, in order and whole."""
    wanted = [line(i) for i in range(number)]
    found = content.split(b"\n")[:-1]
    if stamp:
        found = [one.partition(b": ")[2] for one in found]
    if found == wanted:
        return 0
    return number - len(set(found) & set(wanted)) + abs(len(found) - number)


def baseline(source, folder):
    begin = time.perf_counter()
    subprocess.run(f"cat {source} | cat > {folder}/copy", shell=True, check=True)
    return time.perf_counter() - begin


def run_once(manager, script, names, lines, timed):
    """Seconds from the first child's begin to the last byte, and how much memory came with it."""
    manager.run("ping")
    before = status(manager.daemon(), "VmRSS")
    apps = [{"name": name, "script": str(script), "autorestart": False, "time": timed} for name in names]
    file = script.parent / "bench.json"
    file.write_text(json.dumps({"apps": apps}))
    manager.run("start", str(file))
    go = script.parent / "go"
    begin = time.monotonic()
    go.touch()
    stamp = 21 if timed else 0
    end = settled(manager, names, len(names) * lines * (LINE + stamp))
    grown = (status(manager.daemon(), "VmHWM") - before) / 1024
    go.unlink()
    return end - begin, grown


def throughput(managers, rounds, lines, names, what, timed=False):
    folder = pathlib.Path(tempfile.mkdtemp())
    source = lines_file(folder, lines)
    script = folder / "writer.sh"
    script.write_text(f"while [ ! -e {folder}/go ]; do sleep 0.01; done\nexec cat {source}\n")
    speeds = {manager.name: [] for manager in managers}
    grown = {manager.name: 0 for manager in managers}
    bad = {manager.name: 0 for manager in managers}
    times = []
    for _ in range(rounds):
        times.append(baseline(source, folder))
        for manager in managers:
            seconds, memory = run_once(manager, script, names, lines, timed)
            speeds[manager.name].append(len(names) * lines / seconds / 1e6)
            grown[manager.name] = max(grown[manager.name], memory)
            bad[manager.name] = max(
                bad[manager.name], sum(damaged(log_of(manager, name), lines, timed) for name in names)
            )
            manager.run("delete", "all")
            for path in (manager.home / "logs").glob("*"):
                path.unlink()
    shutil.rmtree(folder)
    print(f"{what}: cat | cat > file: {lines / statistics.median(times) / 1e6:.3f} million lines/s")
    row(f"{what}: median", *(statistics.median(speeds[m.name]) for m in managers), "million lines/s")
    row(f"{what}: damaged or missing, worst round", *(bad[m.name] for m in managers), "lines")
    row(f"{what}: daemon RSS growth at its height", *(grown[m.name] for m in managers), "MB")


def cut(managers):
    """Characters of several bytes, cut by the reads."""
    folder = pathlib.Path(tempfile.mkdtemp())
    text = "grüße 🎭 " * 9
    source = folder / "lines"
    source.write_text((text + "\n") * 100_000)
    script = folder / "writer.sh"
    script.write_text(f"exec cat {source}\n")
    bad = []
    for manager in managers:
        manager.run("start", str(script), "--name", "cut", "--no-autorestart")
        settled(manager, ["cut"], source.stat().st_size)
        found = log_of(manager, "cut").decode(errors="replace").split("\n")[:-1]
        bad.append(100_000 - sum(one == text for one in found))
        manager.run("delete", "all")
    shutil.rmtree(folder)
    row("UTF-8 cut by reads: damaged, of 100,000", *bad, "lines")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only", default="raw,stamped,ten,cut,words")
    options = parser.parse_args()
    managers = both_managers()
    ten = [f"ten{number}" for number in range(10)]
    parts = {
        "raw": lambda: throughput(managers, options.rounds, options.lines, ["raw"], "one child"),
        "stamped": lambda: throughput(
            managers, options.rounds, options.lines, ["stamped"], "one child, time: true", True
        ),
        "ten": lambda: throughput(managers, options.rounds, options.lines // 10, ten, "ten children"),
        "cut": lambda: cut(managers),
        "words": lambda: last_words(managers),
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
