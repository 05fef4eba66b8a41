"""What was measured, as tables in Markdown: each target with what was reached, then the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Result = dict[str, Any]
LARGE = 100_000
"""The size that the targets speak of."""
WEIGHED = 10_000
"""Up to how many cases the index is built once more, in a folder where its bytes can be counted."""
FULL_PAGE = 20


@dataclass(frozen=True)
class Target:
    """What is to be reached, as a ratio within the run; `reached` is None where it was not measured."""

    name: str
    limit: float
    reached: float | None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        if self.reached is None:
            return None
        return self.reached >= self.limit if self.at_least else self.reached <= self.limit


def targets(sizes: Sequence[Result], million: Result | None) -> list[Target]:
    """The targets of the largest size, compared with the smallest; where many are measured, the worst one counts."""
    small, large = sizes[0], sizes[-1]
    server, rival = large["server"], large["datasette"]
    page = ms(server["page_two_filters"])
    closed = _find(large, words=False, which="again")
    first, again = _find(large, words=True, which="first"), _find(large, words=True, which="again")
    growth = None if small is large else _growth(small, large)
    two, none = ms(rival["two_filters"]), ms(rival["unfiltered"])
    return [
        Target("Page with two filters, made anew: Datasette's time / ours", 200, two / page, at_least=True),
        Target("The same, kept from the last reader", 200, two / ms(server["kept_two_filters"]), at_least=True),
        Target(
            "Page without filters, made anew: Datasette's time / ours",
            1000,
            none / ms(server["page_unfiltered"]),
            at_least=True,
        ),
        Target("The same, kept from the last reader", 1000, none / ms(server["kept_unfiltered"]), at_least=True),
        Target(f"Page at {large['size']:,} / at {small['size']:,}", 1.5, growth),
        Target("`find()` on closed and open facets / a page", 0.05, max(closed) / page, note=_middle(closed, page)),
        Target("`find()` with words, the first time / a page", 1, max(first) / page, note=_middle(first, page)),
        Target("`find()` with words, asked again / a page", 0.05, max(again) / page, note=_middle(again, page)),
        *_growth_of_find(large, million),
        Target("One change, until the process that made it finds it / a page", 1, ms(large["change"]) / page),
        _weight(sizes),
        *_views(large),
        Target("Unchanged page / the floor", 2, ms(server["unchanged"]) / ms(server["floor"])),
        Target("Selections whose page costs more queries in a larger catalogue", 0, _dearer(small, large)),
    ]


def _views(large: Result) -> Iterator[Target]:
    """Each view of a selection against the list of the same one."""
    shown = [one for one in large["selections"] if one["views"]]
    for view in shown[0]["views"]:
        ratios = [ms(one["views"][view]) / ms(one["page"]) for one in shown]
        note = f"the worst counts; the median is {_number(median(ratios))}"
        yield Target(f"The {view} / the list of the same selection", 3, max(ratios), note=note)


def _weight(sizes: Sequence[Result]) -> Target:
    """At the largest size at which the index was weighed."""
    weighed = [size for size in sizes if "index_bytes" in size["index"]]
    name = "Index / the text that it indexes"
    if not weighed:
        return Target(name, 1, None)
    index = weighed[-1]["index"]
    return Target(name, 1, index["index_bytes"] / index["text_bytes"], note=f"at {weighed[-1]['size']:,}")


def ms(timing: Result) -> float:
    return float(timing["ms"])


def _find(size: Result, *, words: bool, which: str) -> list[float]:
    """The times of all selections with words, or of all without."""
    return [ms(one["find"][which]) for one in size["selections"] if one["words"] == words]


def _middle(times: Iterable[float], page: float) -> str:
    return f"the worst counts; the median is {_number(median(times) / page)}"


def _growth(small: Result, large: Result) -> float:
    """Over the selections that fill a page at both sizes: a short page would make the smaller catalogue look slower."""
    pairs = [
        (ms(one["page"]), ms(other["page"]))
        for one, other in zip(small["selections"], large["selections"], strict=True)
        if one["find"]["rows"] == other["find"]["rows"] == FULL_PAGE
    ]
    return median(other for _one, other in pairs) / median(one for one, _other in pairs)


def _dearer(small: Result, large: Result) -> int:
    """Among those that have rows to show at both sizes: without rows, nothing is read about them."""
    pairs = zip(small["selections"], large["selections"], strict=True)
    both = [(one, other) for one, other in pairs if one["find"]["rows"] and other["find"]["rows"]]
    return sum(other["queries"] > one["queries"] for one, other in both)


def _growth_of_find(large: Result, million: Result | None) -> Iterator[Target]:
    """All selections together, at the largest size and with short cases without a database."""
    for which, when in (("first", "the first time"), ("again", "asked again")):
        reached, note = None, ""
        if million is not None:
            both = list(zip(large["selections"], million["selections"], strict=True))
            times = [(ms(one["find"][which]), ms(other["find"][which])) for one, other in both]
            reached = sum(other for _one, other in times) / sum(one for one, _other in times)
            note = f"all selections together; the worst is {_number(max(other / one for one, other in times))}"
        millions = f"{million['size']:,}" if million is not None else "1,000,000"
        yield Target(f"`find()` at {millions} / at {large['size']:,}, {when}", 15, reached, note=note)


# --- Markdown --------------------------------------------------------------------------------------------------------


def report(result: Result) -> str:
    """The whole file of results."""
    sizes, million = result["sizes"], result["million"]
    machine = result["machine"]
    lines = [
        "# Results",
        "",
        f"`{result['command']}`, seed {result['seed']}, {result['date']}.",
        "",
        *(f"- {name}: {value}" for name, value in machine.items()),
        "",
        "## Targets",
        "",
    ]
    if sizes[-1]["size"] != LARGE:
        lines += [f"They speak of {LARGE:,} cases; this run has {sizes[-1]['size']:,}.", ""]
    lines += [*_targets(targets(sizes, million)), "", "## By size", "", *_by_size(sizes, million), ""]
    lines += [f"## The selections at {sizes[-1]['size']:,} cases", "", *_selections(sizes[-1]), ""]
    if million is not None:
        lines += [f"## The selections at {million['size']:,} short cases", "", *_selections(million), ""]
    return "\n".join([*lines, "## Datasette", "", *_datasette(sizes[-1]["datasette"]), ""])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(head) - 1)])} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _number(value: float) -> str:
    """With three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _time(timing: Result | None) -> str:
    """Milliseconds, with the least and the greatest round."""
    if timing is None:
        return ""
    return f"{_number(timing['ms'])} ({_number(timing['least_ms'])}–{_number(timing['greatest_ms'])})"


