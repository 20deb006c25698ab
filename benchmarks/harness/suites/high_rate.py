"""Rules that match often, and what it takes to write their signals."""

import statistics

from harness import rulesets
from harness.bench import Bench
from harness.martlet import options
from harness.suites.audit_log import promise_ratio
from harness.target import at_least

SIGNALS_PER_SECOND = 1_000_000


def matches(bench: Bench) -> None:
    """The twelve rules with one that matches three events in ten, against the twelve alone."""
    log = bench.corpora.audit
    many = rulesets.write_matching(bench.corpora.folder / "matching")["many"]
    count = log.lines_with(b'"verb":"update"', b'"verb":"list"')
    share = 100 * count / log.truth["events"]
    twelve = options("-r", bench.martlet.rules)
    truth = {**log.truth, "rules": {rulesets.FOUND_ID: count}}
    scan = bench.martlet.scan_with(
        "with many matches", twelve + options("-r", many), log.plain, 1, truth["rules"]
    )
    few = bench.martlet.scan_with("with few", twelve, log.plain, 1)
    section = bench.section("Many matches, one thread", truth, [(scan, few)])
    work = f"12 rules and one that {share:.0f} % of events match, against the 12"
    promise_ratio(bench, section, "martlet with few", work, 0.5)


def signals(bench: Bench) -> None:
    """A signal for every event, written to a file."""
    log = bench.corpora.audit
    truth = {**log.truth, "rules": {rulesets.FOUND_ID: log.truth["events"]}}
    every = rulesets.write_matching(bench.corpora.folder / "matching")["every"]
    output = bench.corpora.folder / "signals.ndjson"
    scan = bench.martlet.scan_with(
        "of every event", options("-r", every), log.plain, 2, truth["rules"], output
    )
    bench.say("\nSignals, two threads")
    [runs] = bench.in_turn([scan], truth)
    output.unlink()
    rate = log.truth["events"] / statistics.median(run.seconds for run in runs)
    work = "signals written to a file, two threads"
    bench.promise(at_least(work, SIGNALS_PER_SECOND, rate, "signals/s", form=",.0f"))
