"""The logs that are scanned: generated once, kept in benchmarks/data."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

SEED = 1
MEMBER_BYTES = 64 << 20


@dataclass(frozen=True)
class Corpus:
    """One log, its compressed forms and the truth about it."""

    plain: Path
    gzip: Optional[Path]
    gzip_members: Optional[Path]
    zstd: Optional[Path]
    truth: dict


def stamp(generator_sources: Path) -> str:
    """Changes with the generator, so that no old log is taken for one of its own."""
    digest = hashlib.sha256()
    for source in sorted(generator_sources.glob("*.swift")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def prepare(folder: Path, generator: Path, sources: Path, size: str, compressed: bool) -> Corpus:
    """Generates what is not there yet. `size` is the generator's --bytes, such as 1GiB."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / f"audit-{size}.jsonl"
    truth = folder / f"audit-{size}.truth.json"
    mark = folder / f"audit-{size}.stamp"
    if not (mark.exists() and mark.read_text() == stamp(sources) and plain.exists()):
        for old in folder.glob(f"audit-{size}.*"):
            old.unlink()
        arguments = ["--seed", str(SEED), "--bytes", size, "--output", plain, "--truth", truth]
        subprocess.run([generator, *arguments], check=True)
        mark.write_text(stamp(sources))
    else:
        # Reading it once brings it back into the page cache.
        with plain.open("rb") as file:
            while file.read(1 << 20):
                pass
    zstd = gzipped = members = None
    if compressed:
        gzipped = folder / f"audit-{size}.jsonl.gz"
        members = folder / f"audit-{size}.members.jsonl.gz"
        if not members.exists():
            compress(plain, gzipped, members)
        if shutil.which("zstd"):
            zstd = folder / f"audit-{size}.jsonl.zst"
            if not zstd.exists():
                subprocess.run(["zstd", "-q", "-3", plain, "-o", zstd], check=True)
    return Corpus(plain, gzipped, members, zstd, json.loads(truth.read_text()))


def times(factor: int, size: str) -> str:
    """A size for the generator's --bytes, such as 8GiB of 1GiB."""
    digits = size.rstrip("KMGTiB")
    return f"{int(digits) * factor}{size[len(digits):]}"


def sigma_rules(folder: Path) -> Optional[Path]:
    """Unpacks SigmaHQ's rules, which are not ours to ship, from MARTLET_CORPORA."""
    corpora = os.environ.get("MARTLET_CORPORA")
    if not corpora:
        return None
    rules = folder / "sigmahq"
    if not rules.exists():
        partial = folder / "sigmahq.partial"
        shutil.rmtree(partial, ignore_errors=True)
        with tarfile.open(Path(corpora) / "sigmahq-rules.tar.xz") as archive:
            archive.extractall(partial, filter="data")
        partial.rename(rules)
    return rules


def compress(plain: Path, single: Path, members: Path) -> None:
    """Writes `plain` as one gzip member and as one for each 64 MiB, all at level 6."""

    def one_member() -> None:
        with plain.open("rb") as source, gzip.open(single, "wb", compresslevel=6) as target:
            shutil.copyfileobj(source, target, 1 << 20)

    def many_members() -> None:
        partial = members.with_suffix(".partial")
        with plain.open("rb") as source, partial.open("wb") as target:
            while piece := source.read(MEMBER_BYTES):
                target.write(gzip.compress(piece, 6, mtime=0))
        partial.rename(members)

    with ThreadPoolExecutor() as pool:
        for job in [pool.submit(one_member), pool.submit(many_members)]:
            job.result()
