#!/usr/bin/env python3
"""Troupe beside PM2 in one run: how fast and how whole output comes into files.

    bench/logs.py [--rounds 3] [--only raw,stamped,ten,cut,words,stop,kill,signal,rotated] [--lines 1000000]

Parts: one child, the same with a time before each line, ten children with a tenth of the lines each, characters cut by
reads, last words and crash loops, stop of an app in a burst, end of the daemon in a burst (by `kill`, by SIGTERM), and
rotation at every MB under full load (PM2's with its module pm2-logrotate, from npm).

PM2 is installed from npm into bench/.pm2. Machines are noisy: compare within one run, by medians; the
first row is what `cat FILE | cat > COPY` takes at that time. Needs Linux (it reads /proc), Node and npm.
"""

import argparse
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from bursts import killed, rotated, stopped, terminated
from lines import LINE, damaged, lines_file, log_of, run_once, settled
from supervise import both_managers, last_words, row


def baseline(source, folder):
    begin = time.perf_counter()
    subprocess.run(f"cat {source} | cat > {folder}/copy", shell=True, check=True)
    return time.perf_counter() - begin


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
    parser.add_argument("--only", default="raw,stamped,ten,cut,words,stop,kill,signal,rotated")
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
        "stop": lambda: stopped(managers, options.rounds),
        "kill": lambda: killed(managers, options.rounds),
        "signal": lambda: terminated(managers, options.rounds),
        "rotated": lambda: rotated(managers, options.lines),
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
