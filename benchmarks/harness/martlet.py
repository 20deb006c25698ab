"""The subject: martlet with the benchmark's rules, or with others."""

import json
import re
from pathlib import Path
from typing import Iterable, Optional

from harness.process import Command, first_line


class Martlet:
    """A binary of martlet and the twelve rules of the benchmark."""

    def __init__(self, binary: Path, rules: Path):
        self.binary = binary
        self.rules = rules
        self.version = first_line([binary, "--version"])
        self.names = {}
        for file in rules.glob("*.yml"):
            identifier = re.search(r"^id: (\S+)$", file.read_text(), re.MULTILINE)
            self.names[identifier.group(1)] = file.stem

    def scan(
        self,
        path: Path,
        threads: int,
        feeder: Optional[tuple] = None,
        options: tuple = (),
        label: str = "",
    ) -> Command:
        """Scans `path`, or what `feeder` writes; signals are encoded and then dropped."""
        argv = self.arguments(("-r", str(self.rules), *options), threads, feeder, path)
        label = f"martlet{label and ' ' + label}, {plural(threads)}"
        return Command(label, argv, feeder, self.counts)

    def scan_with(
        self,
        label: str,
        rules: tuple,
        path: Path,
        threads: int,
        counted: Iterable[str] = (),
        output: Path = Path("/dev/null"),
    ) -> Command:
        """Scans with other rules, of which those with the ids `counted` have a known number of
        matches. `rules` are options of the command line."""

        def counts(text: str) -> dict:
            statistics = json.loads(text)
            found = {key: statistics[key] for key in ("events", "signals")}
            if counted:
                signals = {rule.get("id"): rule["signals"] for rule in statistics["rules"]}
                found["rules"] = {rule: signals.get(rule, 0) for rule in counted}
            return found

        argv = self.arguments(rules, threads, None, path, output)
        # Some of SigmaHQ's rules have errors, which martlet tells and leaves out.
        label = f"martlet {label}, {plural(threads)}"
        return Command(label, argv, counts=counts, statuses=(0, 2))

    def arguments(
        self,
        options: tuple,
        threads: int,
        feeder: Optional[tuple],
        path: Path,
        output: Path = Path("/dev/null"),
    ) -> tuple:
        argv = (str(self.binary), "scan", "-q", *options, "--threads", str(threads))
        return argv + ("-o", str(output), "--stats", "-", "-" if feeder else str(path))

    def counts(self, output: str) -> dict:
        """Reads the statistics; see docs/stats.md."""
        statistics = json.loads(output)
        return {
            "events": statistics["events"],
            "rules": {self.names[rule["id"]]: rule["signals"] for rule in statistics["rules"]},
        }

    def show_version(self) -> Command:
        return Command("martlet --version", (str(self.binary), "--version"), counts=None)

    def load(self, label: str, rules: tuple) -> Command:
        """Loads and compiles rules, some of which may have errors, and scans nothing."""
        argv = (str(self.binary), "scan", "-q", *rules, "-o", "/dev/null", "/dev/null")
        return Command(f"martlet with {label}, of nothing", argv, counts=None, statuses=(0, 2))


def plural(threads: int) -> str:
    return f"{threads} thread" + ("" if threads == 1 else "s")


def options(name: str, *paths: Path) -> tuple:
    """An option of the command line once for each path."""
    return tuple(part for path in paths for part in (name, str(path)))
