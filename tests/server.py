"""Start the catalogue as a reader would, and wait until it says that it answers."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from tests import variables


class CannotStart(Exception):
    """The server ended before it answered; the message is what it said."""


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_with(**given: str) -> dict[str, str]:
    """This process's environment, without the settings it may hold, and with those given."""
    settings = variables.of_settings() | {"DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in settings} | given


def start(folder: Path, **given: str) -> tuple[subprocess.Popen[bytes], str]:
    """The running ``manage.py serve``, with its database and its log in this folder, and its address.

    Raises CannotStart if it ends before it answers.
    """
    log = folder / "server.log"
    given = {"DATABASE_URL": f"sqlite:///{folder / 'catalogue.sqlite3'}", "PORT": str(free_port()), **given}
    with log.open("wb") as messages:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=variables.ROOT,
            env=environment_with(**given),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=messages,
            process_group=0,
        )
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(rb"answers at (http://\S+)", line):
            return server, found[1].decode()
    stop(server)
    last = "\n".join(log.read_text(encoding="utf-8").splitlines()[-20:])
    raise CannotStart(f"manage.py serve ended with code {server.returncode}:\n{last}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End it and wait until it is gone."""
    server.terminate()
    server.communicate()
