"""Numbered lines, and what has become of them in log files."""

import json
import time

from supervise import status

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
    """Of the log with all that was rotated out of it; looks again if one is renamed meanwhile."""
    while True:
        try:
            return sum(path.stat().st_size for path in (manager.home / "logs").glob(f"{name}-out*.log"))
        except FileNotFoundError:
            pass


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