def _targets(found: Sequence[Target]) -> Iterator[str]:
    def row(target: Target) -> list[str]:
        limit = f"{'≥' if target.at_least else '≤'} {_number(target.limit)}"
        reached = "not measured" if target.reached is None else _number(target.reached)
        holds = {None: "", True: "yes", False: "**no**"}[target.holds]
        return [target.name, limit, reached, holds, target.note]

    return _table(["Ratio", "Target", "Reached", "Holds", "Note"], map(row, found))


def _megabytes(count: float) -> str:
    return _number(count / 1e6)


def _pair(times: Sequence[float]) -> str:
    return f"{_number(median(times))}, {_number(max(times))}"


def _grown(size: Result) -> str:
    index = size["index"]
    return f"{_megabytes(index['memory_bytes'])}, {_number(index['memory_bytes'] / index['text_bytes'])}"


def _sql(size: Result, *, words: bool) -> str:
    asked = [one["sql"] for one in size["selections"] if one["words"] == words]
    times = [ms(sql["time"]) for sql in asked if sql]
    shown = _pair(times) if times else "not measured"
    return shown if len(times) == len(asked) else f"{shown} ({len(times)} of {len(asked)})"


def _agreement(size: Result) -> str:
    asked = [one for one in size["selections"] if one["sql"] and not one["words"]]
    same = [one["find"]["found"] == one["sql"]["found"] for one in asked]
    return f"{sum(same)} of {len(same)}"


def _pages(size: Result) -> str:
    return _pair([ms(one["page"]) for one in size["selections"]])


def _shown_as(view: str) -> Callable[[Result], str]:
    return lambda size: _pair([ms(one["views"][view]) for one in size["selections"] if one["views"]])


def _queries(size: Result) -> str:
    costs = [one["queries"] for one in size["selections"] if one["find"]["rows"]]
    return f"{min(costs)} to {max(costs)}"


def _served(name: str) -> Callable[[Result], str]:
    return lambda size: _time(size["server"][name])


