"""Rules that the benchmark writes itself, where the logs are."""

import shutil
from pathlib import Path

from harness.eventlogs.random_source import RandomSource

LITERALS = 500
LITERALS_PER_RULE = 10
# What the generator's intruders send and nothing else does: the literals that are found.
FOUND = "python-requests/2.32.3"
FOUND_ID = "6d2f2f0e-5b0a-4b7e-9c61-1d5b5a7a0100"

_FIELDS = (
    "requestURI",
    "userAgent",
    "user.username",
    "objectRef.name",
    "annotations.authorization.k8s.io/reason",
    "requestObject.metadata.name",
    "responseObject.metadata.name",
)
_BEGINNINGS = ("mimi", "cobalt", "meter", "sliv", "kube", "peir", "bota", "fal", "trident", "xmr")
_MIDDLES = ("katz", "strike", "preter", "er-c2", "hunter", "ates", "b-rce", "con-off", "-dump")
_ENDINGS = (".exe", "/stage", "-agent", "_x64", ".sh", "--inject", "/shell", ".ps1", "&cmd=", "://")


def literals() -> list[str]:
    """What rules look for: as many, and as long, as names of tools are. None is in the log."""
    random = RandomSource(7)
    found = {}
    while len(found) < LITERALS:
        parts = (random.pick(pool) for pool in (_BEGINNINGS, _MIDDLES, _ENDINGS))
        found.setdefault("".join(parts) + random.digits(2))
    return list(found)


def write_literals(folder: Path) -> dict[str, Path]:
    """Writes rulesets that ask for many literals: in fields, in all values, and as expressions.

    In each of them the rule FOUND_ID finds FOUND. Returns: their folders by what they ask.
    """
    words = literals()
    groups = [words[at : at + LITERALS_PER_RULE] for at in range(0, len(words), LITERALS_PER_RULE)]
    contents = {
        "contains": [
            selection(f"{_FIELDS[number % len(_FIELDS)]}|contains", group)
            for number, group in enumerate(groups)
        ],
        "keywords": [keywords(group) for group in groups],
        "regex": [
            selection(
                f"{_FIELDS[number % len(_FIELDS)]}|re",
                [rf"(?i)[a-z0-9_./-]*{escaped(word)}[0-9a-f]{{2,8}}" for word in group],
            )
            for number, group in enumerate(groups)
        ],
    }
    last = {
        "contains": selection("userAgent|contains", [FOUND]),
        "keywords": keywords([FOUND]),
        "regex": selection("userAgent|re", [escaped(FOUND) + "$"]),
    }
    for name, selections in contents.items():
        write(folder / name, [*selections, last[name]])
    return {name: folder / name for name in contents}


def write_matching(folder: Path) -> dict[str, Path]:
    """Writes a rule that every event matches, and one that three in ten match."""
    contents = {
        "every": "    selection: {auditID|exists: true}\n    condition: selection\n",
        "many": selection("verb", ["update", "list"]),
    }
    for name, found in contents.items():
        write(folder / name, [found])
    return {name: folder / name for name in contents}


def write(folder: Path, detections: list[str]) -> None:
    """Writes one rule for each detection; the last one has the id FOUND_ID."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for number, detection in enumerate(detections):
        identifier = f"6d2f2f0e-5b0a-4b7e-9c61-1d5b5a7b{number:04d}"
        if number == len(detections) - 1:
            identifier = FOUND_ID
        rules.append(
            f"title: Rule {number}\nid: {identifier}\nlevel: medium\n"
            f"logsource: {{product: kubernetes, service: audit}}\ndetection:\n{detection}"
        )
    (folder / "rules.yml").write_text("---\n".join(rules))


def selection(field: str, values: list[str]) -> str:
    """A detection of a field that has one of the values."""
    listed = "".join(f"            - '{value}'\n" for value in values)
    return f"    selection:\n        {field}:\n{listed}    condition: selection\n"


def keywords(words: list[str]) -> str:
    """A detection of one of the words in any value."""
    listed = "".join(f"        - '{word}'\n" for word in words)
    return f"    keywords:\n{listed}    condition: keywords\n"


def escaped(text: str) -> str:
    """A literal as a part of an expression."""
    return "".join(f"\\{sign}" if sign in ".?*+()[]{}|^$\\" else sign for sign in text)


def sample(rules: Path, count: int, folder: Path) -> Path:
    """Copies `count` rule files, evenly spread over the sorted files of a folder, into another."""
    files = sorted(rules.rglob("*.yml"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number in range(count):
        source = files[number * len(files) // count]
        shutil.copyfile(source, folder / source.name)
    return folder
