"""Measures what the suites ask for, and collects it in sections and targets."""

from dataclasses import replace
from pathlib import Path
from typing import Callable, Optional

from harness.comparison import Result, compare, in_turn, measure
from harness.contestants import Peers
from harness.corpus import Corpora
from harness.martlet import Martlet
from harness.process import Command, CommandFailed, Run, Stopwatch
from harness.report import Section
from harness.target import Target


class Bench:
    """Who is measured, on what, and what was found so far."""

    def __init__(
        self,
        stopwatch: Stopwatch,
        martlet: Martlet,
        peers: Peers,
        corpora: Corpora,
        pack: Path,
        log_sources: Path,
        runs: int,
        say: Callable[[str], None],
    ):
        self.stopwatch = stopwatch
        self.martlet = martlet
        self.peers = peers
        self.corpora = corpora
        self.pack = pack
        self.log_sources = log_sources
        self.runs = runs
        self.say = say
        self.sections = []
        self.targets = []
        self.suite = ""
        self.scaling = None

    def section(
        self, title: str, truth: dict, pairs: list[tuple[Command, Optional[Command]]]
    ) -> Section:
        """Measures each (subject, peer); None stands for a peer that is not there."""
        section = Section(title, [])
        self.say(f"\n{title}")
        for subject, peer in pairs:
            if peer is None:
                continue
            try:
                found = compare(self.stopwatch, subject, peer, truth, self.runs)
            except CommandFailed as failure:
                # Only a peer may fail; a martlet that fails has nothing to report.
                if failure.command is subject:
                    raise
                self.leave_out(str(failure))
                continue
            section.comparisons.append(found)
            self.say(
                f"  {peer.label}: {found.peer.gigabytes_per_second:.3g} GB/s, {subject.label}: "
                f"{found.subject.gigabytes_per_second:.3g}, times as fast: {found.ratio:.2f}"
            )
        self.sections.append(section)
        return section

    def in_turn(self, commands: list[Command], truth: dict) -> list[list[Run]]:
        return in_turn(self.stopwatch, commands, truth, self.runs)

    def measure(self, command: Command, runs: int) -> Result:
        return measure(self.stopwatch, command, runs)

    def promise(self, target: Target) -> None:
        self.targets.append(replace(target, suite=self.suite))
        self.say(f"  {target.work}: {target.measured}, goal {target.goal}: {target.verdict}")

    def leave_out(self, reason: str) -> None:
        self.peers.skipped.append(reason)
        self.say(f"  left out: {reason}")
