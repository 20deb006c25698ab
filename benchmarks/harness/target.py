"""What martlet promises, and what was measured of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A promise. `share` is how many times as good as the goal the measured figure is; at `bar` it
    is good enough, though the goal is further off. `suite` is what measures it."""

    work: str
    goal: str
    measured: str
    share: float
    bar: float = 1
    suite: str = ""

    @property
    def verdict(self) -> str:
        if self.share >= 1:
            return "kept"
        return "bar met" if self.share >= self.bar else "missed"


def at_least(
    work: str, goal: float, measured: float, unit: str, bar: float = 0, form: str = ",.2f"
) -> Target:
    """A figure that is to be high; `form` is how numbers are written."""
    text = f"{goal:{form}} {unit}" + (f" (bar: {bar:{form}})" if bar else "")
    return Target(work, text, f"{measured:{form}} {unit}", measured / goal, (bar or goal) / goal)


def at_most(work: str, goal: float, measured: float, unit: str, form: str = ",.2f") -> Target:
    """A figure that is to be low."""
    return Target(work, f"under {goal:{form}} {unit}", f"{measured:{form}} {unit}", goal / measured)
