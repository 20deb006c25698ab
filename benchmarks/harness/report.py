"""The measurements as Markdown."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

from harness import chart
from harness.comparison import Result
from harness.target import Target

BEGIN = "<!-- results: written by benchmarks/run -->"
END = "<!-- end of results -->"
CHART = "targets.svg"


def row(cells: list) -> str:
    return "| " + " | ".join(cells) + " |"


def table(header: list, rows: list) -> str:
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join([row(header), row(rule), *map(row, rows)])


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def throughput(result: Result) -> str:
    speed = result.gigabytes_per_second
    return f"{speed:.2f}" if speed >= 0.1 else f"{speed:.2g}"


def memory(result: Result) -> str:
    return f"{result.peak_bytes / (1 << 20):.1f}"


@dataclass
class Section:
    """A table of comparisons under a heading. All have the same subject."""

    title: str
    comparisons: list

    def markdown(self) -> str:
        if not self.comparisons:
            return ""
        header = [
            "against",
            "its GB/s",
            f"{self.comparisons[0].subject.label}: GB/s",
            "times as fast",
            "its CPU s",
            "CPU s",
            "its peak MiB",
            "peak MiB",
            "pairs",
        ]
        rows = [
            [
                found.peer.label,
                throughput(found.peer),
                throughput(found.subject),
                f"{found.ratio:.2f}",
                f"{found.peer.cpu_seconds:.2f}",
                f"{found.subject.cpu_seconds:.2f}",
                memory(found.peer),
                memory(found.subject),
                str(found.runs),
            ]
            for found in self.comparisons
        ]
        return f"### {self.title}\n\n{table(header, rows)}\n"

    def raw(self) -> list:
        """Every run of every pair, in seconds and bytes."""
        return [
            {"subject": vars(found.subject), "peer": vars(found.peer)} for found in self.comparisons
        ]


@dataclass(frozen=True)
class Rate:
    """How many events a second; `published` is what another engine says of itself."""

    events: str
    bytes_per_event: int
    per_second: float
    published: float


@dataclass
class RateSection:
    """A table of rates under a heading."""

    title: str
    rates: list

    def markdown(self) -> str:
        header = ["events", "bytes each", "events/s", "GB/s", "rsigma, published", "times"]
        rows = [
            [
                rate.events,
                str(rate.bytes_per_event),
                f"{rate.per_second:,.0f}",
                f"{rate.per_second * rate.bytes_per_event / 1e9:.3f}",
                f"{rate.published:,.0f}",
                f"{rate.per_second / rate.published:.2f}",
            ]
            for rate in self.rates
        ]
        return f"### {self.title}\n\n{table(header, rows)}\n"

    def raw(self) -> list:
        return [vars(rate) for rate in self.rates]


def targets_text(targets: list) -> str:
    rows = [
        [target.work, target.goal, target.measured, verdict(target), f"`{target.suite}`"]
        for target in targets
    ]
    return f"### Targets\n\n{table(['work', 'goal', 'measured', '', 'suite'], rows)}\n"


def verdict(target: Target) -> str:
    return f"**{target.verdict}**" if target.verdict == "missed" else target.verdict


def document(
    machine: str,
    date: str,
    corpus: str,
    versions: dict,
    sections: list,
    targets: list,
    skipped: list,
) -> str:
    parts = [
        f"Taken on {date}: {machine}.\n\nInput: {corpus}.\n",
        targets_text(targets) if targets else "",
        *(section.markdown() for section in sections),
        f"### Versions\n\n{bullets(f'{name}: {text}' for name, text in versions.items())}\n",
    ]
    if skipped:
        parts.append(f"### Left out\n\n{bullets(skipped)}\n")
    return "\n".join(part for part in parts if part)


def raw(sections: list, targets: list) -> str:
    found = {
        "targets": [vars(target) for target in targets],
        "sections": {section.title: section.raw() for section in sections},
    }
    return json.dumps(found, indent=1) + "\n"


def write(folder: Path, name: str, text: str, sections: list, targets: list) -> Path:
    """Writes the results of this run, draws its targets, and puts all into the README."""
    path = folder / "results" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# Benchmark {name}\n\n{text}")
    path.with_suffix(".json").write_text(raw(sections, targets))
    (folder / "results" / CHART).write_text(chart.draw(targets))
    readme = folder / "README.md"
    picture = f"![Measured figures as multiples of their goals](results/{CHART})"
    readme.write_text(between(readme.read_text(), f"{picture}\n\n{text}"))
    return path


def between(document: str, text: str) -> str:
    """A document with `text` between its markers."""
    head, rest = document.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    return f"{head}{BEGIN}\n\n{text}\n{END}{tail}"
