"""The peers that can be had on this machine."""

import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from harness.comparison import CountsDiffer
from harness.martlet import plural
from harness.process import Command, Stopwatch, first_line

# What a person would search for with grep; a superset of what the rules match.
LITERALS = (
    '"subresource":"exec"',
    '"subresource":"attach"',
    '"name":"cluster-admin"',
    '"privileged":true',
    '"hostPath":{',
    '"hostNetwork":true',
    "/api/v1/secrets",
    '/namespaces/kube-system/pods"',
    '/daemonsets"',
    '"username":"system:anonymous"',
    '"subresource":"token"',
    "webhookconfigurations",
)


@dataclass
class Peers:
    """The programs that `build` found or made; None where one cannot be had."""

    folder: Path
    simdjson: Optional[Path] = None
    lines: Optional[Path] = None
    inflate: Optional[Path] = None
    unzstd: Optional[Path] = None
    bandwidth: Optional[Path] = None
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
    for name in ("simdjson", "lines", "inflate", "unzstd", "bandwidth"):
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


def ripgrep_words(peers: Peers, path: Path, words: Path, expected: int) -> Optional[Command]:
    """Counts the lines that hold one of the words in any case, of which there are `expected`."""
    if "rg" not in peers.versions:
        return None

    def counts(output: str) -> dict:
        if int(output) != expected:
            raise CountsDiffer(f"rg: {output.strip()} lines with a literal instead of {expected}")
        return {}

    argv = ("rg", "-c", "-i", "-F", "-f", str(words), str(path))
    return Command("rg -c -i -F -f, the literals (no rules)", argv, counts=counts)


def lines(peers: Peers, path: Path) -> Optional[Command]:
    if not peers.lines:
        return None
    return Command("read and memchr (counts lines)", (str(peers.lines), str(path)))


def bandwidth(peers: Peers, threads: int) -> float:
    """How many GB/s so many threads read from memory."""
    command = [peers.bandwidth, str(threads)]
    return json.loads(first_line(command))["gigabytes_per_second"]


def library(peers: Peers, name: str, path: Path, remark: str = "") -> Optional[Command]:
    """The fastest decompressor of a format as a library: ISA-L for gzip, libzstd for zstd."""
    program = {"ISA-L": peers.inflate, "libzstd": peers.unzstd}[name]
    if not program:
        return None
    label = f"{name} alone{remark and ', ' + remark} (no rules)"
    return Command(label, (str(program), str(path)), counts=decompressed)


def decompress(peers: Peers, program: str, path: Path) -> Optional[Command]:
    if program not in peers.versions:
        return None
    return Command(f"{program} -dc alone (no rules)", (program, "-dc", str(path)), counts=None)


def word_count(path: Path) -> Command:
    """cat and wc in a pipe: what a program that reads standard input can hope for."""
    return Command("cat into wc -l (counts lines)", ("wc", "-l"), ("cat", str(path)), line_count)


def decompressed(output: str) -> dict:
    return {"bytes": json.loads(output)["bytes"]}


def line_count(output: str) -> dict:
    return {"events": int(output)}


def last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "failed without a word"
