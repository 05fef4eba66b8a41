"""A selection: words, facet values, years and order, as a value that turns back into its query string."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

RELEVANCE = "relevance"
"""The order by how well rows answer the words; the usual one where there are words."""

FacetValues = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Selection:
    """What a reader asked for. Facets and their values are sorted, so that equal questions are equal values and
    have one address."""

    facets: FacetValues = ()
    q: str = ""
    active_from: int | None = None
    active_to: int | None = None
    ordering: str = ""
    also: tuple[tuple[str, str], ...] = ()
    """Parameters of the view that shows it, which its addresses keep; they select nothing."""

    def values(self, facet: str) -> tuple[str, ...]:
        """The chosen values of a facet; empty if it does not narrow."""
        return dict(self.facets).get(facet, ())

    def toggled(self, facet: str, value: str) -> Selection:
        """The selection with this value chosen if it was not, and not chosen if it was."""
        chosen = set(self.values(facet)) ^ {value}
        return replace(self, facets=canonical({**dict(self.facets), facet: tuple(chosen)}))

    def without(self, facet: str) -> Selection:
        """The selection as if nothing of this facet were chosen."""
        return replace(self, facets=tuple(pair for pair in self.facets if pair[0] != facet))

    def everything(self) -> Selection:
        """Nothing narrows; the order stays."""
        return Selection(ordering=self.ordering, also=self.also)

    @property
    def narrows(self) -> bool:
        return bool(self.facets or self.q or self.active_from or self.active_to)

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The parameters of the canonical query string, in its order."""
        if self.q:
            yield "q", self.q
        for name, values in self.facets:
            for value in values:
                yield name, value
        for name in ("active_from", "active_to", "ordering"):
            if value := getattr(self, name):
                yield name, str(value)
        yield from self.also

    def query_string(self, **more: object) -> str:
        """The canonical query string with its question mark, and what else the address needs; empty for everything."""
        pairs = [*self.parameters(), *((name, str(value)) for name, value in more.items() if value)]
        return f"?{urlencode(pairs)}" if pairs else ""


def canonical(values: Mapping[str, Iterable[str]]) -> FacetValues:
    """Facets by name, each with its values sorted and once; facets without a value are left out."""
    return tuple((name, tuple(sorted(set(chosen)))) for name, chosen in sorted(values.items()) if chosen)
