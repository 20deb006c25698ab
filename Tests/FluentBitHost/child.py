"""A command for the exec output: keeps events, acknowledges batches, and fails when told to.

Usage: child.py FILE [FAULT N]

Appends each event to FILE. With a fault it does so once, at event N, in a way that FAULT says; a file
beside FILE remembers that, so that the next process works. FAULT may also be `never-ack`, `wrong-ack`,
`early-ack` or `ignore-term`, which hold always.
"""

import os
import signal
import sys
import time

path = sys.argv[1]
fault = sys.argv[2] if len(sys.argv) > 2 else ""
at = int(sys.argv[3]) if len(sys.argv) > 3 else 0
happened = path + ".happened"
with open(path + ".pids", "a") as pids:
    pids.write(f"{os.getpid()}\n")

if fault in ("hang", "ignore-term"):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if fault == "early-ack":
    os.write(3, b"1\n")


def fail():
    open(happened, "w").close()
    if fault == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == "exit":
        sys.exit(7)
    while True:  # hang, stall
        time.sleep(60)


with open(path, "ab", buffering=0) as out:
    events = 0
    pending = b""
    for line in sys.stdin.buffer:
        if line.startswith(b'{"martlet.batch":'):
            # What came before is written: the file has no buffer.
            if fault == "never-ack":
                continue
            number = line[len(b'{"martlet.batch":') : -2]
            os.write(3, b"99999\n" if fault == "wrong-ack" else number + b"\n")
            continue
        if not line.endswith(b"\n"):
            break
        events += 1
        if fault in ("kill", "exit", "hang", "stall") and events == at and not os.path.exists(happened):
            fail()
        out.write(line)
if fault == "ignore-term":
    time.sleep(60)
