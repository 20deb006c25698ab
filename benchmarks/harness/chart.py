"""The targets as a picture: how far each measured figure is from its goal."""

import math
from html import escape

from harness.target import Target

ROW = 22
TOP = 54
BOTTOM = 30
LABELS = 430
PLOT = 330
FIGURES = 270
# The axis: shares of a goal. What is beyond its ends is drawn at them.
LOWEST, HIGHEST = 0.02, 5
TICKS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
# Colours that also differ in lightness; a sign beside each bar says the same.
COLOURS = {"kept": "#1a7f5a", "bar met": "#c98a00", "missed": "#b3261e"}
SIGNS = {"kept": "\N{CHECK MARK}", "bar met": "~", "missed": "\N{MULTIPLICATION SIGN}"}


def position(share: float) -> float:
    """Where a share of a goal lies on the axis, which is logarithmic."""
    share = min(max(share, LOWEST), HIGHEST)
    return LABELS + PLOT * math.log(share / LOWEST) / math.log(HIGHEST / LOWEST)


def draw(targets: list[Target]) -> str:
    """An SVG with a bar for each target: from its goal to what was measured."""
    width = LABELS + PLOT + FIGURES
    height = TOP + ROW * len(targets) + BOTTOM
    floor = TOP + ROW * len(targets)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" font-size="12" '
        'role="img" aria-label="Measured figures as multiples of their goals">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        text(LABELS, 20, "measured, as a multiple of the goal (to the right is better)", 13),
    ]
    for tick in TICKS:
        at = position(tick)
        colour = "#444444" if tick == 1 else "#dddddd"
        parts.append(
            f'<line x1="{at:.1f}" y1="{TOP - 8}" x2="{at:.1f}" y2="{floor}" stroke="{colour}"/>'
        )
        label = "goal" if tick == 1 else f"{tick:g}\N{MULTIPLICATION SIGN}"
        parts.append(text(at, TOP - 14, label, anchor="middle", colour="#666666"))
    for number, target in enumerate(targets):
        parts += row(target, TOP + ROW * number)
    kept = sum(target.share >= 1 for target in targets)
    parts.append(text(LABELS, floor + 20, f"{kept} of {len(targets)} goals kept", 12))
    return "\n".join([*parts, "</svg>", ""])


def row(target: Target, top: float) -> list[str]:
    colour = COLOURS[target.verdict]
    begin, end = sorted((position(1), position(target.share)))
    middle = top + ROW / 2 + 4
    goal = target.goal.split(" (")[0]
    figures = f"{SIGNS[target.verdict]} {target.measured}"
    return [
        text(LABELS - 10, middle, target.work.replace("`", ""), anchor="end"),
        f'<rect x="{begin:.1f}" y="{top + 5}" width="{max(end - begin, 2):.1f}" '
        f'height="{ROW - 10}" fill="{colour}"/>',
        text(LABELS + PLOT + 10, middle, f"{figures}, goal {goal}", colour=colour),
    ]


def text(
    x: float, y: float, content: str, size: int = 11, anchor: str = "start", colour: str = "#222222"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(content)}</text>'
    )
