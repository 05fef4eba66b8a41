"""What is named in case studies, and what it is called: for the words by which they are found, and for labels."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from casestudies.finding.registry import Facet
from casestudies.finding.words.texts import Names
from casestudies.models import CaseStudy, CaseStudyModel, CaseStudyTerm, CaseStudyTool, Participation, Takeaway
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.models import Record, Term
from civicport.wording import country_name

_NAMED = ("collaboration_models", "organisations", "tools")
_KINDS = {"model": "collaboration_models", "organisation": "organisations", "tool": "tools"}
"""The kind of record that a facet of this kind names."""


def read_names(among: QuerySet[Record] | None = None) -> dict[tuple[str, str], list[str]]:
    """What everything that a case study may name is called, or what is among these records; public or not."""
    records = Record.objects.filter(kind__in=_NAMED)
    terms = Term.objects.all()
    if among is not None:
        records = records.filter(pk__in=among.values("pk"))
        terms = terms.filter(vocabulary__in=among.filter(kind="vocabularies").values("slug"))
    names: dict[tuple[str, str], list[str]] = {}
    # As text: the database would give the name "2030" back as a number.
    rows = records.values_list("kind", "slug", KeyTextTransform("name", "document"), "document__also_known_as")
    for kind, slug, name, aliases in rows.iterator(chunk_size=2000):
        names[kind, slug] = [name, *(aliases or [])]
    for vocabulary, slug, name in terms.values_list("vocabulary", "slug", "name"):
        names[vocabulary, slug] = [name]
    return names


def naming(records: QuerySet[Record]) -> QuerySet[CaseStudy]:
    """The public case studies that name any of these records."""
    ids, vocabularies = records.values("pk"), records.filter(kind="vocabularies").values("slug")
    links = (
        CaseStudyModel.objects.filter(collaboration_model__in=ids),
        Participation.objects.filter(organisation__in=ids),
        CaseStudyTool.objects.filter(tool__in=ids),
        CaseStudyTerm.objects.filter(term__vocabulary__in=vocabularies),
    )
    named = Q(pk__in=[])
    for link in links:
        named |= Q(pk__in=link.order_by().values("case_study"))
    return CaseStudy.objects.published().filter(named)


def labels_of(facet: Facet, values: Iterable[str], names: Names) -> list[str]:
    """What values of a facet are called, in their order; the value itself where it has no name."""
    return [_label(facet, value, names) for value in values]


def _label(facet: Facet, value: str, names: Names) -> str:
    if value == NOT_KNOWN:
        return _("Not known")
    match facet.kind:
        case "country":
            return country_name(value)
        case "takeaway":
            return str(Takeaway.Kind(value).label)
        case kind:
            return names.get((_KINDS.get(kind, facet.vocabulary), value), [value])[0]
