"""The twelve rules, and the whole Kubernetes pack, over an audit log."""

from harness import contestants
from harness.bench import Bench
from harness.martlet import options
from harness.report import Section
from harness.target import at_least, at_most


def promise_ratio(
    bench: Bench, section: Section, peer: str, work: str, goal: float, bar: float = 0
) -> None:
    """Adds a target about the first peer whose label begins with `peer`, if it was measured."""
    for found in section.comparisons:
        if found.peer.label.startswith(peer):
            bench.promise(at_least(work, goal, found.ratio, "times", bar))
            return


def one_thread(bench: Bench) -> None:
    peers, log = bench.peers, bench.corpora.audit
    scan = bench.martlet.scan(log.plain, 1)
    section = bench.section(
        "One thread",
        log.truth,
        [
            (scan, contestants.simdjson(peers, log.plain, 1)),
            (scan, contestants.database(peers, "DuckDB", log.plain, 1)),
            (scan, contestants.database(peers, "chDB", log.plain, 1)),
            (scan, contestants.ripgrep(peers, log.plain, literals=True)),
            (scan, contestants.ripgrep(peers, log.plain, literals=False)),
            (scan, contestants.lines(peers, log.plain)),
        ],
    )
    promise_ratio(
        bench, section, "simdjson", "12 rules, one thread, against simdjson On-Demand", 2, bar=1.5
    )
    promise_ratio(
        bench, section, "read", "12 rules, one thread, against read and newline search", 0.4
    )
    if section.comparisons:
        peak = max(found.subject.peak_bytes for found in section.comparisons) / (1 << 20)
        bench.promise(at_most("12 rules: peak memory", 64, peak, "MiB", form=".1f"))


def strict(bench: Bench) -> None:
    """Every byte checked, against a simdjson that checks only what it visits."""
    log = bench.corpora.audit
    scan = bench.martlet.scan(log.plain, 1, options=("--strict",), label="--strict")
    peer = contestants.simdjson(bench.peers, log.plain, 1)
    section = bench.section("Every byte checked, one thread", log.truth, [(scan, peer)])
    promise_ratio(
        bench, section, "simdjson", "12 rules with --strict, against simdjson On-Demand", 1
    )


def whole_pack(bench: Bench) -> None:
    log = bench.corpora.audit
    folder = options("-r", bench.martlet.rules)
    pack = bench.martlet.scan_with("with the pack", options("-r", bench.pack), log.plain, 1)
    twelve = bench.martlet.scan_with("with 12 rules", folder, log.plain, 1)
    section = bench.section("The whole Kubernetes pack, one thread", log.truth, [(pack, twelve)])
    promise_ratio(bench, section, "martlet", "the whole Kubernetes pack, against the 12 rules", 0.8)


def two_threads(bench: Bench) -> None:
    peers, log = bench.peers, bench.corpora.audit
    scan = bench.martlet.scan(log.plain, 2)
    section = bench.section(
        "Two threads",
        log.truth,
        [
            (scan, bench.martlet.scan(log.plain, 1)),
            (scan, contestants.simdjson(peers, log.plain, 2)),
            (scan, contestants.database(peers, "DuckDB", log.plain, 2)),
            (scan, contestants.database(peers, "chDB", log.plain, 2)),
        ],
    )
    promise_ratio(bench, section, "martlet", "12 rules, two threads, against one", 1.9)


def slow_peers(bench: Bench) -> None:
    log = bench.corpora.small
    scan = bench.martlet.scan(log.plain, 1)
    peer = contestants.jq(bench.peers, log.plain)
    bench.section("One thread, a smaller log for a slow peer", log.truth, [(scan, peer)])


def from_a_pipe(bench: Bench) -> None:
    log = bench.corpora.audit
    cat = ("cat", str(log.plain))
    scan = bench.martlet.scan(log.plain, 1, cat, label="behind cat")
    section = bench.section(
        "From a pipe, one thread",
        log.truth,
        [
            (scan, contestants.word_count(log.plain)),
            (scan, bench.martlet.scan(log.plain, 1, label="of the file")),
            (scan, contestants.simdjson(bench.peers, log.plain, 1, cat)),
        ],
    )
    # One of two is enough: wc does next to nothing with the bytes, so that the pipe is its limit.
    ratios = [found.ratio / goal for found, goal in zip(section.comparisons, (0.9, 0.8))]
    which = ratios.index(max(ratios))
    peer, goal = (("cat into wc -l", 0.9), ("the scan of the file", 0.8))[which]
    bench.promise(
        at_least(f"12 rules from a pipe, against {peer}", goal, ratios[which] * goal, "times")
    )
