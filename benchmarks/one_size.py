"""One size, in a process of its own, since the settings name one database:

DATABASE_URL=... python -m benchmarks.one_size SIZE RESULT.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import civicport.ready  # noqa: F401  (models exist only then)
from benchmarks import inside, outside
from benchmarks.report import WEIGHED
from benchmarks.selections import SELECTIONS
from casestudies.finding.index import CASE_STUDIES


def measure(size: int) -> dict[str, Any]:
    """Everything that is measured at one size."""
    say("the server")
    server = outside.catalogue(size, inside.with_a_change)
    say("Datasette")
    datasette = outside.datasette(size)
    say("the index")
    index = {**inside.built(), **(inside.weighed() if size <= WEIGHED else {})}
    state, _fresh = CASE_STUDIES.current()
    found = [inside.found(state, asked, size) for asked in SELECTIONS]
    change = inside.with_a_change(inside.seen_here).as_data()
    queries = inside.queries(size)
    say("our own SQL")
    sql = list(inside.all_in_sql(size))
    parts = zip(SELECTIONS, found, sql, queries, server.pop("selections"), strict=True)
    return {
        "size": size,
        "server": server,
        "datasette": datasette,
        "index": index,
        "change": change,
        "selections": [
            {"name": asked.name, "words": asked.words, "find": one, "sql": in_sql, "queries": count, **page}
            for asked, one, in_sql, count, page in parts
        ],
    }


def say(what: str) -> None:
    sys.stdout.write(f"  {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(measure(int(sys.argv[1]))), encoding="utf-8")
