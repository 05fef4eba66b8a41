"""What is asked: a fixed set of 40 selections from easy to nasty, as query strings, and series that never repeat."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from urllib.parse import parse_qsl, urlencode

from benchmarks import synthetic

PAGE = 20
"""The rows of one page."""


@dataclass(frozen=True)
class Asked:
    """A selection, with what makes it easy or nasty in words."""

    name: str
    query: str
    """A query string; `MIDDLE` stands for the page in the middle of the whole list."""

    @property
    def words(self) -> bool:
        return any(name == "q" for name, _value in parse_qsl(self.query))

    def query_for(self, size: int) -> str:
        """The query string for a catalogue of this size."""
        return self.query.replace("MIDDLE", str(max(size // PAGE // 2, 1)))

    def page(self, size: int) -> int:
        """Which page it asks for, from 1."""
        return int(dict(parse_qsl(self.query_for(size))).get("page", 1))


def _several(name: str, *values: str) -> str:
    return urlencode([(name, value) for value in values])


_FIVE = "theme=citizen-participation&initiator=civil-society&funding=local-budget&status=ongoing&level=local"
_LEVELS = _several("level", *synthetic.values()["level"])
_PARTICIPANTS = _several("participant", *synthetic.values()["participants"])
_ORGANISATIONS = _several("organisation", *(f"organisation-{number}" for number in range(1, 21)))
_COUNTRIES = _several("country", "US", "GB", "DE", "BR", "IN", "FR", "PL", "KE", "ES", "UA", "TW", "NL")

SELECTIONS = tuple(
    Asked(name, query)
    for name, query in (
        ("everything", ""),
        ("a frequent value", "theme=participatory-budgeting"),
        ("a rare value", "theme=community-building"),
        ("a value that each case has once", "form=direct"),
        ("two filters", "theme=open-data&funding=foundation-grant"),
        ("two frequent filters", "initiator=civil-society&status=ongoing"),
        ("two filters on models and places", "model=hackathons&country=DE"),
        ("three filters", "model=labs&policy_area=health-and-care&level=national"),
        ("five filters", _FIVE),
        ("ten values of a facet", _several("theme", *synthetic.values()["themes"][:10])),
        ("every value of two facets", f"{_LEVELS}&{_PARTICIPANTS}"),
        ("what is not known", "funding=not-known"),
        ("a value or not known", "funding=not-known&funding=donations"),
        ("not known in three facets", "status=not-known&level=not-known&tool=not-known"),
        ("a rare country", "country=ZW"),
        ("twelve countries", _COUNTRIES),
        ("a frequent organisation", "organisation=organisation-1"),
        ("a rare organisation", "organisation=organisation-763"),
        ("twenty organisations", _ORGANISATIONS),
        ("organisation, tool and country", "organisation=organisation-1&tool=tool-1&country=US"),
        ("active from a year on", "active_from=2015"),
        ("active in a span", "active_from=2008&active_to=2011"),
        ("a span and two filters", "active_from=2018&active_to=2020&theme=open-data&status=completed"),
        ("by title, backwards", "ordering=-title"),
        ("by year, two filters", "ordering=-start_year&initiator=academia&level=local"),
        ("by year, the oldest first", "ordering=start_year"),
        ("changed last", "ordering=-changed"),
        ("the page in the middle", "page=MIDDLE"),
        ("a rare word", "q=trinnin"),
        ("a word in half of all cases", "q=council"),
        ("two words in half of all cases each", "q=council+procurement"),
        ("words in nearly all cases", "q=open+data+city+government"),
        ("a phrase", "q=%22open+data%22"),
        ("one word without another", "q=hackathon+-council"),
        ("one word or another", "q=oversight+OR+worried"),
        ("half a word", "q=procur"),
        ("a misspelt word", "q=procuremment"),
        ("a frequent word under five filters", f"q=council&{_FIVE}"),
        ("a frequent word by year", "q=council&ordering=-start_year"),
        ("a question, on its third page", "q=who+paid+for+the+platform&page=3"),
    )
)  # fmt: skip


def two_filters() -> list[str]:
    """Selections with two filters, each another one."""
    pairs = product(synthetic.values()["themes"], synthetic.values()["funding"])
    return [urlencode({"theme": theme, "funding": funding}) for theme, funding in pairs]


def unfiltered() -> list[str]:
    """The first fifty pages of everything."""
    return [urlencode({"page": page}) for page in range(1, 51)]
