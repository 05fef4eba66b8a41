"""Makes briefs of case studies. Everything in them is a record's own words, or what a facet calls a record's value."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.briefs import codes
from casestudies.briefs.brief import Brief, Model, Part, Row, Source, Statement
from casestudies.briefs.choosing import MOST_OF_A_KIND, Candidate, Cited, choose, numbered
from casestudies.models import CaseStudy, Participation
from civicport.context import the_site
from civicport.documents import kinds
from civicport.markdown import CITATION, cited, plain
from civicport.templatetags.civicport import listed
from civicport.wording import grouped, in_words, money
from collaboration_models.models import CollaborationModel

MOST_CASES = 20
FEW = 5
"""Up to how many case studies there is room for what they were about, for who started them by name, and for all of
their models; of more, the brief names the main one."""
ROOM = 124.0
"""How many lines two pages have for the case studies at a glance, statements and sources."""
_HEAD_LINE, _ADDRESS_LINE = 50, 95
"""How many characters fit a line of the title, and of the address below it: two lines of each have their room."""
_TITLE_LINE, _CELL_LINE = 42, 24
"""How many characters fit a line of the columns at a glance."""


@dataclass(frozen=True)
class Occasion:
    """What a brief is about, beyond its case studies."""

    title: str
    """The question in words."""
    found: int
    """How many case studies there are, of which the brief has the first."""
    ordering: str
    """What their order is called, for those who wonder which were left out."""
    base: str
    """The address of the catalogue, without a closing slash."""
    path: str
    """Where the brief stands in it."""
    as_of: datetime.date
    """When the catalogue last changed."""


def brief_cases() -> QuerySet[CaseStudy]:
    """The case studies that the public may see, with all that a brief reads of them, in a fixed number of queries."""
    parts = Participation.objects.select_related("organisation").order_by("position")
    return CaseStudy.objects.published().for_cards().with_document().prefetch_related(Prefetch("participations", parts))


def make_brief(cases: Sequence[CaseStudy], about: Occasion) -> Brief:
    """The brief of case studies that were read by `brief_cases`, no more than `MOST_CASES`, in their order."""
    documents = kinds.get("case_studies").public_documents([case.document for case in cases])
    # The brief of one case study bears its title.
    names = [""] if len(cases) == 1 else short_titles(cases)
    told = [
        _Told(place, case, document, name)
        for place, (case, document, name) in enumerate(zip(cases, documents, names, strict=True))
    ]
    models = _models(cases)
    glance = [_row(one, few=len(cases) <= FEW) for one in told]
    headings, candidates = zip(*_parts(told, models), strict=True)
    chosen = choose(candidates, ROOM - _head_lines(about) - sum(map(_row_lines, glance)))
    numbers = numbered(chosen)
    return Brief(
        title=about.title,
        lede=_lede(len(cases), about),
        kind=_("%(site)s brief") % {"site": the_site().name},
        columns=[
            _("Case study") if len(cases) <= FEW else _("Case study and main model"),
            _("Where and when"),
            _("Started by"),
            _("Paid by"),
        ],
        glance_heading=_("At a glance"),
        glance=glance,
        parts=[
            Part(heading, [_statement(one, numbers) for one in taken], _note(len(taken), len(part)))
            for heading, taken, part in zip(headings, chosen, candidates, strict=True)
            if cases
        ],
        sources_heading=_("Sources"),
        sources=[Source(number, one.title, one.detail, one.url, one.lang) for one, number in numbers.items()],
        rule=_(
            "The statements are the catalogue's own, whole and unchanged. They were chosen by rule: each part in turn"
            " takes a statement of the record that has been quoted least so far, of equals the first, those with a"
            " source before those without; at most %(most)s for each part, and as many as two pages hold."
        )
        % {"most": MOST_OF_A_KIND},
        licence=_("By the contributors of %(site)s, free to use under CC BY 4.0.") % {"site": the_site().name},
        date=about.as_of,
        dated=_("The catalogue as of %(date)s") % {"date": date_format(about.as_of, "j F Y")},
        base=about.base,
        path=about.path,
        address_label=_("Permanent address"),
        qr=codes.as_svg(about.base + about.path),
        qr_label=_("QR code of the permanent address"),
    )


def short_titles(cases: Sequence[CaseStudy]) -> list[str]:
    """What each is called beside the others: what stands before its colon, or all where another begins alike."""
    short = [case.title.split(": ")[0] for case in cases]
    return [name if short.count(name) == 1 else case.title for name, case in zip(short, cases, strict=True)]


def _lede(shown: int, about: Occasion) -> str:
    if about.found == 1:
        return ""
    counted = ngettext("%(count)s case study.", "%(count)s case studies.", about.found) % {
        "count": grouped(about.found)
    }
    if shown >= about.found:
        return counted
    rest = about.found - shown
    rule = ngettext(
        "The first %(shown)s of them stand here, ordered by “%(ordering)s”; %(rest)s is left out.",
        "The first %(shown)s of them stand here, ordered by “%(ordering)s”; %(rest)s are left out.",
        rest,
    )
    return f"{counted} " + rule % {"shown": shown, "ordering": about.ordering, "rest": grouped(rest)}


def _note(shown: int, known: int) -> str:
    if not known:
        return _("Not known.")
    if shown == known:
        return ""
    if not shown:
        return _("There was no room for any of %(known)s.") % {"known": known}
    return _("%(shown)s of %(known)s stand here.") % {"shown": shown, "known": known}


def _statement(chosen: Candidate, numbers: Mapping[Cited, int]) -> Statement:
    sources = tuple(dict.fromkeys(numbers[cited] for cited in chosen.cites))
    return Statement(chosen.text, chosen.by, chosen.url, chosen.title, sources)


class _Told:
    """A record whose statements may be chosen: its document, its place among the others, and what it is called."""

    def __init__(self, place: int, record: Any, document: Mapping[str, Any], name: str) -> None:
        self.place, self.record, self.document, self.name = place, record, document, name
        self.url = record.get_absolute_url()
        self.sources = {source["key"]: _cited(source) for source in document.get("sources", [])}

    def says(self, text: str, href: str, keys: Sequence[str] = (), title: str = "") -> Candidate:
        cites = tuple(dict.fromkeys(self.sources[key] for key in keys if key in self.sources))
        return Candidate(self.place, text, self.name, href, title, cites)

    def prose(self, name: str, section: str) -> Iterator[Candidate]:
        if name in self.document:
            text = self.document[name]
            yield self.says(plain(text), f"{self.url}#{section}", _keys(text))

    def takeaways(self, name: str, address: Callable[[str], str]) -> Iterator[Candidate]:
        for entry in self.document.get(name, []):
            text = entry["text"]
            yield self.says(plain(text), address(entry["key"]), _keys(text), entry.get("title", ""))

    def of_case(self, name: str) -> Iterator[Candidate]:
        return self.takeaways(name, lambda key: reverse("takeaway", args=[self.record.slug, key]))


def _parts(told: Sequence[_Told], models: Sequence[_Told]) -> Iterator[tuple[str, list[Candidate]]]:
    """The headings, each with all the statements that could stand under it."""
    if len(told) <= FEW:
        yield _("What it was about"), [one.says(one.record.summary, one.url) for one in told]
        yield _("Who started it"), [said for one in told for said in one.prose("initiator_note", "initiator")]
    yield _("Who paid, and what it cost"), [said for one in told for said in _paid(one)]
    yield _("What went wrong"), [said for one in told for said in one.of_case("challenges")]
    yield _("What they learnt"), [said for one in told for said in one.of_case("lessons")]
    yield _("What to do next"), [said for one in told for said in one.of_case("recommendations")]
    yield (
        _("What the collaboration models recommend"),
        [said for one in models for said in one.takeaways("recommendations", f"{one.url}#{{}}".format)],
    )


def _paid(one: _Told) -> Iterator[Candidate]:
    for entry in one.document.get("costs", []):
        label = f"{entry['label']}, {entry['year']}" if "year" in entry else entry["label"]
        yield one.says(f"{label}: {money(entry['amount'], entry['currency'])}", f"{one.url}#funding", [entry["source"]])
    yield from one.prose("funding_note", "funding")


def _models(cases: Sequence[CaseStudy]) -> list[_Told]:
    """The models of these case studies: those of the most first."""
    slugs = [model.slug for case in cases for model in case.model_list]
    found = {model.slug: model for model in CollaborationModel.objects.published().for_detail().filter(slug__in=slugs)}
    ranked = sorted(found, key=lambda slug: (-slugs.count(slug), slugs.index(slug)))
    return [
        _Told(len(cases) + place, found[slug], found[slug].document, found[slug].name)
        for place, slug in enumerate(ranked)
    ]


def _row(one: _Told, *, few: bool) -> Row:
    case = one.record
    started_by = listed(case.initiator_names)
    if few:
        initiators = [link.organisation.name for link in case.participations.all() if link.role == "initiator"]
        started_by = "; ".join(filter(None, [in_words(initiators), started_by]))
    return Row(
        title=case.title,
        url=one.url,
        models=[
            Model(model.name, model.slug, model.get_absolute_url()) for model in case.model_list[: None if few else 1]
        ],
        where=case.countries_in_words or _("not known"),
        when=case.years_in_words,
        started_by=started_by or _("not known"),
        paid_by=listed(case.funding_names) or _("not known"),
    )


def _head_lines(about: Occasion) -> float:
    """How many lines of text the head is higher than usual. A title is set larger, an address smaller."""
    title = ceil(len(about.title) / _HEAD_LINE) - 2
    address = ceil(len(about.base + about.path) / _ADDRESS_LINE) - 2
    return 1.8 * max(title, 0) + 0.9 * max(address, 0)


def _row_lines(row: Row) -> float:
    """How many lines of text a row is as high as; it is set smaller."""
    first = ceil(len(row.title) / _TITLE_LINE) + ceil(sum(len(model.name) + 5 for model in row.models) / _TITLE_LINE)
    second = ceil(len(row.where) / _CELL_LINE) + ceil(len(row.when) / _CELL_LINE)
    cells = [ceil(len(text) / _CELL_LINE) for text in (row.started_by, row.paid_by)]
    return max(first, second, *cells) * 0.85 + 0.4


def _keys(text: str) -> list[str]:
    """The keys that a text cites. The parser is asked only where a backslash could make a mark none."""
    return cited(text) if "\\" in text else CITATION.findall(text)


def _cited(source: Mapping[str, Any]) -> Cited:
    host = (urlsplit(source.get("url", "")).hostname or "").removeprefix("www.")
    detail = [source.get("publisher", ""), str(source.get("year", "")), host or _("not on the web")]
    return Cited(source["title"], ", ".join(filter(None, detail)), source.get("url", ""), source.get("language", ""))
