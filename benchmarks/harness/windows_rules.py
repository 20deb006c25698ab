"""Rules in the manner of SigmaHQ's for Windows, as many as one likes, for the guard: SigmaHQ's own
are not part of this repository."""

from pathlib import Path

from harness.eventlogs.random_source import RandomSource

_FOLDERS = ("System32", "SysWOW64", "Temp", "Tasks", "debug", "Fonts", "Help", "tracing")
_STEMS = (
    "reg",
    "net",
    "cert",
    "wm",
    "rund",
    "msh",
    "bits",
    "sc",
    "schk",
    "pow",
    "cs",
    "regs",
    "ad",
)
_ENDS = ("util", "ll32", "ta", "admin", "ic", "svr32", "ersh", "ript", "find", "dump", "x", "pipe")
_OPTIONS = (
    " -enc ",
    " /c ",
    "urlcache",
    " -nop",
    "http",
    " /transfer ",
    ".dll,",
    " create ",
    "-w ",
)


def write(folder: Path, count: int) -> Path:
    """Writes `count` rules, ten a file, always the same."""
    random = RandomSource(11)
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, count, 10):
        rules = [rule(random, number) for number in range(first, min(first + 10, count))]
        (folder / f"rules-{first:05d}.yml").write_text("---\n".join(rules))
    return folder


def rule(random: RandomSource, number: int) -> str:
    """An image, something on its command line, and perhaps a parent that makes it harmless."""
    options = "".join(f"            - '{option(random)}'\n" for _ in range(1 + random.below(6)))
    condition = "all of selection_*"
    harmless = ""
    if random.below(2):
        condition += " and not 1 of filter_*"
        harmless = f"    filter_main_parent:\n        ParentImage|endswith: '\\{program(random)}'\n"
    words = random.pick(("contains", "contains|all"))
    return (
        f"title: Unusual Execution {number}\nid: 6d2f2f0e-5b0a-4b7e-9c61-1d5b5a7c{number:04d}\n"
        "status: test\nlevel: medium\ntags:\n    - attack.execution\n    - attack.t1059\n"
        "logsource:\n    product: windows\n    category: process_creation\ndetection:\n"
        f"    selection_img:\n        - Image|endswith: '\\{program(random)}'\n"
        f"        - OriginalFileName: '{program(random)}'\n"
        f"    selection_cli:\n        CommandLine|{words}:\n{options}"
        f"{harmless}    condition: {condition}\n"
    )


def program(random: RandomSource) -> str:
    name = f"{random.pick(_STEMS)}{random.pick(_ENDS)}{random.digits(1)}.exe"
    return name if random.below(4) else rf"Windows\{random.pick(_FOLDERS)}\{name}"


def option(random: RandomSource) -> str:
    return (
        random.pick(_OPTIONS)
        if random.below(3) == 0
        else f"{random.pick(_STEMS)}{random.digits(2)}"
    )
