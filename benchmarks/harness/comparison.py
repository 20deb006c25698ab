"""Compares two commands in turn (A B A B ...), so that a drifting machine hurts both alike."""

import statistics
from dataclasses import dataclass
from typing import Optional

from harness.process import Command, Stopwatch

# A pair that takes longer than this is repeated only as often as the second number says.
SLOW_PAIR_SECONDS = 15
SLOW_PAIR_RUNS = 3


class CountsDiffer(Exception):
    """A contestant found something else than the truth: its time means nothing."""


@dataclass(frozen=True)
class Result:
    """All counted runs of one command: wall seconds of each, medians of the rest."""

    label: str
    samples: list
    cpu_seconds: float
    peak_bytes: int
    input_bytes: int

    @property
    def seconds(self) -> float:
        return statistics.median(self.samples)

    @property
    def gigabytes_per_second(self) -> float:
        return self.input_bytes / self.seconds / 1e9


@dataclass(frozen=True)
class Comparison:
    """Two results and how many times faster the first was: the median over the pairs."""

    subject: Result
    peer: Result
    ratio: float
    runs: int


def check(command: Command, output: str, truth: dict) -> None:
    """Fails when the counts that `command` printed are not the truth."""
    if not command.counts:
        return
    counts = command.counts(output)
    if "events" in counts and counts["events"] != truth["events"]:
        raise CountsDiffer(
            f"{command.label}: {counts['events']} events instead of {truth['events']}"
        )
    for rule, found in counts.get("rules", {}).items():
        if found != truth["rules"].get(rule, 0):
            raise CountsDiffer(
                f"{command.label}: {found} matches of {rule} instead of {truth['rules'].get(rule)}"
            )
    if "rules" in counts:
        missing = set(truth["rules"]) - set(counts["rules"])
        if missing:
            raise CountsDiffer(f"{command.label}: no count for {', '.join(sorted(missing))}")


def compare(
    stopwatch: Stopwatch, subject: Command, peer: Command, truth: dict, runs: int
) -> Comparison:
    """Measures `subject` against `peer`; the first pair only warms caches and is not counted."""
    samples = ([], [])
    done, wanted = -1, runs
    while done < wanted:
        pair = []
        for command, kept in zip((subject, peer), samples):
            outcome = stopwatch.run(command)
            check(command, outcome.output, truth)
            pair.append(outcome.seconds)
            if done >= 0:
                kept.append(outcome)
        if sum(pair) > SLOW_PAIR_SECONDS:
            wanted = min(wanted, SLOW_PAIR_RUNS)
        done += 1
    ratios = [b.seconds / a.seconds for a, b in zip(*samples)]
    return Comparison(
        summarize(subject, samples[0], truth),
        summarize(peer, samples[1], truth),
        statistics.median(ratios),
        len(ratios),
    )


def summarize(command: Command, samples: list, truth: Optional[dict]) -> Result:
    return Result(
        command.label,
        [sample.seconds for sample in samples],
        statistics.median(sample.cpu_seconds for sample in samples),
        int(statistics.median(sample.peak_bytes for sample in samples)),
        truth["bytes"] if truth else 0,
    )


def measure(stopwatch: Stopwatch, command: Command, runs: int) -> Result:
    """Measures one command alone, for times that do not depend on an input."""
    stopwatch.run(command)
    return summarize(command, [stopwatch.run(command) for _ in range(runs)], None)
