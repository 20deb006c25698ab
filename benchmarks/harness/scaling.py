"""What follows from measured figures for a terabyte and for many cores: docs/scaling.md."""

from dataclasses import dataclass
from pathlib import Path

from harness.martlet import plural
from harness.report import between, table

CORES = (8, 32, 128)
# Of a core of a rented machine, in US dollars an hour: an assumption, for the order of magnitude.
CORE_HOUR = 0.05
# Of the instructions of a scan by the 12 rules those that hold the lock of the schedule or write
# what is due, 8,200 for each chunk of 512 KiB, which takes 1,750,000: counted by callgrind.
SERIAL_SHARE = 8_200 / 1_750_000
# In GB/s of log, from data sheets. Each byte comes from memory once and may go back once.
LIMITS = (
    ("one drive (PCIe 4, 7 GB/s)", 7),
    ("a network of 100 Gb/s (12.5 GB/s)", 12.5),
    ("the memory of one socket (12 channels of DDR5-4800, 460 GB/s, used twice)", 230),
)


@dataclass(frozen=True)
class Work:
    """A kind of scan, and the gigabytes that a core scans a second."""

    label: str
    per_core: float

    @property
    def core_hours(self) -> float:
        """For a terabyte."""
        return 1000 / self.per_core / 3600


@dataclass(frozen=True)
class Figures:
    """What was measured. Rates of the machine are in GB/s, by number of threads."""

    works: tuple
    two_threads: float
    memory: dict
    page_cache: float
    thread_mebibytes: float

    @property
    def pessimistic_share(self) -> float:
        """The serial share if all that two threads lose were serial work."""
        return min(max(2 / self.two_threads - 1, SERIAL_SHARE), 1)


def speedup(serial: float, cores: int) -> float:
    """Amdahl's law."""
    return 1 / (serial + (1 - serial) / cores)


def limit(rate: float) -> str:
    """What gives out before the cores do, at so many GB/s."""
    exceeded = [name for name, most in LIMITS if rate > most]
    return exceeded[-1] if exceeded else "the cores"


def serial_share(work: Work, twelve: Work) -> float:
    """A chunk's serial work is the same for all rules, so that dear rules have a smaller share."""
    return SERIAL_SHARE * work.per_core / twelve.per_core


def tables(figures: Figures) -> str:
    costs = table(
        ["work", "GB/s a core", "TB a core and day", "core-hours a TB", "US dollars a TB"],
        [
            [
                work.label,
                f"{work.per_core:.3g}",
                f"{work.per_core * 86.4:,.1f}",
                f"{work.core_hours:.2f}",
                f"{work.core_hours * CORE_HOUR:.3f}",
            ]
            for work in figures.works
        ],
    )
    rows = []
    for work in figures.works:
        for cores in CORES:
            likely = work.per_core * speedup(serial_share(work, figures.works[0]), cores)
            at_least = work.per_core * speedup(figures.pessimistic_share, cores)
            rows.append([work.label, str(cores), f"{likely:.3g}", f"{at_least:.3g}", limit(likely)])
    many = table(["work", "cores", "GB/s", "GB/s at least", "what gives out first"], rows)
    machine = table(
        ["of this machine", "GB/s"],
        [
            *(
                [f"memory, {plural(threads)}", f"{rate:.1f}"]
                for threads, rate in figures.memory.items()
            ),
            ["page cache and newline search, one thread", f"{figures.page_cache:.1f}"],
        ],
    )
    return (
        f"### A terabyte\n\nDerived from measured processor time:\n\n{costs}\n\n"
        f"### Many cores\n\nDerived:\n\n{many}\n\n"
        f"### The machine\n\nMeasured: two threads are {figures.two_threads:.2f} times one, and a "
        f"thread more takes {figures.thread_mebibytes:.1f} MiB more.\n\n{machine}\n"
    )


def write(path: Path, machine: str, date: str, figures: Figures) -> None:
    """Puts the tables between the markers of the document."""
    text = f"Taken on {date}: {machine}.\n\n{tables(figures)}"
    path.write_text(between(path.read_text(), text))
