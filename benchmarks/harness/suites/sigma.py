"""All of SigmaHQ's rules over four kinds of events, with routing by log source and without."""

import statistics
from pathlib import Path

from harness import eventlogs, rulesets
from harness.bench import Bench
from harness.martlet import options
from harness.report import Rate, RateSection
from harness.target import Target, at_least

# Events per second and core of rsigma's evaluator with SigmaHQ's 3,141 rules: without routing by
# log source, and with it. Figures taken elsewhere, on a Zen 4; the crate cannot be had here.
RSIGMA = {
    eventlogs.STRUCTURED_WINDOWS: (24_000, 38_000),
    eventlogs.RAW_WINDOWS: (54_000, 214_000),
    eventlogs.SYSMON_FILES: (37_000, 59_000),
    eventlogs.CISCO: (200_000, 447_000),
}
# What martlet promises with routing: about ten times rsigma.
ROUTED_GOALS = {
    eventlogs.STRUCTURED_WINDOWS: 380_000,
    eventlogs.RAW_WINDOWS: 2_100_000,
    eventlogs.SYSMON_FILES: 590_000,
    eventlogs.CISCO: 4_400_000,
}
UNROUTED_FACTOR = 10
# Half of a goal is good enough.
BAR = 0.5
SAMPLE = 100
GROWTH = 2


def throughput(bench: Bench) -> None:
    if not bench.corpora.sigma_rules:
        bench.leave_out("SigmaHQ: MARTLET_CORPORA names no folder with sigmahq-rules.tar.xz")
        return
    folder = bench.corpora.sigma_rules / "rules"
    sample = rulesets.sample(folder, SAMPLE, bench.corpora.folder / "sigmahq-sample")
    section = RateSection("All of SigmaHQ's rules, one thread", [])
    bench.say(f"\n{section.title}")
    for kind in RSIGMA:
        measure(bench, kind, folder, section)
    bench.sections.append(section)
    grow(bench, folder, sample)


def measure(bench: Bench, kind: eventlogs.EventKind, folder: Path, section: RateSection) -> None:
    """How many events of a kind a second, and what is promised of it."""
    log = bench.corpora.events(kind)
    seconds = seconds_of_scans(bench, kind, [folder], (True, False))
    goals = (ROUTED_GOALS[kind], UNROUTED_FACTOR * RSIGMA[kind][0])
    size = log.truth["bytes"] // log.truth["events"]
    for taken, goal, routed in zip(seconds, goals, (True, False)):
        rate = log.truth["events"] / taken
        how = "routed" if routed else "every rule tried"
        published = RSIGMA[kind][1 if routed else 0]
        section.rates.append(Rate(f"{kind.title}, {how}", size, rate, published))
        work = f"SigmaHQ, {kind.title} of {size} B, {how}"
        bench.promise(at_least(work, goal, rate, "events/s", bar=goal * BAR, form=",.0f"))


def grow(bench: Bench, folder: Path, sample: Path) -> None:
    """By how much an event is dearer with all rules than with a few of them."""
    kind = eventlogs.STRUCTURED_WINDOWS
    for routed, how in ((True, "routed"), (False, "every rule tried")):
        dear, cheap = seconds_of_scans(bench, kind, [folder, sample], (routed,))
        growth = dear / cheap
        work = f"SigmaHQ, {how}: cost of an event, 3,141 rules against {SAMPLE}"
        bench.promise(Target(work, f"under {GROWTH} times", f"{growth:.1f} times", GROWTH / growth))


def seconds_of_scans(
    bench: Bench, kind: eventlogs.EventKind, folders: list[Path], routings: tuple
) -> list[float]:
    """For each folder of rules and each routing the seconds of a scan without those that loading
    the rules takes: medians over rounds in which everything ran once."""
    log = bench.corpora.events(kind)
    commands = []
    for folder in folders:
        rules = options("-r", folder)
        # What is not in the sample cannot match.
        counted = log.truth["rules"] if folder == folders[0] else ()
        commands.append(bench.martlet.load(folder.name, rules))
        for routed in routings:
            sources = options("--log-source", bench.log_sources) if routed else ()
            label = f"with {folder.name}{' and log sources' if routed else ''}"
            commands.append(bench.martlet.scan_with(label, rules + sources, log.plain, 1, counted))
    rounds = bench.in_turn(commands, log.truth)
    step = 1 + len(routings)
    return [
        statistics.median(
            scan.seconds - load.seconds for scan, load in zip(rounds[begin + at], rounds[begin])
        )
        for begin in range(0, len(rounds), step)
        for at in range(1, step)
    ]
