"""Logs of the kinds of events that most of SigmaHQ's rules are for: an invented company's Windows
machines and routers. They are synthetic: see benchmarks/README.md.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator

from harness.eventlogs import cisco, raw_windows, structured_windows, sysmon_files
from harness.eventlogs.random_source import RandomSource


@dataclass(frozen=True)
class EventKind:
    """A kind of events. `rule` is the id of SigmaHQ's rule for the attacks among them."""

    name: str
    title: str
    rule: str
    events: Callable[[RandomSource], Iterator[tuple[str, bool]]]


STRUCTURED_WINDOWS = EventKind(
    "structured-windows", "structured Windows", structured_windows.RULE, structured_windows.events
)
RAW_WINDOWS = EventKind("raw-windows", "raw Windows", raw_windows.RULE, raw_windows.events)
SYSMON_FILES = EventKind(
    "sysmon-files", "Sysmon file events", sysmon_files.RULE, sysmon_files.events
)
CISCO = EventKind("cisco", "Cisco syslog", cisco.RULE, cisco.events)


def write(kind: EventKind, seed: int, limit: int, path: Path) -> dict:
    """Writes a log of at most `limit` bytes, the same for a seed everywhere.

    Returns: the truth about it, as the generator of audit logs tells it.
    """
    count = length = attacks = 0
    with path.open("wb") as file:
        for text, is_attack in kind.events(RandomSource(seed)):
            line = text.encode()
            if length + len(line) > limit:
                break
            file.write(line)
            count += 1
            length += len(line)
            attacks += is_attack
    return {"bytes": length, "events": count, "attacks": attacks, "rules": {kind.rule: attacks}}
