from __future__ import annotations

from typing import Any

from civicport.citations import Backlink, Citations

SOURCES: list[dict[str, Any]] = [
    {"key": "a", "title": "A"},
    {"key": "b", "title": "B", "publisher": "P", "year": 2018, "url": "https://www.example.org/x", "language": "pl",
     "accessed": "2026-11-22", "archive_url": "https://archive.example/x"},
    {"key": "c", "title": "C"},
]  # fmt: skip


def mark(key: str, place: int, number: int) -> str:
    return (
        f'<sup class="cite"><a href="#source_{key}" id="cite_{key}_{place}" role="doc-noteref"'
        f' aria-label="Source {number}">{number}</a></sup>'
    )


def test_sources_are_numbered_as_the_page_first_cites_them() -> None:
    citations = Citations(SOURCES)

    first = citations.render("One.[^b] Two.[^a]")
    second = citations.render("Three.[^b]", inline=True)

    assert first == f"<p>One.{mark('b', 1, 1)} Two.{mark('a', 1, 2)}</p>"
    assert second == f"Three.{mark('b', 2, 1)}"
    assert [(source.number, source.title) for source in citations.sources()] == [(1, "B"), (2, "A"), (3, "C")]


def test_each_source_leads_back_to_its_marks() -> None:
    citations = Citations(SOURCES)
    citations.render("[^a]" * 28)

    source = citations.sources()[0]

    assert source.id == "source_a"
    assert source.backlinks[:2] == [Backlink("cite_a_1", "a"), Backlink("cite_a_2", "b")]
    assert [backlink.label for backlink in source.backlinks[25:]] == ["z", "aa", "ab"]


def test_a_source_says_what_is_known_of_it_and_nothing_else() -> None:
    a, b, _ = Citations(SOURCES).sources()

    assert (b.publisher, b.year, b.url, b.host, b.language, b.accessed, b.archive_url) == (
        "P", 2018, "https://www.example.org/x", "example.org", "Polish", "2026-11-22", "https://archive.example/x",
    )  # fmt: skip
    assert (a.publisher, a.year, a.url, a.host, a.language, a.accessed, a.archive_url) == ("",) * 7
    assert a.backlinks == []


def test_a_key_without_a_source_gives_nothing() -> None:
    citations = Citations(SOURCES)

    assert citations.render("One.[^zzz]") == "<p>One.</p>"
    assert citations.render("") == ""


def test_a_key_is_no_way_to_write_html() -> None:
    citations = Citations([{"key": '"><script>', "title": "A"}])

    assert "<script>" not in citations.mark('"><script>')
