"""The processor time of a gigabyte, and the limits of the machine, for docs/scaling.md."""

import statistics

from harness import contestants, eventlogs
from harness.bench import Bench
from harness.corpus import Corpus
from harness.martlet import options
from harness.scaling import Figures, Work, tables


def figures(bench: Bench) -> None:
    peers, martlet, log = bench.peers, bench.martlet, bench.corpora.audit
    if not (peers.bandwidth and peers.lines):
        bench.leave_out("scaling: the programs that measure the machine could not be built")
        return
    bench.say("\nScaling")
    twelve, pack = options("-r", martlet.rules), options("-r", bench.pack)
    works = [
        work(bench, "12 rules", twelve, log),
        work(bench, "12 rules, --strict", (*twelve, "--strict"), log),
        work(bench, "the Kubernetes pack", pack, log),
    ]
    if bench.corpora.sigma_rules:
        sigma = options("-r", bench.corpora.sigma_rules / "rules")
        sigma += options("--log-source", bench.log_sources)
        windows = bench.corpora.events(eventlogs.STRUCTURED_WINDOWS)
        works.append(work(bench, "SigmaHQ, structured Windows", sigma, windows))
    one, two, lines = bench.in_turn(
        [
            martlet.scan(log.plain, 1),
            martlet.scan(log.plain, 2),
            contestants.lines(peers, log.plain),
        ],
        log.truth,
    )
    peaks = [statistics.median(run.peak_bytes for run in runs) for runs in (one, two)]
    bench.scaling = Figures(
        works=tuple(works),
        two_threads=statistics.median(a.seconds / b.seconds for a, b in zip(one, two)),
        memory={threads: contestants.bandwidth(peers, threads) for threads in (1, 2)},
        page_cache=log.truth["bytes"] / statistics.median(run.seconds for run in lines) / 1e9,
        thread_mebibytes=(peaks[1] - peaks[0]) / (1 << 20),
    )
    bench.say(tables(bench.scaling))


def work(bench: Bench, label: str, rules: tuple, log: Corpus) -> Work:
    """A core's rate by processor time, without that of loading the rules."""
    scan = bench.martlet.scan_with(label, rules, log.plain, 1)
    scans, loads = bench.in_turn([scan, bench.martlet.load(label, rules)], log.truth)
    seconds = statistics.median(
        scan.cpu_seconds - load.cpu_seconds for scan, load in zip(scans, loads)
    )
    return Work(label, log.truth["bytes"] / seconds / 1e9)
