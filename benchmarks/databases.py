"""Databases of synthetic catalogues, in `var/bench/`: made once for each size, and kept until their making changes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from benchmarks import synthetic

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"


def database(size: int) -> Path:
    """Where the catalogue of this size is or will be: the name tells how it is made."""
    digest = hashlib.sha256()
    for path in (
        *(ROOT / "benchmarks" / name for name in ("synthetic.py", "words.txt", "load.py")),
        synthetic.FIXTURES / "vocabularies.yaml",
        *sorted((synthetic.FIXTURES / "collaboration_models").glob("*.yaml")),
        *sorted(ROOT.glob("*/migrations/*.py")),
        *sorted((ROOT / "casestudies" / "documents").glob("*.py")),
    ):
        digest.update(path.read_bytes())
    return FOLDER / f"{size}-{digest.hexdigest()[:12]}.sqlite3"


def ensure(size: int) -> Path:
    """The database of this size, made now if it is not there. Others of the same size are deleted."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = database(size)
    for path in FOLDER.glob(f"{size}-*"):
        if not path.name.startswith(wanted.name):
            path.unlink()
    if not wanted.exists():
        # Of this process alone: two that make the same database must not write into one file.
        draft = wanted.with_suffix(f".{os.getpid()}.draft")
        run("benchmarks.load", str(size), database=draft)
        draft.rename(wanted)
    return wanted


def run(module: str, *arguments: str, database: Path) -> None:
    """Runs a module of ours in a process of its own, on this database. Raises CalledProcessError."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, check=True)  # noqa: S603
