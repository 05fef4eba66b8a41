"""The catalogue on other people's pages: cards and lists in frames, oEmbed, and pictures beside links."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from casestudies.exports.views import for_machines
from casestudies.finding.filters import ListFilterSet
from casestudies.finding.pills import narrowings
from casestudies.models import CaseStudy
from casestudies.sharing.frames import Frame, frame_of_case, frame_of_list
from casestudies.sharing.oembed import FORMATS, as_xml, asked_page, oembed
from casestudies.sharing.pictures import drawn, picture_of_case, picture_of_site
from casestudies.views import counted
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import read_selection
from casestudies.views.searched import searched_otherwise
from civicport.addresses import absolute, elsewhere, present_slug, was_public
from civicport.api.problems import BadParameters, problem_response
from civicport.api.records import refuse_unknown
from civicport.panels import Meta
from civicport.text import legible
from collaboration_models.models import CollaborationModel

SHOWN = 10
"""How many case studies of a selection stand in a frame."""

View = Callable[..., HttpResponseBase]

ANYWHERE = {
    "default-src": [NONE],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
"""The policy of what other pages may frame: text and our own style sheets, and nothing that could do anything."""


def framable(view: View) -> View:
    """A view whose answers, whatever they are, other pages may show in a frame."""
    return require_safe(xframe_options_exempt(csp(ANYWHERE)(view)))


@framable
def embedded_case_study(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a case study."""
    case = CaseStudy.objects.published().for_cards().filter(slug=slug).first()
    if case is None:
        return _not_here(request, slug)
    meta = Meta(title=case.title, canonical=absolute(request, case.get_absolute_url()))
    return render(request, "casestudies/embed/case_study.html", {"case": case, "meta": meta})


@framable
def embedded_list(request: HttpRequest) -> HttpResponse:
    """The first case studies of a selection, in its order."""
    filterset, problems = read_selection(request, request.GET.copy(), CASE_STUDIES)
    selection, found = filterset.selection, filterset.found
    address = CASE_STUDIES.list_path + selection.query_string()
    words = _words(filterset)
    cases = found[:SHOWN]
    context = {
        "cases": cases,
        "counted": counted.case_studies(len(found)),
        "shown": len(cases) if len(found) > len(cases) else 0,
        "words": words,
        "problems": problems,
        "searched": searched_otherwise(found, selection, CASE_STUDIES.list_path),
        "address": address,
        "meta": Meta(title=_titled(words), canonical=absolute(request, address)),
    }
    return render(request, "casestudies/embed/case_study_list.html", context)


def _words(filterset: ListFilterSet) -> list[str]:
    """What narrows a list, in the words of its pills. Nothing in them is illegible: XML would not hold it."""
    selection = filterset.selection
    if not selection.narrows:
        # What nothing narrows needs no facets counted.
        return []
    return [legible(item.label) for item in narrowings(selection, filterset.facet_values())]


def _titled(words: list[str]) -> str:
    """What a list is called: as on its own page."""
    return f"{CASE_STUDIES.title}: {', '.join(words)}" if words else str(CASE_STUDIES.title)


def _not_here(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer for a case study that the public does not find, in a frame: moved, gone, or never there."""
    if now := present_slug("case_studies", slug):
        return redirect("embed-case-study", now, permanent=True)
    gone = was_public("case_studies", slug)
    meta = Meta(title=_("Withdrawn") if gone else _("Not found"))
    context = {"gone": gone, "meta": meta}
    return render(request, "casestudies/embed/not_here.html", context, status=410 if gone else 404)


@for_machines
def oembed_answer(request: HttpRequest) -> HttpResponseBase:
    """What can be shown elsewhere for an address of ours. Parameters that oEmbed does not name are passed over:
    those who ask append their own.
    """
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return problem_response(501, _("This is answered in JSON and XML only."))
    width, height = _pixels(request, "maxwidth"), _pixels(request, "maxheight")
    if not (url := request.GET.get("url", "")):
        raise BadParameters([("url", "", _("Please give the address of a case study or of a list of them."))])
    if (found := _shown(request, url)) is None:
        return problem_response(404, _("There is nothing under this address that could be shown elsewhere."))
    answer = oembed(request, *found, width, height)
    if form == "xml":
        return HttpResponse(as_xml(answer), content_type="text/xml; charset=utf-8")
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _pixels(request: HttpRequest, name: str) -> int | None:
    """A size that a parameter gives; None if it does not. Raises BadParameters for what is no size."""
    value = request.GET.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise BadParameters([(name, value, _("A size is a whole number of pixels."))])
    return int(value)


def _shown(request: HttpRequest, url: str) -> tuple[Frame, str] | None:
    """The frame and the picture of the page at an address; None if there is none, or if it holds nonsense."""
    asked = asked_page(request, url)
    if asked is None:
        return None
    if asked.name == "case-study":
        cases = CaseStudy.objects.published()
        case = cases.filter(slug=asked.slug).first()
        case = case or cases.filter(slug=present_slug("case_studies", asked.slug)).first()
        if case is None:
            return None
        return frame_of_case(request, case), absolute(request, reverse("case-study-card", args=[case.slug]))
    filterset, problems = read_selection(request, QueryDict(asked.query), CASE_STUDIES)
    if problems:
        return None
    frame = frame_of_list(request, filterset.selection, _titled(_words(filterset)))
    return frame, absolute(request, reverse("site-card"))


@for_machines
def case_study_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture of a case study."""
    refuse_unknown(Request(request), frozenset())
    case = CaseStudy.objects.published().for_cards().filter(slug=slug).first()
    if case is not None:
        return _png(drawn(picture_of_case(case)))
    if now := present_slug("case_studies", slug):
        return redirect("case-study-card", now, permanent=True)
    return elsewhere(request, "case_studies", slug, "case-study")


@for_machines
def site_card(request: HttpRequest) -> HttpResponseBase:
    """The picture of the catalogue."""
    refuse_unknown(Request(request), frozenset())
    models = CollaborationModel.objects.published().order_by("position", "slug").values_list("slug", flat=True)
    return _png(drawn(picture_of_site(list(models))))


def _png(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="image/png")
