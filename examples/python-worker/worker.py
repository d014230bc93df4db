# A worker that does a piece of work every two seconds and ends in order when asked to.
import itertools
import signal
import sys
import time


def end(signum, frame):
    print("worker ends", flush=True)
    sys.exit(0)


signal.signal(signal.SIGINT, end)
signal.signal(signal.SIGTERM, end)

for number in itertools.count(1):
    print(f"work {number} done")
    time.sleep(2)
