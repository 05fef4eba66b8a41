"""Numbered citations of a page: each mark leads to its source, and each source back to its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from civicport.markdown import render
from civicport.wording import language_name


@dataclass(frozen=True)
class Backlink:
    """The place of a mark: its id, and a letter that tells it from the others of the same source."""

    id: str
    label: str


@dataclass(frozen=True)
class CitedSource:
    """A source as a page lists it: `language` is the name of the title's language, `lang` its code. Absent: empty."""

    id: str
    number: int
    title: str
    publisher: str = ""
    year: int | str = ""
    url: str = ""
    archive_url: str = ""
    language: str = ""
    lang: str = ""
    accessed: str = ""
    host: str = ""
    backlinks: list[Backlink] = field(default_factory=list)


class Citations:
    """The citations of one page, numbered in the order in which the page first cites each source.

    Texts must be rendered in the order in which the page shows them.
    """

    def __init__(self, sources: Iterable[dict[str, Any]]) -> None:
        self._sources = {source["key"]: source for source in sources}
        self._marks: dict[str, list[str]] = {}

    def mark(self, key: str) -> SafeString:
        """The mark for a source: a small number that links to it. A key without a source gives nothing."""
        if key not in self._sources:
            return SafeString("")
        ids = self._marks.setdefault(key, [])
        ids.append(f"cite_{key}_{len(ids) + 1}")
        number = list(self._marks).index(key) + 1
        return format_html(
            '<sup class="cite"><a href="#source_{}" id="{}" role="doc-noteref" aria-label="{}">{}</a></sup>',
            key,
            ids[-1],
            _("Source %(number)s") % {"number": number},
            number,
        )

    def render(self, text: str, *, inline: bool = False) -> SafeString:
        """A Markdown text as HTML with its marks; empty for an empty text."""
        return render(text, self.mark, inline=inline) if text else SafeString("")

    def sources(self) -> list[CitedSource]:
        """The sources in the order of their numbers; those that the page does not cite follow in their own order."""
        uncited = [key for key in self._sources if key not in self._marks]
        return [self._source(number, key) for number, key in enumerate([*self._marks, *uncited], 1)]

    def _source(self, number: int, key: str) -> CitedSource:
        source = self._sources[key]
        names = ("title", "publisher", "year", "url", "archive_url", "accessed")
        return CitedSource(
            id=f"source_{key}",
            number=number,
            lang=source.get("language", ""),
            language=language_name(source["language"]) if "language" in source else "",
            host=(urlsplit(source.get("url", "")).hostname or "").removeprefix("www."),
            backlinks=[Backlink(mark, _letters(place)) for place, mark in enumerate(self._marks.get(key, []))],
            **{name: source[name] for name in names if name in source},
        )


def _letters(place: int) -> str:
    """a, b, … z, aa, ab, …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
