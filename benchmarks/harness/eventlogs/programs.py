"""The programs that the company's machines run: what starts them, how, and what they write.

Backslashes are as JSON has them.
"""

from dataclasses import dataclass
from typing import Callable

from harness.eventlogs.company import home
from harness.eventlogs.random_source import RandomSource

# Product and vendor of what comes with Windows.
WINDOWS = (
    "Microsoft\N{REGISTERED SIGN} Windows\N{REGISTERED SIGN} Operating System",
    "Microsoft Corporation",
)


@dataclass(frozen=True)
class Program:
    """A program with what Sysmon tells of it, who starts it and how.

    `arguments` makes the rest of a command line; `files` the name of a file that it writes.
    """

    image: str
    parent: str
    description: str
    product: str
    vendor: str
    arguments: Callable[[RandomSource], str]
    files: Callable[[RandomSource, str], str]
    hashes: str


def installed(random: RandomSource) -> tuple:
    """The programs of the company; their hashes are drawn once, as a build has one."""
    return tuple(
        Program(image, parent, *text, arguments, files, hashes(random))
        for image, parent, text, arguments, files in _PROGRAMS
    )


def hashes(random: RandomSource) -> str:
    return f"SHA256={random.hash(64)}"


def _temporary(random: RandomSource, user: str) -> str:
    return rf"{home(user)}\\AppData\\Local\\Temp\\{random.digits(8)}.tmp"


def _cache(random: RandomSource, user: str) -> str:
    return (
        rf"{home(user)}\\AppData\\Local\\Google\\Chrome\\User Data\\Default\\Cache"
        rf"\\Cache_Data\\f_{random.digits(6)}"
    )


def _document(random: RandomSource, user: str) -> str:
    name = random.pick(("report", "invoice", "minutes", "forecast", "contract"))
    kind = random.pick(("docx", "xlsx", "pptx", "pdf"))
    return rf"{home(user)}\\Documents\\2026\\{name}-{random.below(900)}.{kind}"


def _object_file(random: RandomSource, user: str) -> str:
    folder = random.pick(("core", "net", "store", "ui", "tests"))
    root = rf"D:\\build\\agent\\_work\\{random.below(40)}\\s"
    return rf"{root}\\{folder}\\obj\\x64\\{random.digits(6)}.obj"


def _log_file(random: RandomSource, user: str) -> str:
    return rf"C:\\ProgramData\\Agent\\logs\\agent-{random.below(64)}.{random.below(9)}.log"


def _prefetch(random: RandomSource, user: str) -> str:
    return rf"C:\\Windows\\Prefetch\\SVCHOST.EXE-{random.digits(8).upper()}.pf"


_PROGRAMS = (
    (
        r"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        r"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        ("Google Chrome", "Google Chrome", "Google LLC"),
        lambda r: (
            "--type=renderer --lang=de --device-scale-factor=1 --num-raster-threads=4 "
            f"--renderer-client-id={r.below(400)} --time-ticks-at-unix-epoch=-{r.digits(10)} "
            f"--field-trial-handle={r.below(9999)},i,{r.below(99999)} /prefetch:1"
        ),
        _cache,
    ),
    (
        r"C:\\Windows\\System32\\svchost.exe",
        r"C:\\Windows\\System32\\services.exe",
        ("Host Process for Windows Services", *WINDOWS),
        lambda r: f"-k {r.pick(('netsvcs', 'LocalService', 'NetworkService', 'wsappx'))} -p -s "
        f"{r.pick(('wuauserv', 'BITS', 'Schedule', 'AppXSvc', 'DsmSvc', 'lmhosts'))}",
        _prefetch,
    ),
    (
        r"C:\\Windows\\System32\\conhost.exe",
        r"C:\\Program Files\\Git\\cmd\\git.exe",
        ("Console Window Host", *WINDOWS),
        lambda r: "0xffffffff -ForceV1",
        _temporary,
    ),
    (
        r"C:\\ProgramData\\Agent\\agent.exe",
        r"C:\\Windows\\System32\\services.exe",
        ("Endpoint Agent", "Endpoint Agent", "Example Software"),
        lambda r: rf"collect --config C:\\ProgramData\\Agent\\conf.d\\{r.below(30)}.toml "
        f"--interval {15 * (1 + r.below(8))}s --session {r.digits(12)}",
        _log_file,
    ),
    (
        r"C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE",
        r"C:\\Windows\\explorer.exe",
        ("Microsoft Excel", "Microsoft Office", "Microsoft Corporation"),
        lambda r: rf"/dde \\\"\\\\FILE-0{1 + r.below(6)}\\share\\finance\\{r.digits(4)}.xlsx\\\"",
        _document,
    ),
    (
        r"C:\\Program Files\\Git\\cmd\\git.exe",
        r"C:\\Program Files\\Microsoft VS Code\\Code.exe",
        ("Git for Windows", "Git", "The Git Development Community"),
        lambda r: "fetch --prune --no-tags origin "
        f"+refs/heads/topic-{r.below(5000)}:refs/x/{r.digits(8)}",
        _object_file,
    ),
    (
        r"C:\\Program Files\\Microsoft Visual Studio\\2022\\VC\\Tools\\MSVC\\14.41\\bin\\cl.exe",
        r"C:\\Program Files\\Microsoft Visual Studio\\2022\\MSBuild\\Current\\Bin\\MSBuild.exe",
        ("Microsoft C/C++ Compiler Driver", "Microsoft Visual Studio", "Microsoft Corporation"),
        lambda r: "/c /nologo /O2 /std:c++20 "
        rf"/Fo:obj\\x64\\{r.digits(6)}.obj src\\{r.digits(6)}.cpp",
        _object_file,
    ),
    (
        r"C:\\Windows\\System32\\taskhostw.exe",
        r"C:\\Windows\\System32\\svchost.exe",
        ("Host Process for Windows Tasks", *WINDOWS),
        lambda r: r.pick(("SYSTEM", "Install $(Arg0)", "USER", "KEYROAMING")),
        _temporary,
    ),
    (
        r"C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
        r"C:\\ProgramData\\Agent\\agent.exe",
        ("Windows PowerShell", *WINDOWS),
        lambda r: rf"-NoLogo -File D:\\ops\\inventory-{r.below(30)}.ps1 -Site {r.below(12)}",
        _log_file,
    ),
    (
        r"C:\\Windows\\System32\\wbem\\WmiPrvSE.exe",
        r"C:\\Windows\\System32\\svchost.exe",
        ("WMI Provider Host", *WINDOWS),
        lambda r: "-secured -Embedding",
        _temporary,
    ),
)
