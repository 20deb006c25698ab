"""What is measured, one suite for each kind of work; `benchmarks/run --only NAME` runs some."""

from harness.suites import (
    audit_log,
    compressed,
    correlating,
    high_rate,
    literals,
    live,
    scaling,
    sigma,
    starting,
)

SUITES = {
    "one-thread": audit_log.one_thread,
    "strict": audit_log.strict,
    "pack": audit_log.whole_pack,
    "two-threads": audit_log.two_threads,
    "slow-peers": audit_log.slow_peers,
    "pipe": audit_log.from_a_pipe,
    "gzip": compressed.gzip,
    "zstd": compressed.zstd,
    "sigma": sigma.throughput,
    "literals": literals.literals,
    "high-rate": high_rate.matches,
    "signals": high_rate.signals,
    "live": live.acknowledged,
    "correlations": correlating.correlations,
    "start": starting.start,
    "load": starting.load,
    "memory": starting.memory,
    "scaling": scaling.figures,
}
