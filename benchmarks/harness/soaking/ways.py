"""The ways by which events reach a run."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Callable


class HTTP:
    """Requests one after the other on one connection, each answered before the next is sent."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.options = ("--http", f"127.0.0.1:{self.port}")
        self.connection = None

    def open(self, process: subprocess.Popen) -> None:
        def connect() -> None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.connect()

        patiently(connect)

    def send(self, piece: bytes) -> None:
        while True:
            self.connection.request("POST", "/ingest", piece)
            answer = self.connection.getresponse()
            answer.read()
            if answer.status == 200:
                return
            if answer.status != 503:
                raise ConnectionError(f"answered {answer.status}")
            time.sleep(float(answer.headers.get("Retry-After", 1)))

    def close(self) -> None:
        self.connection.close()


class TCP:
    """Lines on one connection."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.options = ("--tcp", f"127.0.0.1:{self.port}")
        self.socket = None

    def open(self, process: subprocess.Popen) -> None:
        def connect() -> None:
            self.socket = socket.create_connection(("127.0.0.1", self.port))

        patiently(connect)

    def send(self, piece: bytes) -> None:
        self.socket.sendall(piece)

    def close(self) -> None:
        self.socket.close()


class Follow:
    """A log that is renamed whenever it has 256 MB, of which the last two are kept."""

    ROTATION = 256_000_000
    KEPT = 2

    def __init__(self, folder: Path):
        self.path = folder / "audit.log"
        self.options = ("--follow", f"{self.path}*")
        self.file = None
        self.rotations = 0

    def open(self, process: subprocess.Popen) -> None:
        self.file = self.path.open("ab", buffering=0)

    def send(self, piece: bytes) -> None:
        self.file.write(piece)
        if self.file.tell() < self.ROTATION:
            return
        self.file.close()
        self.rotations += 1
        self.path.rename(self.path.with_name(f"audit.log.{self.rotations}"))
        self.path.with_name(f"audit.log.{self.rotations - self.KEPT}").unlink(missing_ok=True)
        self.file = self.path.open("ab", buffering=0)

    def close(self) -> None:
        self.file.close()


class Pipe:
    """Standard input."""

    def __init__(self, folder: Path):
        self.options = ("-",)
        self.descriptor = -1

    def open(self, process: subprocess.Popen) -> None:
        self.descriptor = process.stdin.fileno()

    def send(self, piece: bytes) -> None:
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(self.descriptor, rest) :]

    def close(self) -> None:
        pass


WAYS = {"http": HTTP, "tcp": TCP, "follow": Follow, "pipe": Pipe}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def patiently(connect: Callable[[], None]) -> None:
    """Connects to what has just been started."""
    for attempt in range(200):
        try:
            return connect()
        except OSError:
            time.sleep(0.05)
    connect()
