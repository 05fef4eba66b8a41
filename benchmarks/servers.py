"""Servers on this machine, and one visitor who asks them one thing after the other over one connection."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.databases import ROOT

STARTS_WITHIN = 1_800  # seconds
HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Answer:
    """What a server answered, and how long that took from the first byte sent to the last byte read."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


class Visitor:
    """A keep-alive connection. It does little beside waiting, so that its own work hides nothing."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=STARTS_WITHIN)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile("rb")
        self._host = f"{HOST}:{port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stream.close()
        self._socket.close()

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to this path. Header names are given with underscores. Raises ConnectionError."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {self._host}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        request = "\r\n".join([*lines, "", ""]).encode()
        started = time.perf_counter()
        self._socket.sendall(request)
        status = self._line()
        if not status:
            raise ConnectionError(f"No answer to {path}.")
        received = {}
        while line := self._line():
            name, _, value = line.partition(":")
            received[name.lower()] = value.strip()
        body = self._body(received)
        return Answer(int(status.split()[1]), received, body, time.perf_counter() - started)

    def page(self, path: str, **headers: str) -> Answer:
        """The answer, which must be a whole page. Raises ValueError."""
        answer = self.get(path, **headers)
        if answer.status != 200:
            raise ValueError(f"{path} answers {answer.status}: {answer.body[:500]!r}")
        return answer

    def _line(self) -> str:
        return self._stream.readline().decode("latin-1").rstrip("\r\n")

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return self._stream.read(int(headers.get("content-length", 0)))
        parts = []
        while size := int(self._line(), 16):
            parts.append(self._stream.read(size))
            self._line()
        self._line()
        return b"".join(parts)


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    first_answer: float
    """The seconds from its start until the awaited page was there."""

    def memory(self) -> int:
        """The bytes that its largest process holds in memory."""
        return max(resident(pid) for pid in _family(self.process.pid))


@contextmanager
def running(command: Sequence[str], path: str, *, port: int, log: Path, **environment: str) -> Iterator[Server]:
    """The server of this command, which listens on this port, once it answers the path. Ends with the block.

    Raises ConnectionError, with the end of its log, if it ends before.
    """
    started = time.perf_counter()
    with log.open("wb") as messages:
        process = subprocess.Popen(  # noqa: S603  (our own arguments)
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=messages, stderr=messages
        )
    try:
        _wait(process, port, path, log)
        yield Server(process, port, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), Visitor(port) as visitor:
            visitor.page(path)
            return
        time.sleep(0.05)
    raise ConnectionError(f"The server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        yield from _family(int(child))


def resident(pid: int | str = "self") -> int:
    """The bytes that a process holds in memory; 0 where the system does not say."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    return 0
