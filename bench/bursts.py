"""Output that is cut short or set aside: parts of logs.py."""

import os
import pathlib
import shutil
import signal
import statistics
import tempfile
import time

from lines import LINE, damaged, lines_file, log_of, run_once
from supervise import await_true, is_alive, row

# Writes numbered lines until SIGINT or SIGTERM, then how many there were: all of them have left the process by then.
WRITER = f"""
import os, pathlib, signal, sys
ended = []
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda *_: ended.append(1))
folder, count = pathlib.Path(sys.argv[1]), 0
while not ended:
    block = b"".join(f"line {{i}} ".ljust({LINE - 1}, "x").encode() + b"\\n" for i in range(count, count + 100))
    while block:
        block = block[os.write(1, block):]
    count += 100
    (folder / "begun").touch()
(folder / "written.new").write_text(str(count))
(folder / "written.new").rename(folder / "written")
"""


def lost_at_end(manager, end):
    """Ends a child in the middle of a burst. Returns how many lines it has written and how many are not in the log."""
    folder = pathlib.Path(tempfile.mkdtemp())
    script = folder / "writer.py"
    script.write_text(WRITER)
    manager.run("start", str(script), "--name", "burst", "--kill-timeout", "20000", "--", str(folder))
    await_true((folder / "begun").exists)
    time.sleep(0.5)
    end(manager)
    await_true((folder / "written").exists, 30)
    written = int((folder / "written").read_text())
    time.sleep(0.5)
    lost = damaged(log_of(manager, "burst"), written, False)
    manager.run("delete", "all")
    for path in (manager.home / "logs").glob("*"):
        path.unlink()
    shutil.rmtree(folder)
    return written, lost


def terminate(manager):
    daemon = manager.daemon()
    os.kill(daemon, signal.SIGTERM)
    await_true(lambda: not is_alive(daemon))


def bursts(managers, rounds, what, end):
    written = {manager.name: [] for manager in managers}
    lost = {manager.name: 0 for manager in managers}
    for _ in range(rounds):
        for manager in managers:
            lines, missing = lost_at_end(manager, end)
            written[manager.name].append(lines)
            lost[manager.name] = max(lost[manager.name], missing)
    row(f"{what}: written until then, median", *(statistics.median(written[m.name]) for m in managers), "lines")
    row(f"{what}: damaged or missing, worst round", *(lost[m.name] for m in managers), "lines")


def stopped(managers, rounds):
    bursts(managers, rounds, "stop in a burst", lambda manager: manager.run("stop", "burst"))


def killed(managers, rounds):
    bursts(managers, rounds, "kill in a burst", lambda manager: manager.run("kill"))


def terminated(managers, rounds):
    bursts(managers, rounds, "SIGTERM to the daemon in a burst", terminate)


def rotate_at_every_mb(manager):
    if manager.name == "pm2":
        manager.run("install", "pm2-logrotate")
        manager.run("set", "pm2-logrotate:workerInterval", "1")
    for key, value in {"max_size": "1M", "retain": "all"}.items():
        manager.run("set", f"pm2-logrotate:{key}", value)
    time.sleep(3)


def rotated(managers, lines):
    """All lines of all files that one log became."""
    folder = pathlib.Path(tempfile.mkdtemp())
    source = lines_file(folder, lines)
    script = folder / "writer.sh"
    script.write_text(f"while [ ! -e {folder}/go ]; do sleep 0.01; done\nexec cat {source}\n")
    speeds, grown, bad, files = [], [], [], []
    for manager in managers:
        rotate_at_every_mb(manager)
        seconds, memory = run_once(manager, script, ["rotated"], lines, False)
        speeds.append(lines / seconds / 1e6)
        grown.append(memory)
        bad.append(damaged(log_of(manager, "rotated"), lines, False))
        files.append(len(list((manager.home / "logs").glob("rotated-out*.log"))))
        manager.run("delete", "rotated")
        manager.run("uninstall", "pm2-logrotate")
    shutil.rmtree(folder)
    row("rotated at every MB", *speeds, "million lines/s")
    row("rotated at every MB: damaged or missing", *bad, "lines")
    row("rotated at every MB: files", *files, "")
    row("rotated at every MB: daemon RSS growth", *grown, "MB")