_MIDDLE_AND_WORST = "median and worst, ms"
_INDEX: Sequence[tuple[str, Callable[[Result], str]]] = (
    ("Index: build, s", lambda size: _number(size["index"]["build_s"])),
    ("Index: the text that it indexes, MB", lambda size: _megabytes(size["index"]["text_bytes"])),
    ("Index: what the process grew by, MB and in relation to the text", _grown),
    (f"`find()` without words: {_MIDDLE_AND_WORST}", lambda size: _pair(_find(size, words=False, which="again"))),
    (f"`find()` with words, at first: {_MIDDLE_AND_WORST}", lambda size: _pair(_find(size, words=True, which="first"))),
    (f"`find()` with words, again: {_MIDDLE_AND_WORST}", lambda size: _pair(_find(size, words=True, which="again"))),
)
_SERVER: Sequence[tuple[str, Callable[[Result], str]]] = (
    ("Index: its size, MB", lambda size: _megabytes(size["index"]["index_bytes"]) if size["size"] <= WEIGHED else ""),
    (f"Our own SQL without words: {_MIDDLE_AND_WORST}", lambda size: _sql(size, words=False)),
    (f"Our own SQL with words: {_MIDDLE_AND_WORST}", lambda size: _sql(size, words=True)),
    ("Selections without words in which index and SQL find as many", _agreement),
    ("Server: from its start to the first list, s", lambda size: _number(size["server"]["start_s"])),
    ("Server: memory at the start, MB", lambda size: _megabytes(size["server"]["memory_at_start_bytes"])),
    ("Server: memory at the end, MB", lambda size: _megabytes(size["server"]["memory_at_end_bytes"])),
    ("Page with two filters, ms", _served("page_two_filters")),
    ("Page without filters, ms", _served("page_unfiltered")),
    ("Page with two filters, kept from the last reader, ms", _served("kept_two_filters")),
    ("Page without filters, kept from the last reader, ms", _served("kept_unfiltered")),
    (f"Pages of all selections: {_MIDDLE_AND_WORST}", _pages),
    ("API with two filters, ms", _served("api_two_filters")),
    ("API without filters, ms", _served("api_unfiltered")),
    ("API, all facets under two filters, ms", _served("facets_two_filters")),
    ("Page that has not changed, ms", _served("unchanged")),
    ("The floor: the same bytes from memory, ms", _served("floor")),
    ("Datasette, two filters, ms", lambda size: _time(size["datasette"]["two_filters"])),
    ("Datasette, without filters, ms", lambda size: _time(size["datasette"]["unfiltered"])),
    ("One change, until its own process finds it, ms", lambda size: _time(size["change"])),
    ("One change, until the server's answers show it, ms", _served("change_seen")),
    ("Queries of a list page", _queries),
)  # fmt: skip


def _by_size(sizes: Sequence[Result], million: Result | None) -> Iterator[str]:
    alone = [million] if million is not None else []
    head = ["", *(f"{size['size']:,}" for size in sizes), *(f"{size['size']:,} short" for size in alone)]
    rows = [[name, *(cell(size) for size in [*sizes, *alone])] for name, cell in _INDEX]
    views = [
        (f"The {view} of all selections: {_MIDDLE_AND_WORST}", _shown_as(view))
        for view in sizes[-1]["selections"][0]["views"]
    ]
    rows += [[name, *(cell(size) for size in sizes), *([""] * len(alone))] for name, cell in [*_SERVER, *views]]
    return _table(head, rows)


def _selections(size: Result) -> Iterator[str]:
    head = ["Selection", "Cases", "`find()` first, ms", "again, ms", "SQL, ms", "Page, ms", "API, ms"]

    def row(one: Result) -> list[str]:
        sql = one.get("sql", {}).get("time")
        times = [one["find"]["first"], one["find"]["again"], sql, one.get("page"), one.get("api")]
        return [
            one["name"],
            f"{one['find']['found']:,}",
            *("" if time is None else _number(ms(time)) for time in times),
        ]

    return _table(head, map(row, size["selections"]))


def _datasette(rival: Result) -> Iterator[str]:
    yield "Eight closed facets, three of one value and five of lists; ours counts thirteen, two of them open."
    yield ""
    yield from (f"    {statement};" for statement in rival["schema"])
    yield ""
    yield f"Settings: {', '.join(f'`{name} {value}`' for name, value in rival['settings'].items())}."
