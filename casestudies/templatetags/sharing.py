"""What pages say to be shown elsewhere, and what is shown there."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from casestudies.finding.selection import Selection
from casestudies.models import CaseStudy
from casestudies.sharing import drawings
from casestudies.sharing.frames import Frame, frame_of_case, frame_of_list
from casestudies.sharing.pictures import HEIGHT, WIDTH, picture_of_site
from civicport.addresses import absolute

register = template.Library()


@register.inclusion_tag("components/picture_meta.html", takes_context=True)
def picture_meta(context: Any) -> dict[str, Any]:
    """The picture that networks show beside a link to this page: its own or else the catalogue's."""
    meta = context["meta"]
    own = {"url": meta.image, "alt": meta.image_alt}
    usual = {"url": absolute(context["request"], reverse("site-card")), "alt": picture_of_site(()).alt}
    return {**(own if meta.image else usual), "width": WIDTH, "height": HEIGHT}


@register.inclusion_tag("components/embed_code.html", takes_context=True)
def embed_case_study(context: Any, case: CaseStudy) -> dict[str, Frame]:
    """How to show a case study on another page."""
    return {"frame": frame_of_case(context["request"], case)}


@register.inclusion_tag("components/embed_code.html", takes_context=True)
def embed_case_studies(context: Any, selection: Selection) -> dict[str, Frame]:
    """How to show a selection of case studies on another page; it is called what this page is called."""
    return {"frame": frame_of_list(context["request"], selection, context["meta"].title)}


@register.simple_tag
def drawn_flag(slug: str) -> SafeString:
    """The flag of a collaboration model, drawn in the page itself: in a frame, a browser may refuse it the sprite."""
    marks = '<svg class="flag" width="36" height="24" aria-hidden="true" focusable="false"'
    return mark_safe(drawings.flag(slug).replace("<svg", marks, 1))  # noqa: S308  (of our own drawings)
