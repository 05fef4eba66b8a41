"""From outside: whole pages and answers of the API over one connection, the floor below them, and Datasette."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.core.management import call_command

from benchmarks import rival, synthetic
from benchmarks.databases import FOLDER
from benchmarks.selections import SELECTIONS, Asked, two_filters, unfiltered
from benchmarks.servers import Server, Visitor, free_port, running
from benchmarks.timing import in_rounds
from civicport import serving

ROUNDS = 5
VIEWS = ("matrix", "map", "timeline", "network", "lineage", "brief")
PAGES, API, FACETS = "/case-studies/", "/api/v1/case-studies/", "/api/v1/case-studies/facets/"

Change = Callable[[Callable[[str], float]], Any]


def catalogue(size: int, change: Change) -> dict[str, Any]:
    """The real server with one worker, on the database of the settings. `change` makes changes while it runs."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with (
        # The application without what is indexed for the lessons, which would only take its time beforehand.
        granian("civicport.wsgi:application", PAGES, FOLDER / "catalogue.log") as server,
        Visitor(server.port) as visitor,
    ):
        return {
            "start_s": round(server.first_answer, 2),
            "memory_at_start_bytes": server.memory(),
            "page_two_filters": _series(visitor, PAGES, two_filters(), 30),
            "page_unfiltered": _series(visitor, PAGES, unfiltered(), 10),
            "kept_two_filters": _kept(visitor, f"{PAGES}?{two_filters()[0]}"),
            "kept_unfiltered": _kept(visitor, PAGES),
            "api_two_filters": _series(visitor, API, two_filters(), 30),
            "api_unfiltered": _series(visitor, API, unfiltered(), 10),
            "facets_two_filters": _series(visitor, FACETS, two_filters(), 30),
            "unchanged": unchanged(visitor),
            "floor": floor(visitor.page(f"{PAGES}?{two_filters()[0]}").body),
            "selections": [_selection(visitor, asked, size) for asked in SELECTIONS],
            "change_seen": change(lambda word: seen_by(visitor, word)).as_data(),
            "memory_at_end_bytes": server.memory(),
        }


def _series(visitor: Visitor, path: str, queries: Sequence[str], each: int) -> dict[str, Any]:
    """Addresses that have not been asked for before, each once."""
    visitor.page(path)
    addresses = [f"{path}?{query}" for query in queries[: each * ROUNDS]]
    return in_rounds(addresses, each, lambda address: visitor.page(address).seconds).as_data()


def _kept(visitor: Visitor, address: str) -> dict[str, Any]:
    """An address that somebody else has asked for before."""
    visitor.page(address)
    return in_rounds([address] * 200 * ROUNDS, 200, lambda path: visitor.page(path).seconds).as_data()


def _selection(visitor: Visitor, asked: Asked, size: int) -> dict[str, Any]:
    """The page and the answer of the API to one selection."""
    query = asked.query_for(size)
    # Pages are kept for those who ask for the same; this makes each of them another one.
    others = [f"*/*;q=0.{number}" for number in range(1, ROUNDS + 1)]
    page = [visitor.page(f"{PAGES}?{query}", Accept=other) for other in others]

    def view(name: str) -> dict[str, Any]:
        address = f"{PAGES}{name}/?{query}"
        return in_rounds([visitor.page(address, Accept=other).seconds for other in others], 1, float).as_data()

    answers = [visitor.page(f"{API}?{query}", Accept=other).seconds for other in others]
    return {
        "name": asked.name,
        "query": query,
        "page_bytes": len(page[0].body),
        "page": in_rounds([answer.seconds for answer in page], 1, float).as_data(),
        # Other views of it do not have the pages of the list.
        "views": {} if "page=" in query else {name: view(name) for name in VIEWS},
        "api": in_rounds(answers, 1, float).as_data(),
    }


def unchanged(visitor: Visitor) -> dict[str, Any]:
    """Pages that the visitor has already."""
    addresses = [f"{PAGES}?{query}" for query in two_filters()[:20]]
    tags = {address: visitor.page(address).headers["etag"] for address in addresses}

    def ask(address: str) -> float:
        answer = visitor.get(address, If_None_Match=tags[address])
        if answer.status != 304:
            raise ValueError(f"{address} has not changed and answers {answer.status}.")
        return answer.seconds

    return in_rounds([*addresses] * 10 * ROUNDS, 200, ask).as_data()


def granian(application: str, path: str, log: Path, **environment: str) -> AbstractContextManager[Server]:
    """The web server as the catalogue starts it, with one worker, once it answers the path."""
    port = free_port()
    arguments = serving.command()
    for name, value in (("--port", str(port)), ("--workers", "1")):
        arguments[arguments.index(name) + 1] = value
    return running([*arguments[:-1], application], path, port=port, log=log, **environment)


def floor(page: bytes) -> dict[str, Any]:
    """A bare Django view with these bytes, on the same web server with as many workers and threads."""
    file = FOLDER / "floor.html"
    file.write_bytes(page)
    with (
        granian("benchmarks.floor:application", "/", FOLDER / "floor.log", FLOOR_FILE=str(file)) as server,
        Visitor(server.port) as visitor,
    ):
        return in_rounds(["/"] * 200 * ROUNDS, 200, lambda path: visitor.page(path).seconds).as_data()


def seen_by(visitor: Visitor, word: str) -> float:
    """From now, when a change has been committed by another process, until the server's answer shows it."""
    started = time.perf_counter()
    while time.perf_counter() - started < 60:
        if b'/case-studies/case-1/"' in visitor.page(f"{PAGES}?q={word}").body:
            return time.perf_counter() - started
    raise ValueError(f"The server has not seen “{word}” within a minute.")


def datasette(size: int) -> dict[str, Any]:
    """Datasette on the same cases: a page with its eight facets under two filters, and without any."""
    file, port = FOLDER / "datasette.db", free_port()
    rival.make(file, synthetic.cases(size))
    log = FOLDER / "datasette.log"
    with running(rival.command(file, port), "/", port=port, log=log) as server, Visitor(port) as visitor:
        found = {
            "two_filters": _few(visitor, [rival.path(file, rival.two_filters(query)) for query in two_filters()[:9]]),
            "unfiltered": _few(visitor, [rival.path(file)] * 3),
            "memory_bytes": server.memory(),
            "schema": list(rival.SCHEMA),
            "settings": rival.SETTINGS,
        }
    file.unlink()
    return found


def _few(visitor: Visitor, addresses: Sequence[str]) -> dict[str, Any]:
    """Rounds of one page each: they are slow."""
    return in_rounds(addresses, max(len(addresses) // 3, 1), lambda address: visitor.page(address).seconds).as_data()
