from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.finding.words.query import parse
from casestudies.finding.words.text_index import Entry, TextIndex, TextSnapshot

WEIGHTS = {"title": 5.0, "summary": 3.0, "body": 1.0}
ANY_YEAR = (None, None)


def entry(
    row: int,
    title: str = "",
    body: str = "",
    terms: tuple[str, ...] = (),
    years: tuple[int | None, int | None] = ANY_YEAR,
) -> Entry:
    return Entry(row, {"title": title, "body": body}, terms, years)


def index_of(*entries: Entry) -> TextSnapshot:
    return TextIndex(WEIGHTS).change((), entries)


def found(snapshot: TextSnapshot, typed: str) -> list[int]:
    return snapshot.ids(parse(typed)).tolist()


def best(snapshot: TextSnapshot, typed: str, start: int = 0, stop: int = 10) -> list[int]:
    return snapshot.best(parse(typed), [], ANY_YEAR, start, stop)


CATALOGUE = (
    entry(1, "FixMyStreet in Zürich", "The city runs open-source software for residents' reports."),
    entry(2, "A fellowship for city hall", "Developers work on open data.\nSource code is published for all."),
    entry(3, "Hackathons", "A hackathon on Łódź's budget: volunteers organised it with the centre for e-government."),
    entry(4, "Prozorro / Прозорро", "Volunteers from Київ wrote the e-procurement programme; grants paid for it."),
)


