"""Hundreds of literals, which have to be looked for in the values of every event."""

from harness import contestants, rulesets
from harness.bench import Bench
from harness.martlet import options
from harness.target import at_least

GIGABYTES_PER_SECOND = 1


def literals(bench: Bench) -> None:
    log = bench.corpora.audit
    truth = {**log.truth, "rules": {rulesets.FOUND_ID: log.lines_with(rulesets.FOUND.encode())}}
    found = rulesets.write_literals(bench.corpora.folder / "literals")
    words = bench.corpora.folder / "literals" / "words.txt"
    words.write_text("\n".join([*rulesets.literals(), rulesets.FOUND, ""]))
    count = truth["rules"][rulesets.FOUND_ID]
    peer = contestants.ripgrep_words(bench.peers, log.plain, words, count)
    peer = peer or contestants.lines(bench.peers, log.plain)
    for name, folder in found.items():
        title = f"{rulesets.LITERALS} literals, {name}"
        scan = bench.martlet.scan_with(
            f"with {name}", options("-r", folder), log.plain, 1, truth["rules"]
        )
        section = bench.section(f"{title}, one thread", truth, [(scan, peer)])
        for comparison in section.comparisons:
            rate = comparison.subject.gigabytes_per_second
            bench.promise(at_least(title, GIGABYTES_PER_SECOND, rate, "GB/s"))
