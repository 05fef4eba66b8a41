"""The formats in which a selection can be taken away, by the name that they have in addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casestudies.exports import archives, citations, documents
from casestudies.exports.labels import Labels
from casestudies.exports.reading import Selected
from casestudies.exports.spreadsheets import csv_file
from casestudies.exports.tables import (
    case_records,
    entries,
    lesson_records,
    lessons,
    values,
    wide,
)
from casestudies.exports.xlsx import workbook


@dataclass(frozen=True)
class Format:
    """A format: its name in addresses, what readers call it, what it is good for, and how it is written."""

    name: str
    label: str | Promise
    hint: str | Promise
    ending: str
    media_type: str
    write: Callable[[Any], Iterator[bytes]]
    """Gives the file, in blocks, of a `Selected`; of citations, of any number of them."""
    what: str = "case-studies"
    """What is inside, for the file's name."""


def _cases_csv(selected: Selected) -> Iterator[bytes]:
    return csv_file(wide("case_studies", ""), case_records(selected))


def _values_csv(selected: Selected) -> Iterator[bytes]:
    labels = Labels()
    return csv_file(values(labels), case_records(selected, labels))


def _cases_xlsx(selected: Selected) -> Iterator[bytes]:
    labels = Labels()
    tables = [wide("case_studies", str(_("Case studies"))), values(labels), entries("sources", str(_("Sources")))]
    return workbook(selected, tables, lambda: case_records(selected, labels))


def _lessons_csv(selected: Selected) -> Iterator[bytes]:
    return csv_file(lessons(), lesson_records(selected))


def _lessons_xlsx(selected: Selected) -> Iterator[bytes]:
    return workbook(selected, [lessons(), entries("sources", str(_("Sources")))], lambda: lesson_records(selected))


CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CASE_STUDY_FORMATS = (
    Format("csv", _("CSV"), _("One row a case study, for a spreadsheet."), "csv", CSV, _cases_csv),
    Format("csv-long", _("CSV, long"), _("One row a value: every list whole, with labels."), "csv", CSV, _values_csv,
           "case-study-values"),
    Format("xlsx", _("XLSX"), _("Case studies, values and sources on sheets of one workbook."), "xlsx", XLSX,
           _cases_xlsx),
    Format("json", _("JSON"), _("The whole documents."), "json", "application/json", documents.case_studies_as_json),
    Format("geojson", _("GeoJSON"), _("The places, for a map."), "geojson", "application/geo+json",
           documents.as_geojson),
    Format("json-ld", _("JSON-LD"), _("Linked data in the words of schema.org."), "jsonld", "application/ld+json",
           documents.as_json_ld),
    Format("yaml", _("YAML"), _("A zip of documents that another catalogue can import."), "zip", "application/zip",
           archives.as_yaml, "case-studies-yaml"),
)  # fmt: skip

CITATION_FORMATS = (
    Format("bibtex", _("BibTeX"), _("For LaTeX and JabRef."), "bib", "application/x-bibtex; charset=utf-8",
           citations.as_bibtex, "case-study-citations"),
    Format("ris", _("RIS"), _("For EndNote, Citavi and most others."), "ris",
           "application/x-research-info-systems; charset=utf-8", citations.as_ris, "case-study-citations"),
    Format("csl-json", _("CSL-JSON"), _("For Zotero and Pandoc."), "json",
           "application/vnd.citationstyles.csl+json", citations.as_csl, "case-study-citations"),
)  # fmt: skip

LESSON_FORMATS = (
    Format("csv", _("CSV"), _("One row a lesson, for a spreadsheet."), "csv", CSV, _lessons_csv, "lessons"),
    Format("xlsx", _("XLSX"), _("Lessons and their sources on sheets of one workbook."), "xlsx", XLSX, _lessons_xlsx,
           "lessons"),
    Format("json", _("JSON"), _("Lessons with their sources."), "json", "application/json",
           documents.lessons_as_json, "lessons"),
)  # fmt: skip
