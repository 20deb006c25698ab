"""What the numbers were taken on."""

import os
import platform
import re
from pathlib import Path


def processor() -> str:
    text = Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return model.group(1).strip() if model else platform.machine()


def description() -> str:
    memory = re.search(r"MemTotal:\s+(\d+) kB", Path("/proc/meminfo").read_text())
    gibibytes = round(int(memory.group(1)) / (1 << 20)) if memory else "?"
    return (
        f"{processor()}, {os.cpu_count()} cores, {gibibytes} GiB, "
        f"{platform.system()} {platform.release()}"
    )


def slug() -> str:
    """The machine in a file name."""
    name = re.sub(r"\(R\)|\(TM\)|@.*|\bCPU\b|\bProcessor\b", " ", processor())
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "-".join(words[:4] + [f"{os.cpu_count()}core"])
