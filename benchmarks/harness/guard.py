"""Compares counts of instructions with those that are stored."""

import json
from dataclasses import dataclass

from harness.report import table as markdown

# In hundredths; what a change of layout may cost stays below, what is worth a look does not.
ALLOWED_GROWTH = 3


@dataclass(frozen=True)
class Figures:
    """The instructions of each work, and what they depend on besides martlet."""

    compiler: str
    valgrind: str
    instructions: dict

    @staticmethod
    def read(text: str) -> "Figures":
        return Figures(**json.loads(text))

    def text(self) -> str:
        return json.dumps(vars(self), indent=4) + "\n"


def growth(stored: Figures, found: Figures) -> dict:
    """By how many hundredths each work grew that both know."""
    return {
        work: 100 * (count - stored.instructions[work]) / stored.instructions[work]
        for work, count in found.instructions.items()
        if work in stored.instructions
    }


def grown(stored: Figures, found: Figures) -> list[str]:
    """The works that take too much more than they did, or that nothing is known of."""
    grew = growth(stored, found)
    return [work for work in found.instructions if grew.get(work, 100) > ALLOWED_GROWTH]


def table(stored: Figures, found: Figures) -> str:
    grew = growth(stored, found)
    rows = [
        [
            work,
            f"{stored.instructions[work]:,}" if work in grew else "",
            f"{count:,}",
            f"{grew[work]:+.2f} %" if work in grew else "new",
        ]
        for work, count in found.instructions.items()
    ]
    return markdown(["work", "stored", "counted", "growth"], rows)


def remarks(stored: Figures, found: Figures) -> list[str]:
    """What to make of the table."""
    said = []
    for name in ("compiler", "valgrind"):
        before, now = getattr(stored, name), getattr(found, name)
        if before != now:
            said.append(f"the stored figures are those of {before}; this is {now}")
    for work in grown(stored, found):
        said.append(
            f"{work}: more than {ALLOWED_GROWTH} % above what is stored, or not stored; "
            "make it cheaper, or store it with --update and say why"
        )
    if any(by < -ALLOWED_GROWTH for by in growth(stored, found).values()):
        said.append("a work takes much less than is stored: store it with --update")
    return said
