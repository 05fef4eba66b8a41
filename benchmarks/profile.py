"""Where the time goes: `python -m benchmarks.profile page|find|build [SIZE] [QUERY]`, with cProfile.

`page` is the whole page, `find` the index alone, `build` the making of the index. QUERY is a query string, by default
two filters; SIZE is 100,000 by default. Its database is made if it is not there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from cProfile import Profile
from itertools import count
from pstats import Stats

from benchmarks.databases import ensure
from benchmarks.servers import HOST

DEFAULTS = ("page", "100000", "theme=open-data&funding=donations")
TIMES = {"page": 50, "find": 500, "build": 1}
SHOWN = 40


def asking(what: str, query: str) -> Callable[[], object]:
    """What is to be asked again and again, on the database of the settings."""
    # The settings name the database, which is known only now.
    from django.test import Client  # noqa: PLC0415

    import civicport.ready  # noqa: F401, PLC0415
    from benchmarks import inside  # noqa: PLC0415
    from casestudies.finding.index import CASE_STUDIES  # noqa: PLC0415

    if what == "build":
        return inside.built
    if what == "find":
        state, _fresh = CASE_STUDIES.current()
        selection = inside.selection_of(query)
        return lambda: inside.find(state, selection)
    client = Client(headers={"Host": HOST})
    # The first one builds the index.
    client.get("/case-studies/")
    # Pages are kept for those who ask for the same; this makes each of them another one.
    numbers = count()
    return lambda: client.get(f"/case-studies/?{query}", headers={"Accept": f"*/*;q=0.{next(numbers)}"})


def main() -> None:
    given = sys.argv[1:]
    what, size, query = (*given, *DEFAULTS[len(given) :])
    os.environ["DATABASE_URL"] = f"sqlite:///{ensure(int(size))}"
    ask = asking(what, query)
    with Profile() as profile:
        for _ in range(TIMES[what]):
            ask()
    sys.stdout.write(f"{TIMES[what]} times:\n")
    for order in ("cumulative", "tottime"):
        Stats(profile, stream=sys.stdout).sort_stats(order).print_stats(SHOWN)


if __name__ == "__main__":
    main()
