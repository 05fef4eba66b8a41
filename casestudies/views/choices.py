"""The facets beside a list: which of their values stand there, what is folded away, and where each link leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote_plus

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.finding.facets import FacetValue, FacetValues
from casestudies.finding.selection import Selection, canonical
from casestudies.views import counted
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.regions import REGIONS
from civicport.wording import country_name, grouped

SHOWN = 8
"""How many values of a long facet stand before the fold."""
FOLDED = 40
"""How many more stand behind it. A facet that has yet more has a page of its own."""
OPEN = 4
"""How many facets are open when nothing is chosen in the others."""


@dataclass(frozen=True)
class Choice:
    """A facet's value as a link that chooses it, or no longer chooses it."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    flag: str = ""


@dataclass(frozen=True)
class Fold:
    """Values under a heading that opens: those of a region, or all that are not shown at once."""

    label: str
    choices: Sequence[Choice]
    open: bool = False
    region: bool = False


@dataclass(frozen=True)
class ShownFacet:
    """A facet: the values that stand there at once, the folds after them, and what stands last."""

    name: str
    label: str
    head: Sequence[Choice]
    folds: Sequence[Fold]
    foot: Sequence[Choice]
    selected_count: int
    open: bool
    clear_url: str
    """The list without this facet; empty if nothing is chosen in it."""
    total: str
    """How many values it has, in words; empty if they all stand here."""
    page_path: str
    """The page with all its values; empty if they all stand here."""
    page_url: str
    """The same with the selection."""

    @property
    def folded_count(self) -> int:
        return sum(len(fold.choices) for fold in self.folds)


def shown_facets(
    facets: Iterable[FacetValues], selection: Selection, path: str, list_path: str, view: str
) -> Iterator[ShownFacet]:
    """The facets that have a value to choose, for the view at `path` of the list at `list_path`."""
    query = selection.query_string(view=view)
    for place, facet in enumerate(facets):
        choices = make_choices(facet, _foremost(facet), selection, path)
        if not choices:
            continue
        page = facet_path(list_path, facet.name) if facet.total > len(choices) else ""
        selected = sum(choice.selected for choice in choices)
        head, folds, foot = _by_region(choices) if facet.facet.kind == "country" else _by_rank(choices)
        yield ShownFacet(
            name=facet.name,
            label=facet.label,
            head=head,
            folds=folds,
            foot=foot,
            selected_count=selected,
            open=place < OPEN or selected > 0,
            clear_url=path + selection.without(facet.name).query_string() if selected else "",
            total=values_in_words(facet) if page else "",
            page_path=page,
            page_url=page + query if page else "",
        )


def _foremost(facet: FacetValues) -> list[FacetValue]:
    """The values that stand beside the list: the first, what is chosen, and what is not known."""
    values, unknown = list(facet.top(SHOWN + FOLDED)), facet.unknown
    return values if unknown is None or unknown in values else [*values, unknown]


def values_in_words(facet: FacetValues) -> str:
    """ "2,431 organisations": how many values a facet has that are known."""
    count = facet.total - (facet.unknown is not None)
    match facet.facet.kind:
        case "organisation":
            return counted.organisations(count)
        case "tool":
            return counted.tools(count)
        case "country":
            return counted.countries(count)
    return ngettext("%(count)s value", "%(count)s values", count) % {"count": grouped(count)}


def facet_path(path: str, facet: str) -> str:
    """The page with all values of a facet of the list at `path`."""
    return f"{path}facets/{facet}/"


def make_choices(facet: FacetValues, values: Iterable[FacetValue], selection: Selection, path: str) -> list[Choice]:
    """Values of a facet as links to the list at `path`."""
    toggled = toggling(selection, facet.name)
    return [
        Choice(
            value=value.value,
            label=value.label,
            count=value.count,
            selected=value.selected,
            url=path + toggled(value.value),
            flag=flag_of(facet.name, value.value),
        )
        for value in values
    ]


def toggling(selection: Selection, facet: str) -> Callable[[str], str]:
    """Gives the query string of the selection with a value of this facet toggled.

    The same as `selection.toggled(facet, value).query_string()`, for a page that has hundreds of them: all but the
    facet's own part is made once.
    """
    chosen = set(selection.values(facet))
    marked = replace(selection, facets=canonical({**dict(selection.facets), facet: ("\0",)})).query_string()
    before, _mark, after = marked.partition(f"{facet}=%00")

    def toggled(value: str) -> str:
        if chosen == {value}:
            return selection.without(facet).query_string()
        pairs = (f"{facet}={quote_plus(one)}" for one in sorted(chosen ^ {value}))
        return before + "&".join(pairs) + after

    return toggled


def flag_of(facet: str, value: str) -> str:
    """The collaboration model whose flag stands beside a value; empty for other values."""
    return value if facet == "model" and value != NOT_KNOWN else ""


Counted = TypeVar("Counted", Choice, FacetValue)
Parts = tuple[Sequence[Choice], Sequence[Fold], Sequence[Choice]]


def _by_rank(choices: Sequence[Choice]) -> Parts:
    """The first values at once, the others behind one fold."""
    if len(choices) <= SHOWN + 1:  # One value alone is no fold.
        return choices, (), ()
    # Nothing that is chosen hides behind the fold.
    head = [choice for place, choice in enumerate(choices) if place < SHOWN or choice.selected]
    rest = [choice for choice in choices if choice not in head]
    return head, [Fold(_("Show %(count)s more") % {"count": len(rest)}, rest)] if rest else (), ()


def _by_region(choices: Sequence[Choice]) -> Parts:
    """A fold for each region; few values, and regions in which something is chosen, stand open."""
    few = len(choices) <= SHOWN + 1
    regions = by_region(choices)
    folds = [
        Fold(name, members, few or any(choice.selected for choice in members), region=True)
        for name, members in regions
        if name
    ]
    return (), folds, [choice for name, members in regions if not name for choice in members]


def by_region(countries: Iterable[Counted]) -> list[tuple[str, list[Counted]]]:
    """Countries in their order, under the names of their regions; the regions with the highest counts first. What is
    not known stands last, under no name."""
    regions: dict[str, list[Counted]] = {}
    for country in countries:
        name = country_name(REGIONS[country.value]) if country.value != NOT_KNOWN else ""
        regions.setdefault(name, []).append(country)
    return sorted(regions.items(), key=lambda item: (not item[0], -sum(one.count for one in item[1]), item[0]))
