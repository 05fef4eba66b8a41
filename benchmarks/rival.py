"""Datasette on the same cases: its table, its settings, its pages.

The same data: each case as a whole, its document in a last column that pages leave out, so that what is counted
stands before it. All else is chosen in its favour: an index on every column of single values, lists as JSON arrays (it
counts them in no other form), an immutable file whose rows it has counted beforehand, a cache that holds all of it, no
facets that nobody asked for, and no time limits.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import synthetic
from benchmarks.selections import PAGE
from benchmarks.servers import HOST

ONE = ("form", "status", "level")
SEVERAL = ("models", "themes", "initiators", "funding", "participants")
FACETS = (*ONE, *SEVERAL)
"""The eight closed facets that it counts; our own page counts thirteen."""
SCHEMA = (
    "CREATE TABLE cases (slug TEXT PRIMARY KEY, title TEXT, summary TEXT, start_year INTEGER, end_year INTEGER,"
    f" {', '.join(f'{column} TEXT' for column in FACETS)}, document TEXT)",
    *(f"CREATE INDEX cases_{column} ON cases ({column})" for column in (*ONE, "title")),
)
SETTINGS = {
    "sql_time_limit_ms": "600000",
    "facet_time_limit_ms": "600000",
    "num_sql_threads": "4",
    "suggest_facets": "off",
    "default_facet_size": "50",
    "cache_size_kb": "4000000",
}


def make(file: Path, cases: Iterable[synthetic.Document]) -> int:
    """Writes the table of these cases, and says how many they are."""
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    with connection:
        for statement in SCHEMA:
            connection.execute(statement)
        marks = ", ".join("?" * (6 + len(FACETS)))
        connection.executemany(f"INSERT INTO cases VALUES ({marks})", map(_row, cases))  # noqa: S608  (marks)
    connection.execute("ANALYZE")
    [count] = connection.execute("SELECT count(*) FROM cases").fetchone()
    connection.close()
    return int(count)


def _row(case: synthetic.Document) -> tuple[object, ...]:
    own = ("slug", "title", "summary", "start_year", "end_year", *ONE)
    lists = (json.dumps(case.get(key, [])) for key in SEVERAL)
    return (*(case.get(key) for key in own), *lists, json.dumps(case, ensure_ascii=False))


def command(file: Path, port: int) -> list[str]:
    """What starts it."""
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    return [sys.executable, "-m", "datasette", "serve", "-i", str(file), "-h", HOST, "-p", str(port), *settings]


def path(file: Path, query: str = "") -> str:
    """Its page of a selection (in its own filters) with the eight facets, by title as ours."""
    facets = [("_facet", name) for name in ONE] + [("_facet_array", name) for name in SEVERAL]
    more = urlencode([*facets, ("_size", PAGE), ("_sort", "title"), ("_nocol", "document")])
    return f"/{file.stem}/cases?{query}{'&' if query else ''}{more}"


def two_filters(query: str) -> str:
    """Our selection with a theme and a funding, as its filters."""
    return query.replace("theme=", "themes__arraycontains=").replace("funding=", "funding__arraycontains=")
