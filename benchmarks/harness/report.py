"""The measurements as Markdown."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

from harness.comparison import Result

BEGIN = "<!-- results: written by benchmarks/run -->"
END = "<!-- end of results -->"


@dataclass
class Section:
    """A table of comparisons under a heading."""

    title: str
    comparisons: list


@dataclass(frozen=True)
class Target:
    """What this release promises, and what was measured."""

    promise: str
    measured: str
    is_met: bool


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


def section_text(section: Section) -> str:
    rows = [
        [
            comparison.peer.label,
            throughput(comparison.peer),
            throughput(comparison.subject),
            f"{comparison.ratio:.2f}",
            f"{comparison.peer.cpu_seconds:.2f}",
            f"{comparison.subject.cpu_seconds:.2f}",
            memory(comparison.peer),
            memory(comparison.subject),
            str(comparison.runs),
        ]
        for comparison in section.comparisons
    ]
    # All rows of a section have the same subject.
    subject = section.comparisons[0].subject.label
    header = [
        "against",
        "its GB/s",
        f"{subject}: GB/s",
        "times as fast",
        "its CPU s",
        "CPU s",
        "its peak MiB",
        "peak MiB",
        "pairs",
    ]
    return f"### {section.title}\n\n{table(header, rows)}\n"


def targets_text(targets: list) -> str:
    rows = [
        [target.promise, target.measured, "yes" if target.is_met else "**no**"]
        for target in targets
    ]
    return f"### Targets\n\n{table(['promise', 'measured', 'kept'], rows)}\n"


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
        *(section_text(section) for section in sections if section.comparisons),
        f"### Versions\n\n{bullets(f'{name}: {text}' for name, text in versions.items())}\n",
    ]
    if skipped:
        parts.append(f"### Left out\n\n{bullets(skipped)}\n")
    return "\n".join(part for part in parts if part)


def raw(sections: list) -> str:
    """Every run of every pair, in seconds and bytes."""
    pairs = [
        {"section": section.title, "subject": vars(found.subject), "peer": vars(found.peer)}
        for section in sections
        for found in section.comparisons
    ]
    return json.dumps(pairs, indent=1) + "\n"


def write(folder: Path, name: str, text: str, sections: list) -> Path:
    """Writes the results of this run, and puts them between the markers of the README."""
    path = folder / "results" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# Benchmark {name}\n\n{text}")
    path.with_suffix(".json").write_text(raw(sections))
    readme = folder / "README.md"
    head, rest = readme.read_text().split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    readme.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{tail}")
    return path
