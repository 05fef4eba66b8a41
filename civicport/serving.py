"""Bring the catalogue up on this machine: prepare what is missing, start the web server, say when it answers."""

import errno
import hashlib
import http.client
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from civicport.environment import ConfigurationError
from civicport.models import Record

Say = Callable[[str], None]

ANSWERS_WITHIN = 60  # seconds
STOPS_WITHIN = 10
PAUSE = 0.05


class Stopped(Exception):
    """Somebody asked the catalogue to stop; no failure."""


def serve(say: Say) -> None:
    """Prepare and run the catalogue until a signal asks it to stop.

    Raises ConfigurationError, with what to do about it, when it cannot start or when the web server ends by itself.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        require_free_port(settings.HOST, settings.PORT)
        require_named_hosts(settings.HOST)
        require_database()
        prepare(say)
        run(say)
    except Stopped:
        say("CivicPort has stopped.")


def stop(number: int, frame: object) -> None:
    """The signal handler: whatever is under way ends here."""
    raise Stopped


# --- What must be true before anything is done -----------------------------------------------------------------------


def require_named_hosts(host: str) -> None:
    """An address that other machines reach needs the names under which it may answer. Raises ConfigurationError."""
    if not is_loopback(host) and not settings.NAMED_HOSTS:
        raise ConfigurationError(
            f"HOST is {host}, which other machines can reach: please name the hosts that the catalogue answers for,"
            " for example ALLOWED_HOSTS=catalogue.example.org."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def require_free_port(host: str, port: int) -> None:
    """Nothing else listens there, and we may. Raises ConfigurationError.

    Asked beforehand, since the web server shares a port that another one shares, too.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except socket.gaierror as error:
        raise ConfigurationError(f'HOST is "{host}", which is no address of this machine.') from error
    except OSError as error:
        raise ConfigurationError(port_problem(error, host, port)) from error


def port_problem(error: OSError, host: str, port: int) -> str:
    """The sentence for a port that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} is taken: please stop the program that uses it, or choose another one with PORT={other}."
    if error.errno == errno.EADDRNOTAVAIL:
        return f'HOST is "{host}", which is no address of this machine.'
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system: please choose one above 1023 with PORT=8000."
    return f"Port {port} on {host} cannot be used: {error.strerror}."


def require_database() -> None:
    """The database answers. Raises ConfigurationError, which names host and database and never the password."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        described = connection.settings_dict
        # The reason stands at the end of the driver's first line.
        reason = (str(error).splitlines() or [""])[0].rpartition(": ")[2].rstrip(".")
        if connection.vendor == "sqlite":
            raise ConfigurationError(
                f"The database file {described['NAME']} cannot be used ({reason}): please correct DATABASE_URL."
            ) from error
        place = f"{described['HOST'] or 'localhost'}:{described['PORT'] or 5432}"
        raise ConfigurationError(
            f'The database "{described["NAME"]}" on {place} does not answer ({reason}):'
            " please start it, or correct DATABASE_URL."
        ) from error


# --- What is done once -----------------------------------------------------------------------------------------------


def prepare(say: Say) -> None:
    """Tables, content and static files, each only where it is missing or out of date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
    if not Record.objects.exists():
        say("Loading the catalogue from fixtures/ ...")
        call_command("import_catalogue", settings.FIXTURES)
    collect_static_files(say)
    # The web server opens its own.
    connection.close()


def collect_static_files(say: Say) -> None:
    """Collect them when one of them, or the way they are stored, has changed since the last time."""
    stamp = settings.VAR_DIR / "static.fingerprint"
    fingerprint = static_fingerprint()
    collected = settings.STATIC_ROOT / "staticfiles.json"
    if collected.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
        return
    say("Collecting static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")


def static_fingerprint() -> str:
    """A short text that changes whenever a static file appears, disappears or is written."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


# --- The web server --------------------------------------------------------------------------------------------------


def run(say: Say) -> None:
    """Start the web server, say when it answers, and stay. Raises ConfigurationError if the server ends by itself."""
    # In a group of its own, so that its workers can be ended with it and Ctrl-C reaches this process only.
    server = subprocess.Popen(command(), cwd=settings.BASE_DIR, process_group=0)  # noqa: S603 (our own arguments)
    try:
        wait_until_it_answers(server)
        say(f"CivicPort answers at {address()}")
        code = server.wait()
    finally:
        # A second Ctrl-C must not leave the server behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end(server)
    raise ConfigurationError(f"The web server ended by itself (exit code {code}): please see its last messages above.")


def command() -> list[str]:
    """The command line of the web server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_WORKERS), "--blocking-threads", str(settings.WEB_THREADS)),
        *("--respawn-failed-workers", "--workers-kill-timeout", str(STOPS_WITHIN // 2)),
        "civicport.server:application",
    ]


def address() -> str:
    """Where a browser on this machine finds the catalogue."""
    return f"http://{url_host(settings.HOST)}:{settings.PORT}"


def url_host(host: str) -> str:
    """The host as an address has it; one that means every address of this machine becomes its loopback."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    return f"[{host}]" if ":" in host else host


def wait_until_it_answers(server: subprocess.Popen[bytes]) -> None:
    """Ask until there is an answer. Raises ConfigurationError if the server ends, is broken or takes too long."""
    deadline = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ConfigurationError(
                f"The web server did not start (exit code {server.returncode}): please see its messages above."
            )
        status = answer()
        if status is None:
            time.sleep(PAUSE)
        elif status >= http.client.INTERNAL_SERVER_ERROR:
            raise ConfigurationError(f"The home page fails with status {status}: please see the messages above.")
        else:
            return
    raise ConfigurationError(f"The web server has not answered within {ANSWERS_WITHIN} seconds.")


def answer() -> int | None:
    """The status of the home page, or None while nobody listens."""
    host = settings.ALLOWED_HOSTS[0].replace("*", "localhost").removeprefix(".")
    visitor = http.client.HTTPConnection(url_host(settings.HOST).strip("[]"), settings.PORT, timeout=ANSWERS_WITHIN)
    try:
        visitor.request("GET", "/", headers={"Host": host})
        return visitor.getresponse().status
    except OSError:
        return None
    finally:
        visitor.close()


def end(server: subprocess.Popen[bytes]) -> None:
    """Let the server finish its requests; after a while, or if it has left workers behind, end them anyway."""
    if server.poll() is None:
        server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(timeout=STOPS_WITHIN)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
