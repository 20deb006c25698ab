"""`martlet run` as fluent-bit's plugin feeds it: standard input in batches that are acknowledged."""

import statistics
from pathlib import Path

from harness.bench import Bench
from harness.comparison import CountsDiffer
from harness.process import Command
from harness.target import at_least

# Writes the acknowledgements, which come at descriptor 3, to the file that is its first argument.
WITH_ACKNOWLEDGEMENTS = 'exec "$@" 3>"$0"'


def acknowledged(bench: Bench) -> None:
    """The whole pack on one core, behind a pipe, while another core feeds it."""
    log = bench.corpora.batches
    bench.say("\nLive: standard input in batches")
    receipts = bench.corpora.folder / "receipts"
    command = Command(
        "martlet run with the pack, one core",
        (
            *("sh", "-c", WITH_ACKNOWLEDGEMENTS, str(receipts)),
            *("taskset", "-c", "0", str(bench.martlet.binary), "run", "-q"),
            *("-r", str(bench.pack), "--ack-fd", "3", "--threads", "1", "-o", "/dev/null"),
        ),
        feeder=("taskset", "-c", "1", "cat", str(log.plain)),
        counts=None,
    )
    bench.stopwatch.run(command)
    seconds = []
    for _ in range(bench.runs):
        receipts.unlink()
        seconds.append(bench.stopwatch.run(command).seconds)
        check(receipts, log.truth["batches"])
    taken = statistics.median(seconds)
    work = "the pack from standard input with acknowledgements, one core"
    bench.promise(at_least(work, 80_000, log.truth["events"] / taken, "records/s", form=",.0f"))
    bench.promise(at_least(work, 90, log.truth["bytes"] / taken / 1e6, "MB/s", form=",.0f"))


def check(receipts: Path, batches: int) -> None:
    """Every batch is acknowledged, once and in its turn."""
    found = [int(line) for line in receipts.read_text().split()]
    if found != list(range(batches)):
        raise CountsDiffer(f"{len(found)} acknowledgements of {batches} batches")
