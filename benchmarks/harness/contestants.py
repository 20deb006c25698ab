"""Who is measured: martlet, and the peers that can be had on this machine."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from harness.process import Command, Stopwatch

# What a person would search for with grep; a superset of what the rules match.
LITERALS = (
    '"subresource":"exec"',
    '"subresource":"attach"',
    '"name":"cluster-admin"',
    '"privileged":true',
    '"hostPath":{',
    '"hostNetwork":true',
    '/api/v1/secrets',
    '/namespaces/kube-system/pods"',
    '/daemonsets"',
    '"username":"system:anonymous"',
    '"subresource":"token"',
    "webhookconfigurations",
)


class Martlet:
    """The subject: `martlet scan` with the benchmark's rules."""

    def __init__(self, binary: Path, rules: Path):
        self.binary = binary
        self.rules = rules
        self.version = first_line([binary, "--version"])
        self.names = {}
        for file in rules.glob("*.yml"):
            identifier = re.search(r"^id: (\S+)$", file.read_text(), re.MULTILINE)
            self.names[identifier.group(1)] = file.stem

    def scan(self, path: Path, threads: int, feeder: Optional[tuple] = None) -> Command:
        """Scans `path`, or what `feeder` writes; signals are encoded and then dropped."""
        source = "-" if feeder else str(path)
        argv = (str(self.binary), "scan", "-q", "-r", str(self.rules), "--threads", str(threads))
        argv += ("-o", "/dev/null", "--stats", "-", source)
        return Command(f"martlet, {plural(threads)}", argv, feeder, self.counts)

    def correlate(self, label: str, path: Path, rules: Path, threads: int) -> Command:
        """Scans `path` with other rules; only the events are counted."""
        argv = (str(self.binary), "scan", "-q", "-r", str(rules), "--threads", str(threads))
        argv += ("-o", "/dev/null", "--stats", "-", str(path))
        return Command(
            f"martlet {label}, {plural(threads)}",
            argv,
            counts=lambda output: {"events": json.loads(output)["events"]},
        )

    def counts(self, output: str) -> dict:
        """Reads the statistics; see docs/stats.md."""
        statistics = json.loads(output)
        return {
            "events": statistics["events"],
            "rules": {self.names[rule["id"]]: rule["signals"] for rule in statistics["rules"]},
        }

    def show_version(self) -> Command:
        return Command("martlet --version", (str(self.binary), "--version"), counts=None)

    def scan_nothing(self) -> Command:
        argv = (str(self.binary), "scan", "-q", "-r", str(self.rules), "-o", "/dev/null")
        return Command("martlet scan /dev/null", (*argv, "/dev/null"), counts=None)

    def load(self, rules: Path) -> Command:
        """Loads and compiles other rules, some of which have errors."""
        argv = (str(self.binary), "scan", "-q", "-r", str(rules), "-o", "/dev/null", "/dev/null")
        return Command(f"martlet scan -r {rules.name}", argv, counts=None, statuses=(0, 2))


@dataclass
class Peers:
    """The programs that `build` found or made; None where one cannot be had."""

    folder: Path
    simdjson: Optional[Path] = None
    lines: Optional[Path] = None
    inflate: Optional[Path] = None
    python: Optional[Path] = None
    versions: dict = field(default_factory=dict)
    skipped: list = field(default_factory=list)


def build_stopwatch(folder: Path) -> Stopwatch:
    """Builds the program that takes time and memory; without it nothing can be measured."""
    subprocess.run([folder / "build", "stopwatch"], check=True)
    return Stopwatch(folder / "bin" / "stopwatch" / "stopwatch")


def build(folder: Path, environment: Path) -> Peers:
    """Builds the peers and says which are left out, and why."""
    peers = Peers(folder)
    script = folder / "build"
    for name in ("simdjson", "lines", "inflate"):
        done = subprocess.run([script, name], capture_output=True, text=True)
        if done.returncode == 0:
            setattr(peers, name, folder / "bin" / name / name)
            if done.stdout.strip():
                peers.versions[name] = last_line(done.stdout)
        else:
            peers.skipped.append(f"{name}: {last_line(done.stderr)}")
    peers.python = install(environment, folder / "requirements.txt", peers)
    for program in ("jq", "rg", "gzip", "zstd"):
        if shutil.which(program):
            peers.versions[program] = first_line([program, "--version"])
        else:
            peers.skipped.append(f"{program}: not installed")
    return peers


def install(environment: Path, requirements: Path, peers: Peers) -> Optional[Path]:
    """Makes a virtual environment with DuckDB and chDB."""
    python = environment / "bin" / "python"
    steps = [
        ["python3", "-m", "venv", environment],
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requirements],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True)
        if done.returncode != 0:
            peers.skipped.append(f"DuckDB and chDB: {last_line(done.stderr or done.stdout)}")
            return None
    for package in ("duckdb", "chdb"):
        question = f"import importlib.metadata as m; print(m.version('{package}'))"
        peers.versions[package] = first_line([python, "-c", question])
    return python


def simdjson(
    peers: Peers, path: Path, threads: int, feeder: Optional[tuple] = None
) -> Optional[Command]:
    if not peers.simdjson:
        return None
    if feeder:
        argv = (str(peers.simdjson), "-")
        return Command(f"{feeder[0]} into simdjson On-Demand", argv, feeder)
    argv = (str(peers.simdjson), str(path), str(threads))
    return Command(f"simdjson On-Demand, {plural(threads)}", argv)


def database(peers: Peers, name: str, path: Path, threads: int) -> Optional[Command]:
    if not peers.python:
        return None
    script = peers.folder / f"{name.lower()}_scan.py"
    argv = (str(peers.python), str(script), str(path), str(threads))
    return Command(f"{name}, {plural(threads)}", argv)


def jq(peers: Peers, path: Path) -> Optional[Command]:
    if "jq" not in peers.versions:
        return None
    return Command("jq", ("jq", "-n", "-c", "-f", str(peers.folder / "rules.jq"), str(path)))


def ripgrep(peers: Peers, path: Path, literals: bool) -> Optional[Command]:
    """Counts the lines that hold any of LITERALS, or all lines."""
    if "rg" not in peers.versions:
        return None
    if not literals:
        return Command("rg -c '' (counts lines)", ("rg", "-c", "", str(path)), counts=line_count)
    patterns = tuple(part for literal in LITERALS for part in ("-e", literal))
    label = f"rg -c -F, {len(LITERALS)} literals (no rules)"
    return Command(label, ("rg", "-c", "-F", *patterns, str(path)), counts=None)


def lines(peers: Peers, path: Path) -> Optional[Command]:
    if not peers.lines:
        return None
    return Command("read and memchr (counts lines)", (str(peers.lines), str(path)))


def inflate(peers: Peers, path: Path, remark: str = "") -> Optional[Command]:
    if not peers.inflate:
        return None
    label = f"ISA-L alone{remark and ', ' + remark} (no rules)"
    return Command(label, (str(peers.inflate), str(path)), counts=None)


def decompress(peers: Peers, program: str, path: Path) -> Optional[Command]:
    if program not in peers.versions:
        return None
    return Command(f"{program} -dc alone (no rules)", (program, "-dc", str(path)), counts=None)


def line_count(output: str) -> dict:
    return {"events": int(output)}


def plural(threads: int) -> str:
    return f"{threads} thread" + ("" if threads == 1 else "s")


def first_line(command: list) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[0].strip("* ")


def last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "failed without a word"
