"""Counts the instructions of a run, which no other load of the machine changes."""

import os
import re
import subprocess
from pathlib import Path

# The whole work on a chunk of input. Swift's names end with their types, which may change.
SCAN = re.compile(r"\$s13MartletEngine7SessionV4scan_6offset4file7framing4into\w*tF")
COLLECTED = re.compile(r"Collected : (\d+)")


class CannotCount(Exception):
    """Nothing was counted, so that nothing can be said."""


class Callgrind:
    """Runs a binary under valgrind. Debug information is stripped from a copy of it, because
    valgrind would read it at each start."""

    def __init__(self, binary: Path, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["strip", "-g", "-o", folder / "martlet", binary], check=True)
        self.scan = scan_symbol(folder / "martlet")

    def instructions(self, arguments: tuple, of_scan: bool) -> int:
        """Of a whole run, or of its scan alone. Paths are relative to the folder, since the
        length of a path is work, too."""
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        if of_scan:
            command.append(f"--toggle-collect={self.scan}")
        # Swift seeds its hash tables at random unless it is told not to.
        environment = {"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1"}
        done = subprocess.run(
            [*command, "./martlet", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
        )
        found = COLLECTED.search(done.stderr)
        if done.returncode or not found or found.group(1) == "0":
            raise CannotCount(f"martlet {' '.join(arguments)}: {done.stderr.strip()[-500:]}")
        return int(found.group(1))


def scan_symbol(binary: Path) -> str:
    """The name of the function that SCAN means."""
    done = subprocess.run(["nm", binary], capture_output=True, text=True, check=True)
    names = {line.rpartition(" ")[2] for line in done.stdout.splitlines()}
    found = sorted(name for name in names if SCAN.fullmatch(name))
    if len(found) != 1:
        raise CannotCount(f"Session.scan has another name: see SCAN in {__file__}")
    return found[0]
