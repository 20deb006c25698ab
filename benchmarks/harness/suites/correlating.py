"""What it costs to correlate one event in a hundred, and what a flood of groups takes."""

from harness import correlations as rules
from harness.bench import Bench
from harness.martlet import options
from harness.suites.audit_log import promise_ratio
from harness.target import at_most

# What martlet gives correlations by default, and what a scan takes beside them.
STATE_MEBIBYTES = 256
SCAN_MEBIBYTES = 64


def correlations(bench: Bench) -> None:
    martlet, log, large = bench.martlet, bench.corpora.audit, bench.corpora.large
    folders = rules.write(bench.corpora.folder / "correlations")
    correlated, alone = (
        martlet.scan_with(label, options("-r", folder), large.plain, 2)
        for label, folder in (
            ("with correlations", folders.correlated),
            ("without", folders.alone),
        )
    )
    section = bench.section("Correlations, two threads", large.truth, [(correlated, alone)])
    groups = rules.CORRELATIONS * large.truth["events"] // 100
    work = f"1 % of events in {groups:,} groups, against the scan without correlations"
    promise_ratio(bench, section, "martlet without", work, 0.9)

    groups = rules.FLOODED * log.truth["events"]
    flood = bench.measure(martlet.scan_with("flood", options("-r", folders.flood), log.plain, 2), 1)
    limit = STATE_MEBIBYTES + SCAN_MEBIBYTES
    peak = flood.peak_bytes / (1 << 20)
    work = f"{groups:,} groups, scanned in {flood.seconds:.0f} s: peak memory"
    bench.promise(at_most(work, limit, peak, "MiB", form=".0f"))
