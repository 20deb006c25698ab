"""Which comparisons are made, and what is promised of them."""

from pathlib import Path
from typing import Callable, Optional

from harness import contestants, correlations
from harness.comparison import compare, measure
from harness.contestants import Martlet, Peers
from harness.correlations import CorrelationRules
from harness.corpus import Corpus
from harness.process import Command, CommandFailed, Stopwatch
from harness.report import Section, Target

STARTUP_RUNS = 20
LOADING_RUNS = 11
# What martlet gives correlations by default, and what a scan takes beside them.
STATE_MEBIBYTES = 256
SCAN_MEBIBYTES = 64


class Bench:
    """Runs the comparisons and collects them in sections."""

    def __init__(
        self,
        stopwatch: Stopwatch,
        martlet: Martlet,
        peers: Peers,
        runs: int,
        say: Callable[[str], None],
    ):
        self.stopwatch = stopwatch
        self.martlet = martlet
        self.peers = peers
        self.runs = runs
        self.say = say
        self.sections = []
        self.targets = []

    def run_all(
        self,
        logs: Corpus,
        small: Corpus,
        large: Corpus,
        rules: Optional[Path],
        correlating: CorrelationRules,
    ) -> None:
        """Measures everything: `small` is for the peers that would take minutes over `logs`, `large`
        has matches for many groups, `rules` are all of SigmaHQ's, `correlating` those that correlate.
        """
        self.one_thread(logs)
        self.two_threads(logs)
        self.slow_peers(small)
        self.from_a_pipe(logs)
        self.compressed(logs)
        self.correlations(logs, large, correlating)
        self.start()
        self.load(rules)

    def one_thread(self, logs: Corpus) -> None:
        peers, path = self.peers, logs.plain
        scan = self.martlet.scan(path, 1)
        section = self.section(
            "One thread",
            logs,
            [
                (scan, contestants.simdjson(peers, path, 1)),
                (scan, contestants.database(peers, "DuckDB", path, 1)),
                (scan, contestants.database(peers, "chDB", path, 1)),
                (scan, contestants.ripgrep(peers, path, literals=True)),
                (scan, contestants.ripgrep(peers, path, literals=False)),
                (scan, contestants.lines(peers, path)),
            ],
        )
        self.promise_ratio(
            "as fast as simdjson On-Demand by hand, one thread", section, "simdjson", 1
        )
        self.promise_memory(section)

    def two_threads(self, logs: Corpus) -> None:
        peers, path = self.peers, logs.plain
        scan = self.martlet.scan(path, 2)
        section = self.section(
            "Two threads",
            logs,
            [
                (scan, self.martlet.scan(path, 1)),
                (scan, contestants.simdjson(peers, path, 2)),
                (scan, contestants.database(peers, "DuckDB", path, 2)),
                (scan, contestants.database(peers, "chDB", path, 2)),
            ],
        )
        self.promise_ratio("two threads 1.85 times one", section, "martlet", 1.85)

    def slow_peers(self, small: Corpus) -> None:
        scan = self.martlet.scan(small.plain, 1)
        pairs = [(scan, contestants.jq(self.peers, small.plain))]
        self.section("One thread, a smaller log for a slow peer", small, pairs)

    def from_a_pipe(self, logs: Corpus) -> None:
        cat = ("cat", str(logs.plain))
        scan = self.martlet.scan(logs.plain, 1, cat)
        pairs = [(scan, contestants.simdjson(self.peers, logs.plain, 1, cat))]
        self.section("From a pipe, one thread", logs, pairs)

    def compressed(self, logs: Corpus) -> None:
        """Against the decompressor alone, and against it with simdjson behind."""
        peers = self.peers
        scan = self.martlet.scan(logs.gzip, 2)
        members = self.martlet.scan(logs.gzip_members, 2)
        section = self.section(
            "gzip, two threads",
            logs,
            [
                (scan, contestants.inflate(peers, logs.gzip)),
                (members, contestants.inflate(peers, logs.gzip_members, "many members")),
                (scan, contestants.decompress(peers, "gzip", logs.gzip)),
                (scan, contestants.simdjson(peers, logs.gzip, 1, ("gzip", "-dc", str(logs.gzip)))),
            ],
        )
        self.promise_ratio("gzip at 0.9 of the decompressor alone", section, "ISA-L", 0.9)
        if logs.zstd:
            scan = self.martlet.scan(logs.zstd, 2)
            feeder = ("zstd", "-dc", str(logs.zstd))
            pairs = [
                (scan, contestants.decompress(peers, "zstd", logs.zstd)),
                (scan, contestants.simdjson(peers, logs.zstd, 1, feeder)),
            ]
            self.section("zstd, two threads", logs, pairs)

    def correlations(self, logs: Corpus, large: Corpus, rules: CorrelationRules) -> None:
        """What it costs to correlate one event in a hundred, and what a flood of groups takes."""
        scan = self.martlet.correlate("with correlations", large.plain, rules.correlated, 2)
        alone = self.martlet.correlate("without", large.plain, rules.alone, 2)
        section = self.section("Correlations, two threads", large, [(scan, alone)])
        groups = correlations.CORRELATIONS * large.truth["events"]
        self.promise_ratio(
            f"1 % of events in {groups // 100:,} groups at 0.9 of the scan without correlations",
            section,
            "martlet without",
            0.9,
        )
        groups = correlations.FLOODED * logs.truth["events"]
        command = self.martlet.correlate("flood", logs.plain, rules.flood, 2)
        flood = measure(self.stopwatch, command, 1)
        peak = flood.peak_bytes / (1 << 20)
        measured = f"{peak:.0f} MiB, {flood.seconds:.0f} s"
        self.say(f"\n{groups:,} groups: {measured}")
        limit = STATE_MEBIBYTES + SCAN_MEBIBYTES
        promise = f"{groups:,} groups stay within {STATE_MEBIBYTES} MiB beside the scan"
        self.targets.append(Target(promise, measured, peak < limit))

    def start(self) -> None:
        """How long a run takes that scans nothing."""
        version = measure(self.stopwatch, self.martlet.show_version(), STARTUP_RUNS).seconds * 1e3
        empty = measure(self.stopwatch, self.martlet.scan_nothing(), STARTUP_RUNS).seconds * 1e3
        self.say(f"\nmartlet --version: {version:.1f} ms; scan of an empty file: {empty:.1f} ms")
        self.targets.append(
            Target("`martlet --version` under 10 ms", f"{version:.1f} ms", version < 10)
        )
        loading = empty - version
        self.targets.append(
            Target(
                "the 12 rules load in under 15 ms",
                f"{loading:.1f} ms more than `--version`, with the scan of an empty file",
                loading < 15,
            )
        )

    def load(self, rules: Optional[Path]) -> None:
        """How long a run takes that reads and compiles thousands of rules and scans nothing."""
        if rules is None:
            self.peers.skipped.append(
                "loading of SigmaHQ: MARTLET_CORPORA names no folder with sigmahq-rules.tar.xz"
            )
            self.say(f"  left out: {self.peers.skipped[-1]}")
            return
        result = measure(self.stopwatch, self.martlet.load(rules), LOADING_RUNS)
        measured = f"{result.seconds:.2f} s, {result.cpu_seconds:.2f} s of all cores"
        self.say(f"\nall of SigmaHQ loads and compiles in {measured}")
        self.targets.append(
            Target("all of SigmaHQ loads in under 0.25 s", measured, result.seconds < 0.25)
        )

    def section(
        self, title: str, corpus: Corpus, pairs: list[tuple[Command, Optional[Command]]]
    ) -> Section:
        """Measures each (subject, peer); None stands for a peer that is not there."""
        section = Section(title, [])
        self.say(f"\n{title}")
        for subject, peer in pairs:
            if peer is None:
                continue
            try:
                found = compare(self.stopwatch, subject, peer, corpus.truth, self.runs)
            except CommandFailed as failure:
                # Only a peer may fail; a martlet that fails has nothing to report.
                if failure.command is subject:
                    raise
                self.peers.skipped.append(str(failure))
                self.say(f"  left out: {failure}")
                continue
            section.comparisons.append(found)
            self.say(
                f"  {peer.label}: {found.peer.gigabytes_per_second:.3g} GB/s, {subject.label}: "
                f"{found.subject.gigabytes_per_second:.3g}, times as fast: {found.ratio:.2f}"
            )
        self.sections.append(section)
        return section

    def promise_ratio(self, promise: str, section: Section, label: str, least: float) -> None:
        """Adds a target about the first peer whose label begins with `label`, if measured."""
        for comparison in section.comparisons:
            if comparison.peer.label.startswith(label):
                ratio = comparison.ratio
                self.targets.append(Target(promise, f"{ratio:.2f} times", ratio >= least))
                return

    def promise_memory(self, section: Section) -> None:
        if section.comparisons:
            peak = max(c.subject.peak_bytes for c in section.comparisons) / (1 << 20)
            self.targets.append(Target("peak memory under 64 MiB", f"{peak:.1f} MiB", peak < 64))
