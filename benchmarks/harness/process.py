"""Runs a command and takes its time and memory."""

import json
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional


@dataclass(frozen=True)
class Command:
    """A program that is measured, alone or at the end of a pipe.

    `counts` turns what it prints into {"events": N, "rules": {...}}; None where it only moves
    bytes and there is nothing to check. `statuses` are the exit statuses that are no failure.
    """

    label: str
    argv: tuple
    feeder: Optional[tuple] = None
    counts: Optional[Callable[[str], dict]] = field(default=json.loads)
    statuses: tuple = (0,)


@dataclass(frozen=True)
class Run:
    """What one run took.

    `cpu_seconds` (user and system) and `peak_bytes` (resident) are those of the program itself,
    without its feeder.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str


class CommandFailed(Exception):
    """A measured program ended with an error."""

    def __init__(self, command: Command, reason: str):
        super().__init__(f"{command.label}: {reason}")
        self.command = command


class Stopwatch:
    """Runs commands under peers/stopwatch.c, which adds nothing to their time and memory."""

    def __init__(self, program: Path):
        self.program = program

    def run(self, command: Command) -> Run:
        """Runs `command` once; with a feeder, wall time is that of the whole pipe."""
        with (
            tempfile.NamedTemporaryFile() as report,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            begin = time.monotonic()
            feeder = None
            if command.feeder:
                feeder = subprocess.Popen(command.feeder, stdout=subprocess.PIPE)
            process = subprocess.Popen(
                (self.program, report.name, *command.argv),
                stdin=feeder.stdout if feeder else subprocess.DEVNULL,
                stdout=output if command.counts else subprocess.DEVNULL,
                stderr=errors,
            )
            if feeder:
                feeder.stdout.close()
            statuses = [process.wait(), feeder.wait() if feeder else 0]
            pipe_seconds = time.monotonic() - begin
            if statuses[0] not in command.statuses or statuses[1]:
                errors.seek(0)
                reason = errors.read().decode(errors="replace").strip()[-500:]
                raise CommandFailed(command, f"exit status {statuses[0]}: {reason}")
            seconds, cpu_seconds, peak_kibibytes = report.read().split()
            output.seek(0)
            return Run(
                pipe_seconds if feeder else float(seconds),
                float(cpu_seconds),
                int(peak_kibibytes) * 1024,
                output.read().decode(),
            )


def first_line(command: list) -> str:
    """The first line that a command prints, such as its version."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[0].strip("* ")
