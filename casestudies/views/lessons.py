"""Challenges, lessons and recommendations across all case studies, and what the collaboration models advise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casestudies.finding.advice import Advice, advice
from casestudies.finding.filters import TakeawayFilterSet
from casestudies.finding.registry import TAKEAWAY_KIND
from casestudies.finding.words.query import Query
from casestudies.finding.words.snippets import marked
from casestudies.models import CaseStudy, Takeaway
from casestudies.views import counted
from casestudies.views.listing import Link, Listing, ListOf, listing_context, make_listing
from civicport.markdown import plain
from civicport.markdown import render as render_markdown
from civicport.models import Source
from civicport.text import first_sentence
from civicport.wording import grouped, in_words
from collaboration_models.models import CollaborationModel


@dataclass(frozen=True)
class CitedSource:
    """A source of a takeaway, as the takeaway numbers it."""

    number: int
    title: str
    publisher: str
    year: int | None
    url: str
    """Its place among the sources of the case study."""


@dataclass(frozen=True)
class ShownLesson:
    """A challenge, lesson or recommendation with what it rests on and where it comes from."""

    key: str
    kind: str
    kind_name: str
    title: str
    heading: SafeString
    """The title with what was searched for marked."""
    html: SafeString
    place: str
    permalink: str
    sources: Sequence[CitedSource]
    case: CaseStudy


@dataclass(frozen=True)
class ShownAdvice:
    """What a collaboration model recommends, as links."""

    model: CollaborationModel
    recommendations: Sequence[Link]
    more: int
    """How many of its recommendations are not among these."""


LESSONS = ListOf(
    "lesson",
    TakeawayFilterSet,
    lambda: Takeaway.objects.published().for_cards(),
    counted.takeaways,
    gettext_lazy("Lessons"),
    gettext_lazy(
        "What went wrong, what was learnt, what is recommended: across all case studies, each with its sources."
    ),
)


def lesson_list(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, LESSONS)
    listing.heading = _heading(listing)
    context = listing_context(request, listing, LESSONS)
    lessons = _shown(list(listing.page.object_list), listing)
    given = [_links(one) for one in advice(listing.found, listing.counts)]
    return render(request, "casestudies/lesson_list.html", {**context, "lessons": lessons, "advice": given})


def _heading(listing: Listing) -> str:
    """ "212 lessons and recommendations from 64 case studies", naming only the kinds that were found."""
    count = listing.page.paginator.count
    if not count:
        return listing.heading
    chosen = listing.selection.values(TAKEAWAY_KIND.name)
    kinds = next(facet for facet in listing.counts if facet.name == TAKEAWAY_KIND.name)
    found = {value.value for value in kinds.values if value.count and (not chosen or value.selected)}
    nouns = {
        "challenge": ngettext("challenge", "challenges", count),
        "lesson": ngettext("lesson", "lessons", count),
        "recommendation": ngettext("recommendation", "recommendations", count),
    }
    return _("%(count)s %(kinds)s from %(cases)s") % {
        "count": grouped(count),
        "kinds": in_words([noun for kind, noun in nouns.items() if kind in found]),
        "cases": counted.case_studies(listing.found.cases),
    }


def _shown(takeaways: Sequence[Takeaway], listing: Listing) -> list[ShownLesson]:
    """With what was searched for marked."""
    cases = {takeaway.case_study_id for takeaway in takeaways}
    sources = {(source.record_id, source.key): source for source in Source.objects.filter(record__in=cases)}
    for takeaway in takeaways:
        takeaway.case_study.chosen_models = listing.selection.values("model")
    query = listing.found.searched.query if listing.q else Query()
    return [_lesson(takeaway, sources, query) for takeaway in takeaways]


def _lesson(takeaway: Takeaway, sources: dict[tuple[int, str], Source], query: Query) -> ShownLesson:
    case, cited = takeaway.case_study, dict[str, CitedSource]()

    def mark(key: str) -> str:
        """A number that leads to the source in the case study; sources are numbered as this takeaway cites them."""
        if (source := sources.get((case.pk, key))) is None:
            return ""
        if key not in cited:
            url = f"{case.get_absolute_url()}#source_{key}"
            cited[key] = CitedSource(len(cited) + 1, source.title, source.publisher, source.year, url)
        number = cited[key].number
        return format_html(
            '<sup class="cite"><a href="{}" role="doc-noteref" aria-label="{}">{}</a></sup>',
            cited[key].url,
            _("Source %(number)s") % {"number": number},
            number,
        )

    return ShownLesson(
        key=takeaway.key,
        kind=takeaway.kind,
        kind_name=str(Takeaway.Kind(takeaway.kind).label),
        title=takeaway.title,
        heading=marked(conditional_escape(takeaway.title), query),
        html=marked(render_markdown(takeaway.text, mark), query),
        place=takeaway.place,
        permalink=takeaway.get_absolute_url(),
        sources=list(cited.values()),
        case=case,
    )


def _links(given: Advice) -> ShownAdvice:
    """The recommendations of a model as links to their places on its page."""
    path = given.model.get_absolute_url()
    links = [
        Link(entry.get("title") or first_sentence(plain(entry["text"])), f"{path}#{entry['key']}")
        for entry in given.recommendations
    ]
    return ShownAdvice(given.model, links, given.more)
