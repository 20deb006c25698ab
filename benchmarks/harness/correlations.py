"""The rules of the benchmark that correlate, written where the logs are."""

from dataclasses import dataclass
from pathlib import Path

# So many correlations read the same matches, and to each of them every match is a group of its own:
# about 100,000 groups of one event in a hundred of 8 GiB, and 10 million of every event of 1 GiB.
CORRELATIONS = 3
FLOODED = 22

# About one event in a hundred of the generated log; see BackgroundTraffic.swift.
ONE_IN_A_HUNDRED = "{verb: list, objectRef.resource: deployments}"
EVERY_EVENT = "{auditID|exists: true}"


@dataclass(frozen=True)
class CorrelationRules:
    """Folders with rules: a base rule alone, with its correlations, and one that floods them."""

    alone: Path
    correlated: Path
    flood: Path


def write(folder: Path) -> CorrelationRules:
    """Writes the folders and says where they are."""
    base = rule(ONE_IN_A_HUNDRED)
    many = [correlation(number) for number in range(FLOODED)]
    contents = {
        "alone": [base],
        "correlated": [base, *many[:CORRELATIONS]],
        "flood": [rule(EVERY_EVENT), *many],
    }
    for name, documents in contents.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "rules.yml").write_text("---\n".join(documents))
    return CorrelationRules(*(folder / name for name in contents))


def rule(selection: str) -> str:
    return (
        "title: Base\nname: base\nid: 6d2f2f0e-5b0a-4b7e-9c61-1d5b5a7a0001\n"
        "logsource: {product: kubernetes, service: audit}\n"
        f"detection:\n    selection: {selection}\n    condition: selection\n"
    )


def correlation(number: int) -> str:
    """Every second one counts values; none ever fires, and no group is done with."""
    kind, condition = (
        ("event_count", "{gte: 1000}"),
        ("value_count", "{field: userAgent, gte: 1000}"),
    )[number % 2]
    return (
        f"title: Correlation {number}\ncorrelation:\n    type: {kind}\n    rules: [base]\n"
        f"    group-by: [auditID, user.username]\n    timespan: 30d\n    condition: {condition}\n"
    )
