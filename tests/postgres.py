"""A PostgreSQL of our own: started from the machine's programs in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

UNPRIVILEGED = ("postgres", "nobody")


class CannotStart(Exception):
    """The cluster could not be made or started; the message is what PostgreSQL said."""


def account() -> pwd.struct_passwd | None:
    """The account that PostgreSQL runs under: it refuses to run as root. None is our own."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


@contextmanager
def private_cluster(programs: Path) -> Iterator[str]:
    """The DATABASE_URL of a running cluster, which is stopped and removed at the end, whatever happens.

    Names are ordered by English rules there and by bytes in SQLite, so that no test can rely on either.
    Raises CannotStart.
    """
    user = account()
    # In /tmp, since the path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="civicport-", dir="/tmp"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    try:
        arguments = ["--pgdata", str(data), "--username", "civicport", "--auth", "trust", "--no-sync"]
        order = ["--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-GB"]
        pg(user, [str(programs / "initdb"), *arguments, *order])
        # Nobody but us reaches a socket in a closed folder, and nothing needs to survive a crash.
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        control = [str(programs / "pg_ctl"), "--pgdata", str(data), "--wait", "--silent"]
        try:
            pg(user, [*control, "--log", str(folder / "log"), "--options", options, "start"])
            yield f"postgres://civicport@{quote(str(folder), safe='')}/postgres"
        finally:
            if (data / "postmaster.pid").exists():
                pg(user, [*control, "--mode", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pg(user: pwd.struct_passwd | None, arguments: list[str]) -> None:
    """Run one of PostgreSQL's programs under that account. Raises CannotStart."""
    # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            arguments,
            check=False,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
        if done.returncode:
            said.seek(0)
            raise CannotStart(said.read().decode(errors="replace").strip())
