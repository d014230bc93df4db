#!/usr/bin/env python3
"""What measuring costs: one look at 1,000 real processes, and a daemon that looks at 1,000 instances every 5 s.

    bench/sampler.py [--processes 1000] [--rounds 40] [--seconds 60] [--only look|daemon]

The look should take less than 50 ms, the daemon less than 3 % of one core. Needs Linux and a build (target/).
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def class_path():
    given = os.environ.get("TROUPE_BENCH_CLASSPATH")
    if given:
        return given
    folder = ROOT / "target/dist" / (ROOT / "target/dist/current").read_text().strip()
    return f"{folder}/*:{folder}/lib/*"


def look(count, rounds):
    children = [subprocess.Popen(["sleep", "3600"], start_new_session=True) for _ in range(count)]
    try:
        java = os.environ.get("JAVA", "java")
        command = [java, f"@{ROOT}/conf/daemon.jvm", "-cp", class_path(), str(ROOT / "bench/SamplerBench.java")]
        words = [str(rounds)] + [str(child.pid) for child in children]
        out = subprocess.run(command + words, check=True, capture_output=True, text=True).stdout
        print(f"one look at {count} process trees: {out.strip()}")
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.wait()


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def daemon(count, seconds):
    troupe = os.environ.get("TROUPE_BENCH_COMMAND", str(ROOT / "bin/troupe"))
    for interval in ("1h", "5s"):
        home = pathlib.Path(tempfile.mkdtemp(prefix="bench-sampler-"))
        (home / "application.conf").write_text(f"troupe.daemon.usage-interval = {interval}\n")
        env = dict(os.environ, TROUPE_HOME=str(home), TROUPE_HTTP_PORT="0")
        app = {"name": "s", "script": "/bin/sleep", "args": ["3600"], "interpreter": "none", "instances": count}
        (home / "apps.json").write_text(json.dumps({"apps": [app | {"exec_mode": "fork"}]}))

        def run(*words):
            subprocess.run([troupe, *words], env=env, check=True, capture_output=True)

        try:
            run("start", str(home / "apps.json"))
            pid = int((home / "pm2.pid").read_text())
            time.sleep(20)
            before = cpu_seconds(pid)
            time.sleep(seconds)
            used = 100 * (cpu_seconds(pid) - before) / seconds
            print(f"a daemon with {count} instances, measured every {interval}: {used:.2f} % of one core")
        finally:
            run("kill")
            shutil.rmtree(home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", choices=["look", "daemon"])
    args = parser.parse_args()
    if args.only != "daemon":
        look(args.processes, args.rounds)
    if args.only != "look":
        daemon(args.processes, args.seconds)


if __name__ == "__main__":
    main()
