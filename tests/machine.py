"""What this machine has for the tests, beside Python: PostgreSQL and Chromium."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from civicport import environment

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def everything_required() -> bool:
    """Whether leaving a test out is a failure: so it is where changes are accepted."""
    return environment.boolean("CI", default=False)


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def postgresql() -> Path | None:
    """The folder with initdb and pg_ctl, the newest where there are several, or None."""
    if (found := shutil.which("initdb")) and shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    # Debian keeps them off the PATH, one folder a version.
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda folder: float(folder.parent.name), default=None)


def can_install() -> bool:
    """Whether this is Debian or its kin, and we are its administrator."""
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install(packages: list[str]) -> bool:
    """Install Debian packages; apt-get says on stderr why it could not."""
    print(f"Installing {' and '.join(packages)} ...", flush=True)
    return apt_get("update") and apt_get("install", "-y", *packages)


def apt_get(*arguments: str) -> bool:
    """Whether it did that, quietly and without asking anybody."""
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )
    return done.returncode == 0
