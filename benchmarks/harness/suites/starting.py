"""How long martlet takes before it scans, and how much memory rules take while it does."""

from harness import eventlogs
from harness.bench import Bench
from harness.comparison import check
from harness.martlet import options
from harness.target import at_most

STARTUP_RUNS = 20
LOADING_RUNS = 11
# SigmaHQ's folders without what is deprecated, unsupported or not there to be run.
MAINTAINED = (
    "rules",
    "rules-compliance",
    "rules-emerging-threats",
    "rules-placeholder",
    "rules-threat-hunting",
)


def start(bench: Bench) -> None:
    """How long a run takes that scans nothing."""
    martlet = bench.martlet
    bench.say("\nStart")
    version = bench.measure(martlet.show_version(), STARTUP_RUNS).seconds * 1e3
    bench.promise(at_most("`martlet --version`", 10, version, "ms", form=".1f"))
    for work, rules, goal in (
        ("start with the 12 rules", martlet.rules, 15),
        ("start with the whole Kubernetes pack", bench.pack, 20),
    ):
        command = martlet.load(work, options("-r", rules))
        taken = bench.measure(command, STARTUP_RUNS).seconds * 1e3
        bench.promise(at_most(work, goal, taken, "ms", form=".1f"))


def maintained(bench: Bench) -> tuple:
    """Options with all rules that SigmaHQ maintains; none without its archive."""
    rules = bench.corpora.sigma_rules
    if not rules:
        bench.leave_out("SigmaHQ: MARTLET_CORPORA names no folder with sigmahq-rules.tar.xz")
        return ()
    return options("-r", *(rules / folder for folder in MAINTAINED))


def load(bench: Bench) -> None:
    """How long a run takes that reads and compiles thousands of rules and scans nothing."""
    rules = maintained(bench)
    if rules:
        bench.say("\nLoad")
        result = bench.measure(bench.martlet.load("SigmaHQ", rules), LOADING_RUNS)
        bench.promise(at_most("load of SigmaHQ's 3,780 rules", 0.15, result.seconds, "s"))


def memory(bench: Bench) -> None:
    """The most that thousands of rules and large inputs take together."""
    rules = maintained(bench)
    if not rules:
        return
    bench.say("\nMemory")
    logs = (bench.corpora.audit, bench.corpora.events(eventlogs.STRUCTURED_WINDOWS))
    peak = 0
    for log in logs:
        scan = bench.martlet.scan_with(f"with SigmaHQ over {log.plain.name}", rules, log.plain, 2)
        run = bench.stopwatch.run(scan)
        check(scan, run.output, log.truth)
        peak = max(peak, run.peak_bytes / (1 << 20))
    largest = max(log.truth["bytes"] for log in logs) / (1 << 30)
    work = f"SigmaHQ's 3,780 rules over {largest:.0f} GiB, two threads: peak memory"
    bench.promise(at_most(work, 100, peak, "MiB", form=".1f"))
