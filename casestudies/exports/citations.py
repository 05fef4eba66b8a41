"""Case studies as works to cite: BibTeX, RIS, CSL-JSON, the plain text, and what Zotero reads from a page.

What is cited is the present revision, so its date is the date of the citation.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casestudies.exports.documents import array
from casestudies.exports.reading import Selected, tell_all
from casestudies.exports.schema_org import Article
from casestudies.exports.spreadsheets import blocks
from civicport.addresses import absolute
from civicport.context import the_site

# Under this name the content's licence wants to be named.
AUTHOR = "CivicPort contributors"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # A brace counts for BibTeX even behind a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


@dataclass(frozen=True)
class Citation:
    """A revision of a case study as a work."""

    key: str
    title: str
    summary: str
    url: str
    revision: int
    published: datetime.date
    changed: datetime.date
    keywords: tuple[str, ...]
    author: str = AUTHOR

    @property
    def site(self) -> str:
        return the_site().name

    @property
    def text(self) -> str:
        """The citation as a sentence of a list of references."""
        return _("%(author)s (%(year)s): %(title)s. %(site)s, revision %(revision)s of %(date)s. %(url)s") % {
            "author": self.author,
            "year": self.changed.year,
            "title": self.title.rstrip("."),
            "site": self.site,
            "revision": self.revision,
            "date": date_format(self.changed, "j F Y"),
            "url": self.url,
        }

    def meta(self) -> list[tuple[str, str]]:
        """The meta elements that Zotero and its kin read, as names and contents."""
        return [
            ("citation_title", self.title),
            ("citation_author", self.author),
            ("citation_publication_date", self.changed.strftime("%Y/%m/%d")),
            ("citation_online_date", self.published.strftime("%Y/%m/%d")),
            ("citation_publisher", self.site),
            ("citation_language", settings.LANGUAGE_CODE),
            ("citation_abstract", self.summary),
            ("citation_public_url", self.url),
            *(("citation_keywords", keyword) for keyword in self.keywords),
        ]

    def bibtex(self) -> str:
        fields = {
            "author": f"{{{_latex(self.author)}}}",
            "title": f"{{{_latex(self.title)}}}",
            "year": str(self.changed.year),
            "howpublished": _latex(_("Case study, %(site)s") % {"site": self.site}),
            "note": _latex(_("Revision %(revision)s") % {"revision": self.revision}),
            "abstract": _latex(self.summary),
            "keywords": _latex(", ".join(self.keywords)),
            "language": "british",
            "url": self.url,
        }
        lines = [f"{name} = {{{value}}}" for name, value in fields.items() if value]
        # The month is a macro, which each style writes in its own way.
        lines.append(f"month = {_MONTHS[self.changed.month - 1]}")
        return "".join([f"@misc{{{self.key}", *(f",\n  {line}" for line in lines), "\n}\n\n"])

    def ris(self) -> str:
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            ("TI", self.title),
            ("AU", self.author),
            ("PY", str(self.changed.year)),
            ("DA", self.changed.strftime("%Y/%m/%d/")),
            ("T2", self.site),
            ("ET", str(self.revision)),
            ("AB", self.summary),
            *(("KW", keyword) for keyword in self.keywords),
            ("LA", settings.LANGUAGE_CODE),
            ("UR", self.url),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in fields) + "\r\n"

    def csl(self) -> dict[str, Any]:
        day = self.changed
        return {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": self.site,
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "version": str(self.revision),
            "abstract": self.summary,
            "language": settings.LANGUAGE_CODE,
            "URL": self.url,
        }


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def citation(request: HttpRequest, article: Article) -> Citation:
    """The citation of a case study that was read with `for_detail`."""
    return Citation(
        key=f"civicport-{article.case.slug}",
        title=article.title,
        summary=article.summary,
        url=absolute(request, article.case.get_absolute_url()),
        revision=article.revision,
        published=timezone.localdate(article.published),
        changed=timezone.localdate(article.changed),
        keywords=tuple(term.name for term in article.case.term_list("themes")),
    )


def citations(selected: Selected) -> Iterator[Citation]:
    """The case studies of a selection in its order."""
    return (citation(selected.request, told) for part in tell_all(selected) for told in part)


def as_bibtex(works: Iterable[Citation]) -> Iterator[bytes]:
    return blocks(work.bibtex() for work in works)


def as_ris(works: Iterable[Citation]) -> Iterator[bytes]:
    return blocks(work.ris() for work in works)


def as_csl(works: Iterable[Citation]) -> Iterator[bytes]:
    return blocks(array(work.csl() for work in works), ["\n"])
