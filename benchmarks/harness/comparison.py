"""Runs commands in turn (A B A B ...), so that a drifting machine hurts all alike."""

import statistics
from dataclasses import dataclass

from harness.process import Command, Run, Stopwatch

# A round that takes longer than this is repeated only as often as the second number says.
SLOW_ROUND_SECONDS = 15
SLOW_ROUND_RUNS = 3


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
    for what in ("events", "bytes"):
        if what in counts and counts[what] != truth[what]:
            raise CountsDiffer(f"{command.label}: {counts[what]} {what} instead of {truth[what]}")
    for rule, found in counts.get("rules", {}).items():
        if found != truth["rules"].get(rule, 0):
            raise CountsDiffer(
                f"{command.label}: {found} matches of {rule} instead of {truth['rules'].get(rule)}"
            )
    if "rules" in counts:
        missing = set(truth["rules"]) - set(counts["rules"])
        if missing:
            raise CountsDiffer(f"{command.label}: no count for {', '.join(sorted(missing))}")


def in_turn(stopwatch: Stopwatch, commands: list, truth: dict, runs: int) -> list[list[Run]]:
    """Runs all commands in rounds; the first round only warms caches and is not counted.

    Every command must find the truth, and as many signals in each round as in the one before.

    Returns: for each command its runs, of which those with one index are of one round.
    """
    samples = [[] for _ in commands]
    signals = {}
    done, wanted = -1, runs
    while done < wanted:
        seconds = 0
        for command, kept in zip(commands, samples):
            outcome = stopwatch.run(command)
            check(command, outcome.output, truth)
            found = command.counts(outcome.output).get("signals") if command.counts else None
            if signals.setdefault(command, found) != found:
                raise CountsDiffer(f"{command.label}: {found} signals after {signals[command]}")
            seconds += outcome.seconds
            if done >= 0:
                kept.append(outcome)
        if seconds > SLOW_ROUND_SECONDS:
            wanted = min(wanted, SLOW_ROUND_RUNS)
        done += 1
    return samples


def compare(
    stopwatch: Stopwatch, subject: Command, peer: Command, truth: dict, runs: int
) -> Comparison:
    """Measures `subject` against `peer`."""
    samples = in_turn(stopwatch, [subject, peer], truth, runs)
    ratios = [b.seconds / a.seconds for a, b in zip(*samples)]
    return Comparison(
        summarize(subject, samples[0], truth["bytes"]),
        summarize(peer, samples[1], truth["bytes"]),
        statistics.median(ratios),
        len(ratios),
    )


def summarize(command: Command, samples: list, input_bytes: int) -> Result:
    return Result(
        command.label,
        [sample.seconds for sample in samples],
        statistics.median(sample.cpu_seconds for sample in samples),
        int(statistics.median(sample.peak_bytes for sample in samples)),
        input_bytes,
    )


def measure(stopwatch: Stopwatch, command: Command, runs: int) -> Result:
    """Measures one command alone, for times that do not depend on an input."""
    stopwatch.run(command)
    return summarize(command, [stopwatch.run(command) for _ in range(runs)], 0)
