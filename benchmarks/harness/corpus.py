"""The logs that are scanned and the rules that are not ours: made once, kept in benchmarks/data."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Optional

from harness import eventlogs
from harness.eventlogs import EventKind

SEED = 1
MEMBER_BYTES = 64 << 20
BATCH_BYTES = 1 << 20
# How many times as large the log is in which one event in a hundred makes many groups.
LARGE = 8


@dataclass(frozen=True)
class Corpus:
    """One log and the truth about it."""

    plain: Path
    truth: dict

    @cached_property
    def gzip(self) -> Path:
        """One member, at gzip's usual level."""
        path = self.plain.with_suffix(".jsonl.gz")
        if not path.exists():
            with self.plain.open("rb") as source, replacing(path).open("wb") as file:
                with gzip.open(file, "wb", compresslevel=6) as target:
                    shutil.copyfileobj(source, target, 1 << 20)
            replacing(path).rename(path)
        return path

    @cached_property
    def gzip_members(self) -> Path:
        """A member for each 64 MiB, as log shippers append them."""
        path = self.plain.with_suffix(".members.jsonl.gz")
        if not path.exists():
            with self.plain.open("rb") as source, replacing(path).open("wb") as target:
                while piece := source.read(MEMBER_BYTES):
                    target.write(gzip.compress(piece, 6, mtime=0))
            replacing(path).rename(path)
        return path

    @cached_property
    def zstd(self) -> Optional[Path]:
        """One frame; None where there is no zstd to make it."""
        path = self.plain.with_suffix(".jsonl.zst")
        if not shutil.which("zstd"):
            return None
        if not path.exists():
            subprocess.run(["zstd", "-qf3", self.plain, "-o", replacing(path)], check=True)
            replacing(path).rename(path)
        return path

    def lines_with(self, *needles: bytes) -> int:
        """How many lines hold one of these bytes."""
        with self.plain.open("rb") as file:
            return sum(any(needle in line for needle in needles) for line in file)


class Corpora:
    """All that a benchmark may need, made when it is asked for."""

    def __init__(self, folder: Path, generator: Path, sources: Path, size: str, event_bytes: int):
        """`size` is the generator's --bytes, such as 1GiB; `event_bytes` is how long the logs of
        SigmaHQ's kinds of events are."""
        self.folder = folder
        self.size = size
        self._event_bytes = event_bytes
        self._generator = generator
        self._sources = sources
        folder.mkdir(parents=True, exist_ok=True)

    @cached_property
    def audit(self) -> Corpus:
        return self._audit(self.size)

    @cached_property
    def small(self) -> Corpus:
        """For peers that would take minutes."""
        return self._audit("64MiB")

    @cached_property
    def large(self) -> Corpus:
        return self._audit(times(LARGE, self.size))

    @cached_property
    def batches(self) -> Corpus:
        """The audit log with a line behind each megabyte that ends a batch; see docs/run.md."""
        log = self.audit
        plain = self.folder / f"batches-{self.size}.jsonl"
        truth = plain.with_suffix(".truth.json")

        def divide() -> None:
            batches = 0
            with log.plain.open("rb") as source, plain.open("wb") as target:
                while lines := source.readlines(BATCH_BYTES):
                    target.writelines(lines)
                    target.write(b'{"martlet.batch":%d}\n' % batches)
                    batches += 1
            truth.write_text(json.dumps({**log.truth, "batches": batches}))

        return prepare(plain, truth, stamp([*self._sources.glob("*.swift"), Path(__file__)]), divide)

    def _audit(self, size: str) -> Corpus:
        plain = self.folder / f"audit-{size}.jsonl"
        truth = plain.with_suffix(".truth.json")

        def generate() -> None:
            arguments = ["--seed", str(SEED), "--bytes", size, "--output", plain, "--truth", truth]
            subprocess.run([self._generator, *arguments], check=True)

        return prepare(plain, truth, stamp(self._sources.glob("*.swift")), generate)

    def events(self, kind: EventKind) -> Corpus:
        """A log with the events of a kind that SigmaHQ has rules for."""
        plain = self.folder / f"{kind.name}-{self._event_bytes}.jsonl"
        truth = plain.with_suffix(".truth.json")

        def generate() -> None:
            found = eventlogs.write(kind, SEED, self._event_bytes, plain)
            truth.write_text(json.dumps(found))

        sources = Path(eventlogs.__file__).parent.glob("*.py")
        return prepare(plain, truth, stamp(sources), generate)

    @cached_property
    def sigma_rules(self) -> Optional[Path]:
        """SigmaHQ's rules from MARTLET_CORPORA: they are not ours to ship."""
        corpora = os.environ.get("MARTLET_CORPORA")
        if not corpora:
            return None
        rules = self.folder / "sigmahq"
        if not rules.exists():
            partial = replacing(rules)
            shutil.rmtree(partial, ignore_errors=True)
            with tarfile.open(Path(corpora) / "sigmahq-rules.tar.xz") as archive:
                # Its documents are none of ours, and would be taken for such.
                files = [member for member in archive if member.name.endswith(".yml")]
                archive.extractall(partial, members=files, filter="data")
            partial.rename(rules)
        return rules


def prepare(plain: Path, truth: Path, current: str, generate) -> Corpus:
    """Makes a log that is not there, or was made by other sources than the `current` ones."""
    mark = plain.with_suffix(".stamp")
    if not (mark.exists() and mark.read_text() == current and plain.exists()):
        for old in plain.parent.glob(f"{plain.stem}.*"):
            old.unlink()
        generate()
        mark.write_text(current)
    else:
        # Reading it once brings it back into the page cache.
        with plain.open("rb") as file:
            while file.read(1 << 20):
                pass
    return Corpus(plain, json.loads(truth.read_text()))


def stamp(sources) -> str:
    """Changes with the sources of a generator, so that no old log is taken for one of its own."""
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def times(factor: int, size: str) -> str:
    """A size for the generator's --bytes, such as 8GiB of 1GiB."""
    digits = size.rstrip("KMGTiB")
    return f"{int(digits) * factor}{size[len(digits):]}"


def replacing(path: Path) -> Path:
    """Where `path` is written before it is whole."""
    return path.with_name(path.name + ".partial")
