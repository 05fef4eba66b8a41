"""A selection in words: "Hackathons in Poland"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.finding.facets import FacetValues
from casestudies.finding.selection import Selection
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.templatetags.civicport import listed
from civicport.text import legible
from civicport.wording import country_in_sentence

# In the order of the sentence. The collaboration models are its subject, where there are no other alternatives.
_PHRASES = {
    "model": gettext_lazy("told as %(values)s"),
    "country": gettext_lazy("in %(values)s"),
    "theme": gettext_lazy("on %(values)s"),
    "policy_area": gettext_lazy("in the field of %(values)s"),
    "initiator": gettext_lazy("started by %(values)s"),
    "funding": gettext_lazy("paid by %(values)s"),
    "participant": gettext_lazy("with %(values)s taking part"),
    "motivation": gettext_lazy("for the sake of %(values)s"),
    "organisation": gettext_lazy("with %(values)s"),
    "tool": gettext_lazy("with the tool %(values)s"),
    "status": gettext_lazy("that are %(values)s"),
    "form": gettext_lazy("of %(values)s form"),
    "level": gettext_lazy("at %(values)s level"),
}
_NAMES = ("model", "organisation", "tool")
"""Facets whose values are names, which keep their capitals."""


def question(selection: Selection, facets: Sequence[FacetValues]) -> str:
    """What is asked for. Alternatives are joined by "or"; nothing in it is illegible."""
    if not selection.narrows:
        return _("All case studies")
    by_name = {facet.name: facet for facet in facets}
    models = selection.values("model")
    told_as = bool(models) and NOT_KNOWN not in models
    subject = _values(by_name["model"]) if told_as else _("Case studies")
    names = [name for name in _PHRASES if selection.values(name) and not (told_as and name == "model")]
    phrases = [_phrase(by_name[name]) for name in names] + list(_years(selection))
    if selection.q:
        phrases.append(_("found by “%(words)s”") % {"words": selection.q})
    return legible(f"{subject} {', '.join(phrases)}".strip())


def _phrase(facet: FacetValues) -> str:
    alternatives = []
    if values := _values(facet):
        alternatives.append(str(_PHRASES[facet.name]) % {"values": values})
    if NOT_KNOWN in facet.chosen:
        alternatives.append(_("“%(facet)s” not known") % {"facet": facet.label})
    return _(" or ").join(alternatives)


def _values(facet: FacetValues) -> str:
    """The chosen values that are known, in the order of the address."""
    labels = {value.value: value.label for value in facet.top(0) if value.value != NOT_KNOWN}
    return _(" or ").join(_name(facet, value, labels[value]) for value in sorted(labels))


def _name(facet: FacetValues, value: str, label: str) -> str:
    if facet.facet.kind == "country":
        return country_in_sentence(value)
    return label if facet.name in _NAMES else listed([label])


def _years(selection: Selection) -> Iterator[str]:
    years = {"first": selection.active_from, "last": selection.active_to}
    if selection.active_from and selection.active_to:
        yield _("active from %(first)s to %(last)s") % years
    elif selection.active_from:
        yield _("active from %(first)s") % years
    elif selection.active_to:
        yield _("active until %(last)s") % years
