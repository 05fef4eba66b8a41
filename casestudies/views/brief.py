"""Briefs: a case study, a comparison or a selection in one or two pages, to take into a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from casestudies.api import compare as strict
from casestudies.briefs import docx_file, pdf
from casestudies.briefs.brief import Brief
from casestudies.briefs.making import MOST_CASES, Occasion, brief_cases, make_brief, short_titles
from casestudies.briefs.question import question
from casestudies.comparing.picking import CASES, LEAST, Picked, pick, query_of
from casestudies.exports.reading import read_strictly
from casestudies.exports.views import for_machines, streamed
from casestudies.finding.facets import FacetValues
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.selection import Selection
from casestudies.models import CaseStudy
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.compare.page import left_out, unknown_parameters
from casestudies.views.listing import Link, listing_context, make_listing
from casestudies.views.searched import Searched, searched_otherwise
from civicport.addresses import absolute, elsewhere, present_slug
from civicport.api.records import refuse_unknown
from civicport.models import Catalogue
from civicport.panels import Meta, structured, way
from civicport.text import slugify
from civicport.wording import in_words

BRIEF = replace(CASE_STUDIES.seen_as("brief"), rows=brief_cases)
COMPARED = replace(CASES, published=brief_cases)
LONGEST_NAME = 60


@dataclass(frozen=True)
class Form:
    """A file in which a brief can be had."""

    name: str
    """In addresses, and the ending of its own name."""
    label: Any
    media_type: str
    write: Callable[[Brief], bytes]


FORMS = {
    form.name: form
    for form in (
        Form("pdf", gettext_lazy("PDF"), pdf.MEDIA_TYPE, pdf.as_pdf),
        Form("docx", gettext_lazy("Word"), docx_file.MEDIA_TYPE, docx_file.as_docx),
    )
}


def brief(request: HttpRequest) -> HttpResponse:
    """The brief of a selection, among the ways to show it."""
    listing = make_listing(request, BRIEF, page_size=MOST_CASES)
    context = listing_context(request, listing, BRIEF)
    if listing.count:
        # A brief has the first case studies, whatever page the address asks for.
        cases = list(listing.page.object_list) if listing.page.number == 1 else listing.found[:MOST_CASES]
        context |= _shown(
            _of_selection(request, cases, listing.selection, listing.counts, listing.count, listing.searched),
            _files("case-study-brief-file", (), listing.selection.query_string()),
        )
    return render(request, "casestudies/brief.html", context)


@for_machines
def brief_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """The brief of a selection as a file."""
    selected = read_strictly(request, CaseStudyFilterSet, brief_cases(), BRIEF.path)
    found = selected.found

    def made() -> Brief:
        searched = searched_otherwise(found, selected.selection, BRIEF.path)
        return _of_selection(request, found[:MOST_CASES], selected.selection, found.facets(), len(found), searched)

    return _file(request, form, selected.file_name("brief", form), made)


def case_brief(request: HttpRequest, slug: str) -> HttpResponse:
    """The brief of one case study."""
    case = brief_cases().filter(slug=slug).first()
    if case is None:
        return elsewhere(request, "case_studies", slug, "case-brief")
    # As the last step, a long title may be cut short where there is no room.
    step = _("Brief: %(title)s") % {"title": case.title}, ""
    return _page(request, _of_case(request, case), _files("case-brief-file", (slug,), ""), [step])


@for_machines
def case_brief_file(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The brief of one case study as a file."""
    refuse_unknown(Request(request), frozenset())
    case = brief_cases().filter(slug=slug).first()
    if case is None:
        if now := present_slug("case_studies", slug):
            return redirect("case-brief-file", now, form, permanent=True)
        return elsewhere(request, "case_studies", slug, "case-brief")
    return _file(request, form, _file_name(slug, form), lambda: _of_case(request, case))