@pytest.fixture(scope="module")
def catalogue() -> TextSnapshot:
    return index_of(*CATALOGUE)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        # All words, in any order, field and inflection
        ("city", [1, 2]),
        ("city open", [1, 2]),
        ("developer publishing", [2]),
        ("city fellowship hackathon", []),
        # Written together, apart, with a hyphen
        ("fixmystreet", [1]), ("fix my street", [1]), ("FixMyStreet", [1]), ("fix-my-street", [1]), ("street", [1]),
        ("opensource", [1]), ("open-source", [1]), ("open source", [1, 2]),
        ("e-government", [3]), ("egovernment", [3]), ("e government", [3]),
        ("eprocurement", [4]), ("cityhall", [2]),
        # Letters
        ("zurich", [1]), ("zuerich", [1]), ("Zürich", [1]), ("lodz", [3]), ("Łódź", [3]),
        ("kyiv", [4]), ("Київ", [4]), ("kiev", [4]), ("прозорро", [4]),
        # British and American
        ("organized center", [3]), ("program", [4]), ("programmes", [4]), ("pays", [4]),
        # Half a word, in one's own spelling; only the last, and only unquoted
        ("hacka", [3]), ("organiz", [3]), ("procure", [4]), ("fixmys", [1]), ("progra volunteers", []),
        ('"hacka"', []), ("ha", []),
        # Phrases stand together, in one line of one field
        ('"open data"', [2]), ('"data open"', []), ('"data source"', []), ('"city hall developers"', []),
        ('"source code"', [2]), ('"fix my street"', [1]),
        # Exclusions and alternatives
        ("volunteers -hackathon", [4]), ('-"open data"', [1, 3, 4]), ("-volunteers -city", []),
        ("hackathon OR fellowship", [2, 3]), ("hackathon OR fellowship city", [2]), ('prozorro OR "open data"', [2, 4]),
        # Small words
        ("what is the fellowship about?", [2]), ("for all", [2]), ('"for all"', [2]),
        ("", [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_it_finds(catalogue: TextSnapshot, typed: str, rows: list[int]) -> None:
    assert found(catalogue, typed) == rows
    assert sorted(best(catalogue, typed)) == rows


def test_the_heavier_field_ranks_first() -> None:
    snapshot = index_of(entry(1, "Hackathon", "budget"), entry(2, "Budget", "hackathon"), entry(3, "Other", "nothing"))

    assert best(snapshot, "hackathon") == [1, 2]
    assert best(snapshot, "budget") == [2, 1]


def test_words_that_stand_together_in_a_title_rank_first() -> None:
    snapshot = index_of(entry(1, "Data that are open to all cities"), entry(2, "All cities have data: open data"))

    assert best(snapshot, "open data") == [2, 1]


def test_whole_words_rank_before_those_that_they_begin() -> None:
    snapshot = index_of(entry(1, "Portals"), entry(2, "Port"), entry(3, "Portugal"))

    assert best(snapshot, "port")[0] == 2
    assert sorted(best(snapshot, "port")) == [1, 2, 3]


def test_what_everybody_writes_about_counts_little_even_where_it_is_rare() -> None:
    others = [entry(row, "Another", "civic tech") for row in range(3, 30)]
    snapshot = index_of(entry(1, "Civic tech", "fellowship"), entry(2, "Fellowship", "civic tech"), *others)

    assert best(snapshot, "civic tech fellowship") == [2, 1]


def test_it_ranks_within_terms_and_years() -> None:
    snapshot = index_of(
        entry(1, "Budget", terms=("theme:money", "country:PL"), years=(2010, 2012)),
        entry(2, "Budget budget", terms=("theme:money", "country:RO"), years=(2014, 2020)),
        entry(3, "Budget", terms=("theme:air", "country:PL"), years=(2016, 2016)),
        entry(4, "Budget", terms=("theme:money",)),
    )
    query = parse("budget")

    def within(groups: list[list[str]], first: int | None = None, last: int | None = None) -> list[int]:
        return sorted(snapshot.best(query, groups, (first, last), 0, 10))

    assert within([]) == [1, 2, 3, 4]
    assert within([["theme:money"]]) == [1, 2, 4]
    assert within([["theme:money"], ["country:PL", "country:RO"]]) == [1, 2]
    assert within([["theme:water"]]) == []
    assert within([], first=2013) == [2, 3]
    assert within([], last=2014) == [1, 2]
    assert within([], first=2012, last=2013) == [1]
    assert within([["theme:air"]], first=2017) == []


def test_it_gives_a_place_in_the_order_as_often_as_it_is_asked() -> None:
    snapshot = index_of(*(entry(row, "The same words") for row in range(50)))
    whole = best(snapshot, "same words", 0, 50)

    assert sorted(whole) == list(range(50))
    assert [row for start in range(0, 60, 7) for row in best(snapshot, "same words", start, start + 7)] == whole
    assert best(snapshot, "same words", 5, 5) == []


@pytest.mark.parametrize(
    ("typed", "said", "changed"),
    [
        ("hackaton", "hackathon", (("hackaton", "hackathon"),)),
        ("fellwship city", "fellowship city", (("fellwship", "fellowship"),)),
        ("prozoro OR prozoroo", "prozorro OR prozorro", (("prozoro", "prozorro"), ("prozoroo", "prozorro"))),
        ('"opne data"', '"open data"', (("opne", "open"),)),
        ("hackaton -city", "hackathon -city", (("hackaton", "hackathon"),)),
    ],
)
def test_it_corrects_what_is_misspelt(
    catalogue: TextSnapshot, typed: str, said: str, changed: tuple[tuple[str, str], ...]
) -> None:
    assert found(catalogue, typed) == []
    query = catalogue.corrected(parse(typed))

    assert query is not None
    assert (str(query), query.corrected, query.left_out, query.at_least) == (said, changed, (), 0)
    assert len(catalogue.ids(query)) == 1


def test_the_nearest_word_is_the_most_frequent_of_those_that_lack_a_letter() -> None:
    snapshot = index_of(
        *(entry(row, "decide") for row in range(9)), entry(10, "decidim"), entry(11, "bodget"), entry(12, "budget"),
        entry(13, "budget"),
    )  # fmt: skip

    corrected = [snapshot.corrected(parse(typed)) for typed in ("decidm", "bxdget", "abd", "completely")]

    assert [query and str(query) for query in corrected] == ["decidim", "budget", None, None]


def test_it_leaves_out_what_occurs_nowhere(catalogue: TextSnapshot) -> None:
    query = catalogue.corrected(parse("fellowship xylophonists"))

    assert query is not None
    assert (str(query), query.left_out, query.corrected) == ("fellowship", ("xylophonists",), ())
    assert catalogue.ids(query).tolist() == [2]


def test_most_of_three_or_more_words_will_do_but_not_one_of_two(catalogue: TextSnapshot) -> None:
    three = catalogue.corrected(parse("fellowship developers hackathon"))
    four = catalogue.corrected(parse("fellowship developers hackathon zurich"))

    assert three is not None
    assert (three.at_least, catalogue.ids(three).tolist()) == (2, [2])
    assert best(catalogue, "fellowship developers hackathon") == []
    assert catalogue.best(three, [], ANY_YEAR, 0, 9) == [2]
    assert four is None
    assert catalogue.corrected(parse("fellowship hackathon")) is None


def test_it_corrects_nothing_where_everything_is_shut_out(catalogue: TextSnapshot) -> None:
    assert catalogue.corrected(parse("-volunteers -city")) is None
    assert catalogue.corrected(parse("hackathon -volunteers")) is None


def test_a_snapshot_never_changes() -> None:
    index = TextIndex(WEIGHTS)
    empty = index.change((), ())
    first = index.change((), [entry(1, "Budget"), entry(2, "Budget")])
    second = index.change([1, 2], [entry(2, "Hackathon"), entry(3, "Budget")])

    assert [found(snapshot, "budget") for snapshot in (empty, first, second)] == [[], [1, 2], [3]]
    assert [found(snapshot, "") for snapshot in (empty, first, second)] == [[], [1, 2], [2, 3]]
    assert best(first, "budget") == [1, 2]


def test_a_change_is_whole_or_not_at_all() -> None:
    index = TextIndex(WEIGHTS)

    def broken() -> Iterator[Entry]:
        yield entry(1, "Budget")
        raise LookupError

    with pytest.raises(LookupError):
        index.change((), broken())
    before = index.change((), [entry(2, "Budget")])
    with pytest.raises(LookupError):
        index.change([2], broken())

    assert found(before, "budget") == [2]
    assert found(index.change((), [entry(3, "Budget")]), "budget") == [2, 3]


def test_several_threads_may_change_and_ask() -> None:
    index = TextIndex(WEIGHTS)
    snapshots = [index.change((), ())]

    def add(first: int) -> None:
        for row in range(first, first + 5):
            snapshots.append(index.change((), [entry(row, "Budget")]))
            assert row in found(snapshots[-1], "budget")

    threads = [Thread(target=add, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    expected = [*range(5), *range(100, 105), *range(200, 205)]
    assert found(index.change((), ()), "budget") == expected


def test_it_says_how_large_it_is_on_disk(tmp_path: Path) -> None:
    index = TextIndex(WEIGHTS, tmp_path)
    index.change((), CATALOGUE)

    assert index.size == sum(file.stat().st_size for file in tmp_path.iterdir()) > 0
    assert TextIndex(WEIGHTS).size is None


@given(
    rows=st.lists(
        st.lists(st.sampled_from(("web", "site", "website", "wesbite", "map")), max_size=4).map(" ".join),
        min_size=1,
        max_size=6,
    ),
    gone=st.sets(st.integers(0, 5)),
    typed=st.sampled_from(("website", "web site", "websiet", "wesbit", "map websie")),
)
def test_what_was_taken_out_leaves_no_trace(rows: list[str], gone: set[int], typed: str) -> None:
    """Else two processes would find differently, one that was there before and one that began afterwards."""
    entries = [entry(number, title) for number, title in enumerate(rows)]
    index = TextIndex(WEIGHTS)
    index.change((), entries)
    then = index.change(gone, ())
    anew = index_of(*(one for one in entries if one.id not in gone))
    query = parse(typed)
    assert then.ids(query).tolist() == anew.ids(query).tolist()
    assert then.corrected(query) == anew.corrected(query)
