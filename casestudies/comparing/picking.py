"""Which records are compared: two to five of one kind, named by their slugs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from casestudies.comparing import case_studies, collaboration_models, tools
from casestudies.comparing.comparison import Answers, Question, Row, make_rows
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.selection import Selection
from casestudies.models import CaseStudy
from civicport.models import FormerSlug
from civicport.text import SLUG

LEAST, MOST = 2, 5
LOOKED_AT = 20
"""How many slugs of an address are looked up."""
LONGEST_SLUG = 100


@dataclass(frozen=True)
class Comparable:
    """A kind of record that can be compared."""

    parameter: str
    """The name of the parameter that picks one."""
    kind: str
    facet: str
    """By which case studies with such a record are found; empty for case studies themselves."""
    published: Callable[[], QuerySet]
    questions: Sequence[Question]
    answers: Callable[[Sequence[Any]], list[Answers]]

    def rows(self, records: Sequence[Any]) -> list[Row]:
        """These records beside each other."""
        return make_rows(self.questions, self.answers(records))


CASES = Comparable("case", "case_studies", "", case_studies.published, case_studies.QUESTIONS, case_studies.answers)
MODELS = Comparable(
    "model",
    "collaboration_models",
    "model",
    collaboration_models.published,
    collaboration_models.QUESTIONS,
    collaboration_models.answers,
)
TOOLS = Comparable("tool", "tools", "tool", tools.published, tools.QUESTIONS, tools.answers)
COMPARABLES = {of.parameter: of for of in (CASES, MODELS, TOOLS)}
"""By their parameters. Only records of one kind are compared."""


@dataclass(frozen=True)
class Picked:
    """The records that an address names, each once and in its order, and what it names in vain."""

    of: Comparable
    records: Sequence[Any]
    """At most `MOST`; models and tools with `case_study_count`."""
    unknown: Sequence[str]
    """Slugs under which the public finds nothing."""
    beyond: Sequence[str]
    """Slugs for which there was no room."""
    fresh: bool
    """Whether the counts have all that the catalogue has, or whether something new is still being indexed."""

    @property
    def slugs(self) -> list[str]:
        """The present slugs of the records."""
        return [record.slug for record in self.records]


def query_of(of: Comparable, slugs: Iterable[str]) -> str:
    """The query string that picks these, in this order; empty for none."""
    pairs = [(of.parameter, slug) for slug in slugs]
    return f"?{urlencode(pairs)}" if pairs else ""


def pick(of: Comparable, asked: Iterable[str]) -> Picked:
    """The records of these slugs, former ones included."""
    slugs = list(dict.fromkeys(slug.strip() for slug in asked if slug.strip()))
    looked_up = [slug for slug in slugs[:LOOKED_AT] if len(slug) <= LONGEST_SLUG and SLUG.fullmatch(slug)]
    present = _present(of, looked_up)
    found = list(dict.fromkeys(present[slug] for slug in slugs if slug in present))
    by_slug = {record.slug: record for record in of.published().filter(slug__in=found[:MOST])}
    records = [by_slug[slug] for slug in found[:MOST] if slug in by_slug]
    return Picked(
        of,
        records,
        unknown=[slug for slug in slugs[:LOOKED_AT] if slug not in present],
        beyond=[*found[MOST:], *slugs[LOOKED_AT:]],
        fresh=not of.facet or _count(of, records),
    )


def _count(of: Comparable, records: Iterable[Any]) -> bool:
    """Gives each record the number of public case studies with it, from the index; tells whether that is fresh."""
    cases = CaseStudyFilterSet(queryset=CaseStudy.objects.published())
    for record in records:
        record.case_study_count = cases.count(Selection(facets=((of.facet, (record.slug,)),)))
    return cases.fresh


def _present(of: Comparable, slugs: Sequence[str]) -> dict[str, str]:
    """The slug under which the public finds the record of each of these today; those that lead nowhere are left out."""
    former = dict(FormerSlug.objects.filter(kind=of.kind, slug__in=slugs).values_list("slug", "record__slug"))
    # What is public now is asked of this kind alone, since of all kinds together it would take long.
    found = of.published().model._default_manager.published().filter(slug__in={*slugs, *former.values()})
    public = set(found.values_list("slug", flat=True))
    # A slug that is in use leads to its own record, whoever had it before.
    now = {slug: slug if slug in public else former.get(slug, "") for slug in slugs}
    return {slug: present for slug, present in now.items() if present in public}
