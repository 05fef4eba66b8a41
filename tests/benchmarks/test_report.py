from __future__ import annotations

from typing import Any

from benchmarks.report import report, targets


def time(milliseconds: float) -> dict[str, Any]:
    return {"ms": milliseconds, "least_ms": milliseconds, "greatest_ms": milliseconds, "rounds": 1, "each": 1}


def measured(size: int, page: float, find: float) -> dict[str, Any]:
    """What was measured at a size where a page takes so long, and `find()`; with words twice that, at first thrice."""

    def selection(name: str, slower: float, rows: int) -> dict[str, Any]:
        return {
            "name": name,
            "words": slower > 1,
            "find": {"found": rows, "rows": rows, "first": time(3 * find), "again": time(slower * find)},
            "sql": {"found": rows, "time": time(500)},
            "page": time(page if rows == 20 else page / 10),
            "views": {"map": time(slower * (page if rows == 20 else page / 10))},
            "api": time(5),
            "queries": 6,
        }

    series = ("page_two_filters", "page_unfiltered", "api_two_filters", "api_unfiltered", "facets_two_filters")
    return {
        "size": size,
        "index": {"build_s": 1, "memory_bytes": 3_000_000, "text_bytes": 2_000_000, "index_bytes": 1_000_000},
        "change": time(page / 2),
        "selections": [selection("everything", 1, 20), selection("council", 2, 20), selection("trinnin", 2, 3)],
        "server": {
            **{name: time(page) for name in series},
            "kept_two_filters": time(2),
            "kept_unfiltered": time(2),
            "unchanged": time(1.5),
            "floor": time(0.5),
            "change_seen": time(800),
            "start_s": 4,
            "memory_at_start_bytes": 200_000_000,
            "memory_at_end_bytes": 300_000_000,
        },
        "datasette": {
            "two_filters": time(4_000),
            "unfiltered": time(9_000),
            "schema": ["CREATE TABLE cases (slug)"],
            "settings": {"sql_time_limit_ms": "600000"},
        },
    }


SMALL, LARGE = measured(1_000, 8, 0.1), measured(100_000, 10, 0.3)
RESULT: dict[str, Any] = {
    "command": "python -m benchmarks",
    "date": "2026-11-22 09:00 UTC",
    "seed": 1,
    "machine": {"Machine": "2 cores"},
    "sizes": [SMALL, LARGE],
    "million": None,
}


def test_each_target_is_a_ratio_within_the_run() -> None:
    million = {"size": 1_000_000, "selections": measured(1_000_000, 0, 1.5)["selections"]}

    found = [
        (target.name, target.limit, round(target.reached or 0, 4), target.holds)
        for target in targets([SMALL, LARGE], million)
    ]

    assert found == [
        ("Page with two filters, made anew: Datasette's time / ours", 200, 400, True),
        ("The same, kept from the last reader", 200, 2000, True),
        ("Page without filters, made anew: Datasette's time / ours", 1000, 900, False),
        ("The same, kept from the last reader", 1000, 4500, True),
        ("Page at 100,000 / at 1,000", 1.5, 1.25, True),
        ("`find()` on closed and open facets / a page", 0.05, 0.03, True),
        ("`find()` with words, the first time / a page", 1, 0.09, True),
        ("`find()` with words, asked again / a page", 0.05, 0.06, False),
        ("`find()` at 1,000,000 / at 100,000, the first time", 15, 5, True),
        ("`find()` at 1,000,000 / at 100,000, asked again", 15, 5, True),
        ("One change, until the process that made it finds it / a page", 1, 0.5, True),
        ("Index / the text that it indexes", 1, 0.5, True),
        ("The map / the list of the same selection", 3, 2, True),
        ("Unchanged page / the floor", 2, 3, False),
        ("Selections whose page costs more queries in a larger catalogue", 0, 0, True),
    ]


def test_a_page_that_costs_more_queries_in_a_larger_catalogue_is_counted() -> None:
    dear = {**LARGE, "selections": [{**one, "queries": 6 + one["words"]} for one in LARGE["selections"]]}

    assert [(target.reached, target.holds) for target in targets([SMALL, dear], None)][-1] == (2, False)
    assert "| Queries of a list page | 6 to 6 | 6 to 7 |" in report({**RESULT, "sizes": [SMALL, dear]}).splitlines()


def test_what_was_not_measured_neither_holds_nor_fails() -> None:
    found = {target.name: (target.reached, target.holds) for target in targets([LARGE], None)}

    assert found["Page at 100,000 / at 100,000"] == (None, None)
    assert found["`find()` at 1,000,000 / at 100,000, asked again"] == (None, None)


def test_what_sql_did_not_reach_in_time_is_left_blank() -> None:
    slow = {**LARGE, "selections": [{**one, "sql": {} if one["words"] else one["sql"]} for one in LARGE["selections"]]}

    lines = report({**RESULT, "sizes": [SMALL, slow]}).splitlines()

    assert "| Our own SQL without words: median and worst, ms | 500, 500 | 500, 500 |" in lines
    assert "| Our own SQL with words: median and worst, ms | 500, 500 | not measured (0 of 2) |" in lines
    assert "| council | 20 | 0.9 | 0.6 |  | 10 | 5 |" in lines


def test_the_report_says_plainly_what_does_not_hold() -> None:
    lines = report(RESULT).splitlines()

    assert "| Page without filters, made anew: Datasette's time / ours | ≥ 1,000 | 900 | **no** |  |" in lines
    assert "| The same, kept from the last reader | ≥ 1,000 | 4,500 | yes |  |" in lines
    assert "| Index / the text that it indexes | ≤ 1 | 0.5 | yes | at 100,000 |" in lines
    assert "| Page with two filters, ms | 8 (8–8) | 10 (10–10) |" in lines
    assert "| The map of all selections: median and worst, ms | 8, 16 | 10, 20 |" in lines
    assert "| Selections without words in which index and SQL find as many | 1 of 1 | 1 of 1 |" in lines
    assert "| council | 20 | 0.9 | 0.6 | 500 | 10 | 5 |" in lines
    assert "    CREATE TABLE cases (slug);" in lines
    assert [line for line in lines if line.startswith("They speak")] == []
    assert "They speak of 100,000 cases; this run has 1,000." in report({**RESULT, "sizes": [SMALL]}).splitlines()