def compare_brief(request: HttpRequest) -> HttpResponse:
    """The brief of a comparison; with fewer than two case studies, the page on which they are picked."""
    picked = pick(COMPARED, request.GET.getlist("case"))
    query = query_of(CASES, picked.slugs)
    if len(picked.records) < LEAST:
        asked = request.META.get("QUERY_STRING", "")
        return redirect(reverse("compare") + (f"?{asked}" if asked else ""))
    problems = [*unknown_parameters(request, {CASES.parameter}), *left_out(picked)]
    steps = (_("Compare"), reverse("compare") + query), (_("Brief"), "")
    return _page(
        request, _of_comparison(request, picked), _files("compare-brief-file", (), query), steps, problems=problems
    )


@for_machines
def compare_brief_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """The brief of a comparison as a file."""
    picked = strict.read_strictly(Request(request), {COMPARED.parameter: COMPARED})
    name = _file_name(" ".join(picked.slugs), form)
    return _file(request, form, name, lambda: _of_comparison(request, picked))


def _of_selection(
    request: HttpRequest,
    cases: Sequence[CaseStudy],
    selection: Selection,
    facets: Sequence[FacetValues],
    found: int,
    searched: Searched | None,
) -> Brief:
    # The words by which they were found, where those that were asked for gave way to them.
    asked = replace(selection, q=searched.instead) if searched and searched.instead else selection
    ordering = selection.ordering or CaseStudyFilterSet.usual_ordering(selection.q)
    label = str(CaseStudyFilterSet.orderings[ordering][0])
    return _make(request, cases, question(asked, facets), BRIEF.path + selection.query_string(), found, label)


def _of_case(request: HttpRequest, case: CaseStudy) -> Brief:
    return _make(request, [case], case.title, reverse("case-brief", args=[case.slug]))


def _of_comparison(request: HttpRequest, picked: Picked) -> Brief:
    title = _("%(names)s, side by side") % {"names": in_words(short_titles(picked.records))}
    return _make(request, picked.records, title, reverse("compare-brief") + query_of(CASES, picked.slugs))


def _make(
    request: HttpRequest, cases: Sequence[CaseStudy], title: str, path: str, found: int = 0, ordering: str = ""
) -> Brief:
    about = Occasion(
        title=title,
        found=found or len(cases),
        ordering=ordering,
        base=absolute(request, "/").rstrip("/"),
        path=path,
        as_of=timezone.localdate(Catalogue.as_noticed().changed),
    )
    return make_brief(cases, about)


def _file_name(what: str, ending: str) -> str:
    """What is inside, in ASCII and of bounded length: "civicport-brief-decidim-consul.pdf"."""
    return f"civicport-brief-{slugify(what, LONGEST_NAME)}.{ending}"


def _files(view: str, args: Sequence[str], query: str) -> list[Link]:
    return [Link(str(form.label), reverse(view, args=[*args, form.name]) + query) for form in FORMS.values()]


def _file(request: HttpRequest, name: str, file_name: str, made: Callable[[], Brief]) -> HttpResponseBase:
    """A brief as a file. HEAD makes none of it. Raises Http404 for a form that there is not."""
    if (form := FORMS.get(name)) is None:
        raise Http404(f"There is no brief as “{name}”.")
    if request.method == "HEAD":
        return streamed(request, (), form.media_type, file_name)
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(form.write(made()), content_type=form.media_type, headers=headers)


def _shown(made: Brief, files: Sequence[Link]) -> dict[str, Any]:
    """What the templates of briefs are given."""
    return {"brief": made, "files": files, "qr": mark_safe(made.qr)}  # noqa: S308  (a drawing of lines, made here)


def _page(
    request: HttpRequest,
    made: Brief,
    files: Sequence[Link],
    steps: Sequence[tuple[str, str]],
    *,
    problems: Sequence[str] = (),
) -> HttpResponse:
    """The page of a brief that is no view of a list."""
    steps_shown = way(request, (_("Case studies"), reverse("case-study-list")), *steps)
    meta = Meta(
        title=_("Brief: %(title)s") % {"title": made.title},
        description=_("One or two pages to take into a meeting: who did it, who paid, what went wrong, what to do."),
        canonical=made.address,
        # It repeats in short what stands elsewhere.
        noindex=True,
        json_ld=structured(steps_shown["structured"]),
    )
    context: Mapping[str, Any] = {"meta": meta, "problems": problems, **_shown(made, files), **steps_shown}
    return render(request, "casestudies/brief_page.html", dict(context))
