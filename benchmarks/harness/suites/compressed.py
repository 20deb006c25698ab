"""Archives, against the decompressor alone and against it with simdjson behind."""

from harness import contestants
from harness.bench import Bench
from harness.suites.audit_log import promise_ratio

LEAST = 0.95


def gzip(bench: Bench) -> None:
    peers, log = bench.peers, bench.corpora.audit
    scan = bench.martlet.scan(log.gzip, 2)
    members = bench.martlet.scan(log.gzip_members, 2)
    feeder = ("gzip", "-dc", str(log.gzip))
    section = bench.section(
        "gzip, two threads",
        log.truth,
        [
            (scan, contestants.library(peers, "ISA-L", log.gzip)),
            (members, contestants.library(peers, "ISA-L", log.gzip_members, "many members")),
            (scan, contestants.decompress(peers, "gzip", log.gzip)),
            (scan, contestants.simdjson(peers, log.gzip, 1, feeder)),
        ],
    )
    promise_ratio(bench, section, "ISA-L", ".gz, two threads, against ISA-L alone", LEAST)


def zstd(bench: Bench) -> None:
    peers, log = bench.peers, bench.corpora.audit
    if not log.zstd:
        bench.leave_out("zstd: not installed, so that there is no archive to scan")
        return
    scan = bench.martlet.scan(log.zstd, 2)
    feeder = ("zstd", "-dc", str(log.zstd))
    section = bench.section(
        "zstd, two threads",
        log.truth,
        [
            (scan, contestants.library(peers, "libzstd", log.zstd)),
            (scan, contestants.decompress(peers, "zstd", log.zstd)),
            (scan, contestants.simdjson(peers, log.zstd, 1, feeder)),
        ],
    )
    promise_ratio(bench, section, "libzstd", ".zst, two threads, against libzstd alone", LEAST)
