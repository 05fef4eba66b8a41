"""The addresses under which it is taken away. What they are asked, they understand or refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from casestudies.exports import dcat, feeds, sitemap
from casestudies.exports.citations import citation, citations
from casestudies.exports.data_package import data_package as package_of
from casestudies.exports.formats import CASE_STUDY_FORMATS, CITATION_FORMATS, LESSON_FORMATS, Format
from casestudies.exports.reading import Selected, read_strictly, tell
from casestudies.exports.spreadsheets import blocks
from casestudies.finding.filters import CaseStudyFilterSet, TakeawayFilterSet
from casestudies.models import CaseStudy, Takeaway
from civicport.addresses import absolute, elsewhere, present_slug
from civicport.api.problems import MEDIA_TYPE, BadParameters, problem
from civicport.api.records import refuse_unknown

View = Callable[..., HttpResponseBase]


def for_machines(view: View) -> View:
    """A view that is read, never written to, and answers what it does not understand with problem details."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except BadParameters as error:
            body = problem(400, str(error.detail), error.errors)
            return JsonResponse(body, status=400, content_type=MEDIA_TYPE)

    return answered


def streamed(request: HttpRequest, parts: Iterable[bytes], media_type: str, file_name: str = "") -> HttpResponseBase:
    """An answer that is made while it is sent; with a file's name it is to be kept. HEAD makes none of it."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'} if file_name else None
    return StreamingHttpResponse(parts if request.method == "GET" else (), content_type=media_type, headers=headers)


def _format(formats: Sequence[Format], name: str) -> Format:
    for item in formats:
        if item.name == name:
            return item
    raise Http404(f"There is no format “{name}”.")


def _file(request: HttpRequest, selected: Selected, item: Format, content: object) -> HttpResponseBase:
    return streamed(request, item.write(content), item.media_type, selected.file_name(item.what, item.ending))


@for_machines
def export_case_studies(request: HttpRequest, name: str) -> HttpResponseBase:
    """A selection of case studies in one of the formats."""
    item = _format((*CASE_STUDY_FORMATS, *CITATION_FORMATS), name)
    cases = CaseStudy.objects.published().for_detail()
    selected = read_strictly(request, CaseStudyFilterSet, cases, reverse("case-study-list"))
    return _file(request, selected, item, citations(selected) if item in CITATION_FORMATS else selected)


@for_machines
def export_lessons(request: HttpRequest, name: str) -> HttpResponseBase:
    """A selection of challenges, lessons and recommendations in one of the formats."""
    item = _format(LESSON_FORMATS, name)
    lessons = Takeaway.objects.published().select_related("case_study__record")
    selected = read_strictly(request, TakeawayFilterSet, lessons, reverse("lesson-list"))
    return _file(request, selected, item, selected)


@for_machines
def data_package(request: HttpRequest) -> HttpResponseBase:
    """The whole catalogue as a Frictionless Data Package."""
    refuse_unknown(Request(request), frozenset())
    cases = CaseStudy.objects.published().with_document()
    everything = read_strictly(request, CaseStudyFilterSet, cases, reverse("case-study-list"))
    return streamed(request, package_of(everything), "application/zip", everything.file_name("data-package", "zip"))


@for_machines
def cite_case_study(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """One case study as a work to cite."""
    item = _format(CITATION_FORMATS, name)
    refuse_unknown(Request(request), frozenset())
    case = CaseStudy.objects.published().for_detail().filter(slug=slug).first()
    if case is None:
        if now := present_slug("case_studies", slug):
            return redirect("case-study-cite", now, name, permanent=True)
        return elsewhere(request, "case_studies", slug, "case-study")
    works = [citation(request, told) for told in tell([case])]
    return streamed(request, item.write(works), item.media_type, f"civicport-{slug}.{item.ending}")


def _feed(request: HttpRequest, view: str) -> feeds.Feed:
    cases = CaseStudy.objects.published().for_detail()
    path = reverse("case-study-list")
    selected = read_strictly(request, CaseStudyFilterSet, cases, path, ordering="-changed", also=feeds.PARAMETERS)
    return feeds.make_feed(selected, view)


@for_machines
def case_study_feed(request: HttpRequest) -> HttpResponseBase:
    """What is new and changed in a selection, in Atom."""
    return HttpResponse(
        feeds.atom(_feed(request, "case-study-feed")), content_type="application/atom+xml; charset=utf-8"
    )


@for_machines
def case_study_json_feed(request: HttpRequest) -> HttpResponseBase:
    """What is new and changed in a selection, as JSON Feed."""
    return JsonResponse(
        feeds.json_feed(_feed(request, "case-study-json-feed")),
        content_type="application/feed+json",
        json_dumps_params={"ensure_ascii": False},
    )


@for_machines
def sitemap_of_pages(request: HttpRequest) -> HttpResponseBase:
    """Every public page or, where one file has no room for them, the files that have."""
    files = sitemap.count()
    lines = sitemap.file(request, 1) if files == 1 else sitemap.index(request, files)
    return streamed(request, blocks(lines), "application/xml; charset=utf-8")


@for_machines
def sitemap_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """One of the files of a sitemap that has several."""
    if not 1 <= number <= sitemap.count():
        raise Http404("The sitemap has no such file.")
    return streamed(request, blocks(sitemap.file(request, number)), "application/xml; charset=utf-8")


@for_machines
def dcat_record(request: HttpRequest) -> HttpResponseBase:
    """What portals need to know of the data set."""
    refuse_unknown(Request(request), frozenset())
    return JsonResponse(
        dcat.record(request), content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 2}
    )


@for_machines
def robots(request: HttpRequest) -> HttpResponseBase:
    """What crawlers should leave alone, and where the sitemap is."""
    context = {"sitemap": absolute(request, reverse("sitemap"))}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
