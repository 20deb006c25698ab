"""The package's own programs, as `make build` builds them."""

import subprocess
import sys
from pathlib import Path


def build(root: Path, product: str) -> Path:
    """Builds a product and says where it is."""
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", product]
    say(" ".join(command))
    subprocess.run(command, cwd=root, check=True, stdout=sys.stderr)
    done = subprocess.run([*command, "--show-bin-path"], cwd=root, check=True, capture_output=True)
    return Path(done.stdout.decode().strip()) / product


def say(text: str) -> None:
    """Tells the user how far the benchmark is."""
    print(text, file=sys.stderr, flush=True)
