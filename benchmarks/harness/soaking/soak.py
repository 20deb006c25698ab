"""One run of martlet that is fed, read and watched."""

import re
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

PIECE_BYTES = 256 << 10
SAMPLE_SECONDS = 1

# An event that gives a signal of "Command Executed in a Pod", with a number in its id.
MARK = (
    b'{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata",'
    b'"auditID":"50ac0000-0000-4000-8000-%012d","stage":"ResponseStarted",'
    b'"requestURI":"/api/v1/namespaces/soak/pods/soak/exec?command=true","verb":"create",'
    b'"user":{"username":"soak","groups":["system:authenticated"]},"sourceIPs":["192.0.2.1"],'
    b'"objectRef":{"resource":"pods","namespace":"soak","name":"soak","apiVersion":"v1",'
    b'"subresource":"exec"},"responseStatus":{"metadata":{},"code":101},'
    b'"requestReceivedTimestamp":"%s","stageTimestamp":"%s"}\n'
)
MARKED = re.compile(rb'"event_id":"50ac0000-0000-4000-8000-(\d{12})"')
TIME = b'"stageTimestamp":"'


class Unwell(Exception):
    """The run did not do what it must."""


@dataclass(frozen=True)
class Report:
    """What was seen. `samples` are (seconds, resident bytes, open files)."""

    text: str
    samples: list


class Soak:
    """A run of `binary` with the rules in `pack`, fed by what `generator` writes at `rate` bytes a
    second, or as fast as it goes with 0. The last events may take `patience` seconds to be written."""

    patience = 30

    def __init__(
        self,
        binary: Path,
        generator: Path,
        pack: Path,
        way: type,
        rate: float,
        say: Callable[[str], None],
    ):
        self.binary = binary
        self.generator = generator
        self.pack = pack
        self.way = way
        self.rate = rate
        self.say = say
        self.sent = {}
        self.latencies = []
        self.samples = []
        self.signals = 0

    def run(self, seconds: float) -> Report:
        with tempfile.TemporaryDirectory() as folder:
            way = self.way(Path(folder))
            self.process = subprocess.Popen(
                [self.binary, "run", "-q", "-r", self.pack, *way.options, "-o", "/dev/stdout"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            reader = threading.Thread(target=self._read)
            reader.start()
            try:
                way.open(self.process)
                fed, taken = self._feed(way, seconds)
                self._wait_for_last()
                way.close()
            finally:
                self.process.send_signal(signal.SIGTERM)
                status = self._end()
                reader.join()
                self.process.stdin.close()
                self.process.stdout.close()
            if status != 128 + signal.SIGTERM:
                raise Unwell(f"martlet ended with status {status}")
            return Report(self._text(fed, taken), self.samples)

    def _feed(self, way, seconds: float) -> tuple[int, float]:
        """Sends pieces until the time is over; how many bytes, in how many seconds."""
        source = subprocess.Popen(
            [self.generator, "--bytes", "1000000GiB"], stdout=subprocess.PIPE
        )
        begin = time.monotonic()
        next_sample, fed, number, rest = begin, 0, 0, b""
        while (now := time.monotonic()) - begin < seconds:
            piece = rest + source.stdout.read(PIECE_BYTES)
            end = piece.rfind(b"\n") + 1
            piece, rest = piece[:end], piece[end:]
            if not piece:
                continue
            moment = piece[piece.rindex(TIME) + len(TIME) :].split(b'"', 1)[0]
            piece += MARK % (number, moment, moment)
            if self.rate:
                time.sleep(max(0, begin + fed / self.rate - time.monotonic()))
            self.sent[number] = time.monotonic()
            way.send(piece)
            fed += len(piece)
            number += 1
            if now >= next_sample:
                self._sample(now - begin)
                next_sample += SAMPLE_SECONDS
        taken = time.monotonic() - begin
        source.kill()
        source.wait()
        source.stdout.close()
        return fed, taken

    def _read(self) -> None:
        """Takes the signals, and notes when those of marks came."""
        for line in self.process.stdout:
            self.signals += 1
            if (mark := MARKED.search(line)) and (sent := self.sent.pop(int(mark[1]), None)):
                self.latencies.append(time.monotonic() - sent)

    def _end(self) -> int:
        try:
            return self.process.wait(timeout=self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Unwell("martlet did not end") from None

    def _wait_for_last(self) -> None:
        deadline = time.monotonic() + self.patience
        while self.sent and time.monotonic() < deadline:
            time.sleep(0.05)
        if self.sent:
            raise Unwell(f"{len(self.sent)} events gave no signal")

    def _sample(self, seconds: float) -> None:
        folder = Path("/proc") / str(self.process.pid)
        resident = re.search(r"VmRSS:\s+(\d+) kB", (folder / "status").read_text())
        files = sum(1 for _ in (folder / "fd").iterdir())
        self.samples.append((round(seconds, 1), int(resident[1]) * 1024, files))

    def _text(self, fed: int, taken: float) -> str:
        # What is loaded and filled once is over by then.
        settled = self.samples[len(self.samples) // 4 :]
        memory = [resident / (1 << 20) for _, resident, _ in settled]
        files = [count for _, _, count in settled]
        slope = statistics.linear_regression([at / 60 for at, _, _ in settled], memory).slope
        cuts = statistics.quantiles([latency * 1e3 for latency in self.latencies], n=1000)
        return "\n".join(
            [
                f"fed: {fed / 1e9:,.1f} GB in {taken:,.0f} s, {fed / taken / 1e6:.1f} MB/s, "
                f"{len(self.latencies):,} pieces with a mark; no mark is missing",
                f"signals: {self.signals:,}",
                f"from sending to reading, ms: p50 {cuts[499]:.1f}, p99 {cuts[989]:.1f}, "
                f"p99.9 {cuts[998]:.1f}, most {max(self.latencies) * 1e3:.1f}",
                f"resident memory, MiB: {memory[0]:.1f} at first, {memory[-1]:.1f} at last, "
                f"{max(memory):.1f} at most; slope {slope:+.3f} a minute",
                f"open files: {files[0]} at first, {files[-1]} at last, {max(files)} at most",
            ]
        )
