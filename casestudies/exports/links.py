"""Where a selection can be taken away: the addresses of its files and feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.exports.formats import CASE_STUDY_FORMATS, CITATION_FORMATS, LESSON_FORMATS, Format
from casestudies.finding.selection import Selection


@dataclass(frozen=True)
class Download:
    """A file or a feed: what it is called, where it is, and what it is good for."""

    label: str
    url: str
    hint: str


def downloads(selection: Selection) -> list[Download]:
    """A selection of case studies as files, and on the API."""
    files = _links("case-study-export", CASE_STUDY_FORMATS, selection)
    return [*_briefs(selection), *files, _on_the_api("case-study-api-list", selection)]


def references(selection: Selection) -> list[Download]:
    """A selection of case studies as works to cite."""
    return _links("case-study-export", CITATION_FORMATS, selection)


def citation_files(slug: str) -> list[Download]:
    """One case study as a work to cite."""
    return [
        Download(str(item.label), reverse("case-study-cite", args=[slug, item.name]), str(item.hint))
        for item in CITATION_FORMATS
    ]


def lesson_downloads(selection: Selection) -> list[Download]:
    """A selection of lessons as files, and on the API."""
    return [*_links("lesson-export", LESSON_FORMATS, selection), _on_the_api("lesson-api-list", selection)]


def feeds(selection: Selection) -> list[Download]:
    """What is new and changed in a selection of case studies; always in that order."""
    query = replace(selection, ordering="").query_string()
    hint = _("New and changed case studies of this selection.")
    return [
        Download(_("Atom"), reverse("case-study-feed") + query, hint),
        Download(_("JSON Feed"), reverse("case-study-json-feed") + query, hint),
    ]


def _briefs(selection: Selection) -> list[Download]:
    query = selection.query_string()
    hint = _("One or two pages to take into a meeting, on up to twenty case studies.")
    return [
        Download(label, reverse("case-study-brief-file", args=[form]) + query, hint)
        for form, label in (("pdf", _("Brief (PDF)")), ("docx", _("Brief (Word)")))
    ]


def _on_the_api(view: str, selection: Selection) -> Download:
    return Download(_("API"), reverse(view) + selection.query_string(), _("Page by page, for programs."))


def _links(view: str, formats: Sequence[Format], selection: Selection) -> list[Download]:
    query = selection.query_string()
    return [Download(str(item.label), reverse(view, args=[item.name]) + query, str(item.hint)) for item in formats]
