"""A brief as a PDF that opens with its title, reads aloud in its order, and is the same for the same brief."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from casestudies.briefs.brief import Brief
from casestudies.sharing.drawings import colours, flag
from casestudies.sharing.typesetting import typeset
from civicport.context import the_site

TEMPLATE = Path(__file__).with_name("brief.typ")
MEDIA_TYPE = "application/pdf"


def as_pdf(brief: Brief) -> bytes:
    """The brief on A4, tagged (PDF/UA-1).

    With text in a script that typst's own fonts lack, it keeps its tags but is not called PDF/UA: the standard wants
    every sign drawn. Other fonts are not asked, so that every machine makes the same file.
    """
    try:
        return _compiled(brief, ["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(brief, [])


def _compiled(brief: Brief, standards: list[Any]) -> bytes:
    made = datetime.datetime.combine(brief.date, datetime.time(), datetime.UTC)
    how = {"format": "pdf", "pdf_standards": standards, "timestamp": int(made.timestamp())}
    return typeset(TEMPLATE, _data(brief), **how)


def _data(brief: Brief) -> dict[str, Any]:
    language, _dash, region = settings.LANGUAGE_CODE.partition("-")
    return {
        **asdict(brief),
        "date": None,
        "day": [brief.date.year, brief.date.month, brief.date.day],
        "address": brief.address,
        "author": the_site().name,
        "lang": language,
        "region": region,
        "colours": colours(),
        "flags": {model.slug: flag(model.slug) for row in brief.glance for model in row.models},
    }
