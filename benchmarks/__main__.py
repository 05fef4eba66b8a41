"""Measures how fast the catalogue finds: `make bench`, or `make bench ARGS="--sizes 1000,10000 --short 100000"`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import sqlite3
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from benchmarks.databases import FOLDER, ROOT, ensure, run
from benchmarks.report import report

PARTS = ("Django", "granian", "numpy", "tantivy", "datasette")


def main() -> None:
    """Every size in a process of its own; then the results, as data and as tables."""
    asked = _arguments()
    result: dict[str, Any] = {
        "command": shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]]),
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "seed": synthetic.SEED,
        "machine": machine(),
        "sizes": [_measured("benchmarks.one_size", size, ensure(size), resume=asked.resume) for size in asked.sizes],
        "million": None,
    }
    if asked.short:
        # It reads no database, but Django wants the name of one.
        none = FOLDER / "none.sqlite3"
        result["million"] = _measured("benchmarks.million", asked.short, none, resume=asked.resume)
    asked.into.mkdir(parents=True, exist_ok=True)
    (asked.into / "results.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (asked.into / "results.md").write_text(report(result), encoding="utf-8")
    for file in FOLDER.glob("*.measured.json"):
        file.unlink()
    _say(f"{asked.into / 'results.md'} has the results.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[1_000, 10_000, 100_000], help="numbers of cases, with commas")
    parser.add_argument("--short", type=int, default=1_000_000, help="short cases through the index alone; 0 for none")
    parser.add_argument("--resume", action="store_true", help="take over the sizes that an interrupted run measured")
    parser.add_argument("--into", type=Path, default=ROOT / "benchmarks", help="the folder for the results")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(size) for size in text.split(","))


def _measured(module: str, size: int, database: Path, *, resume: bool) -> dict[str, Any]:
    """What the module measures at this size, which it leaves in a file until every size has been measured."""
    _say(f"{size:,} cases")
    file = FOLDER / f"{module}-{size}.measured.json"
    if not (resume and file.exists()):
        run(module, str(size), str(file), database=database)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def machine() -> dict[str, str]:
    """What the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = ", ".join(f"{part} {version(part)}" for part in PARTS)
    return {
        "Machine": f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB, {platform.system()}",
        "Load before": f"{os.getloadavg()[0]:.1f}",
        "Versions": f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {parts}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
