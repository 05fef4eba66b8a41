"""How it is shown which case study came of which: as a drawing, and as an outline that says the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.drawing.layers import HEIGHT, Layers, Spot, Step, in_lines, layered, way
from casestudies.drawing.names import shortened
from casestudies.finding.descent import Tie
from casestudies.models import CaseStudy
from civicport.models import Term
from civicport.templatetags.civicport import listed
from civicport.wording import countries_in_words, in_words

RELATIONS: dict[str, tuple[Any, Any]] = {
    "replicates": (gettext_lazy("Replicates"), gettext_lazy("Replicated by")),
    "part-of": (gettext_lazy("Part of"), gettext_lazy("Includes")),
    "inspired-by": (gettext_lazy("Inspired by"), gettext_lazy("Inspired")),
    "see-also": (gettext_lazy("See also"), gettext_lazy("See also")),
}
"""What a relation is called from its own end, and from the other."""
USED = "used"
LONGEST_DETAIL = 32
"""How many letters a line of small print in a box takes."""

Names = Mapping[tuple[str, str], str]
"""What the values of forms and levels are called, by vocabulary and slug."""


@dataclass(frozen=True)
class Change:
    """A fact that is not the same in two case studies, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Box:
    """A case study in the drawing, or a tool."""

    title: str
    url: str
    spot: Spot
    lines: Sequence[str]
    details: Sequence[str]
    outside: bool = False
    """Whether the selection does not hold it,"""
    here: bool = False
    """and whether it is the one whose page this is."""


@dataclass(frozen=True)
class Line:
    """A tie in the drawing: its path, where it ends, and what it is called where."""

    relation: str
    label: str
    path: str
    end: Spot
    label_y: float


@dataclass(frozen=True)
class ToldTie:
    """A tie in words, from the end of the later case study, and what changed on the way."""

    label: str
    earlier: CaseStudy
    changes: Sequence[Change]
    same: str
    """What did not change, in words; empty if nothing is known to be the same."""


@dataclass(frozen=True)
class Entry:
    """A case study in the outline. `opens`: others stand below it; `closes`: that many outlines end after it."""

    case: CaseStudy
    outside: bool
    ties: Sequence[ToldTie]
    opens: bool
    closes: int


@dataclass(frozen=True)
class Drawing:
    """Boxes in generations, joined by lines."""

    boxes: Sequence[Box]
    lines: Sequence[Line]
    width: float
    height: float


@dataclass(frozen=True)
class ShownLineage(Drawing):
    """Case studies that hang together, drawn and in words."""

    title: str
    note: str
    """What of the lineage is shown, if not all."""
    entries: Sequence[Entry]


@dataclass(frozen=True)
class ShownTool(Drawing):
    """A tool with case studies that used or made it, drawn and in words."""

    title: str
    url: str
    note: str
    """What of the case studies is shown."""
    cases: Sequence[CaseStudy]


def choice_names(*vocabularies: str) -> dict[tuple[str, str], str]:
    """What the values of these vocabularies are called, by vocabulary and slug. One query."""
    terms = Term.objects.filter(vocabulary__in=vocabularies)
    return {(term.vocabulary, term.slug): term.name for term in terms}


def shown_lineage(
    cases: Sequence[CaseStudy],
    ties: Sequence[Tie],
    names: Names,
    *,
    selected: Collection[int] | None = None,
    here: int = 0,
    note: str = "",
) -> ShownLineage:
    """A lineage of case studies that were read `for_cards`. Those that are not `selected` are outside; None: all are
    inside."""
    by_age = sorted(cases, key=lambda case: (case.start_year or 9999, case.sort_key, case.slug))
    known = {case.pk: case for case in by_age}
    ties = [tie for tie in ties if tie.later in known and tie.earlier in known]
    layers = layered([case.pk for case in by_age], [(tie.later, tie.earlier) for tie in ties])
    boxes = {
        step.key: _box(
            known[step.key],
            layers.spots[step.key],
            outside=selected is not None and step.key not in selected,
            here=step.key == here,
        )
        for step in layers.steps
    }
    told = {key: [_told(tie, known, names) for tie in ties if tie.later == key] for key in boxes}
    return ShownLineage(
        title=known[layers.steps[0].key].title if layers.steps else "",
        note=note,
        boxes=list(boxes.values()),
        lines=_lines(ties, layers),
        entries=[
            Entry(known[step.key], boxes[step.key].outside, told[step.key], opens, closes)
            for step, opens, closes in _nested(layers.steps)
        ],
        width=layers.width,
        height=layers.height,
    )


def shown_tool(slug: str, name: str, cases: Sequence[CaseStudy], note: str) -> ShownTool:
    """A tool with these case studies, which were read `for_cards`, in their order."""
    tool = 0
    ties = [Tie(case.pk, tool, USED) for case in cases]
    layers = layered([tool, *(case.pk for case in cases)], [(tie.later, tie.earlier) for tie in ties])
    url = reverse("tool", args=[slug])
    return ShownTool(
        boxes=[
            Box(name, url, layers.spots[tool], in_lines(name), [_("Tool")]),
            *(_box(case, layers.spots[case.pk]) for case in cases),
        ],
        lines=_lines(ties, layers),
        width=layers.width,
        height=layers.height,
        title=name,
        url=url,
        note=note,
        cases=cases,
    )


def changes(earlier: CaseStudy, later: CaseStudy, names: Names) -> tuple[list[Change], str]:
    """The facts that are known of both case studies: those that differ, and in words those that do not."""
    found, same = [], []
    for label, before, after in zip(_LABELS, _facts(earlier, names), _facts(later, names), strict=True):
        if not (before.values and after.values):
            continue
        if before.values == after.values:
            same.append(str(label).lower())
        else:
            found.append(Change(str(label), before.told, after.told))
    return found, in_words(same)


_LABELS = (
    gettext_lazy("Countries"),
    gettext_lazy("Level"),
    gettext_lazy("Form"),
    gettext_lazy("Collaboration models"),
    gettext_lazy("Who started it"),
    gettext_lazy("Who paid"),
)


@dataclass(frozen=True)
class _Fact:
    """The values of a fact, none where they are not known, and how they are told."""

    values: frozenset[str]
    told: str


def _facts(case: CaseStudy, names: Names) -> list[_Fact]:
    """The facts of a case study, one for each of the labels."""
    several = [
        [names.get(("levels", case.level), case.level)] if case.level else [],
        [names.get(("forms", case.form), case.form)] if case.form else [],
        [model.name for model in case.model_list],
        case.initiator_names,
        case.funding_names,
    ]
    where = _Fact(frozenset(case.country_codes), case.countries_in_words)
    return [where, *(_Fact(frozenset(values), listed(values)) for values in several)]


def _box(case: CaseStudy, spot: Spot, *, outside: bool = False, here: bool = False) -> Box:
    where = countries_in_words(case.country_codes, most=1)
    details = [shortened(text, LONGEST_DETAIL) for text in (where, case.years_in_words) if text]
    if outside:
        details.append(_("Not in this selection"))
    return Box(case.title, case.get_absolute_url(), spot, in_lines(case.title), details, outside, here)


def _told(tie: Tie, known: Mapping[int, CaseStudy], names: Names) -> ToldTie:
    earlier = known[tie.earlier]
    changed, same = changes(earlier, known[tie.later], names)
    return ToldTie(str(RELATIONS[tie.relation][0]), earlier, changed, same)


def _lines(ties: Sequence[Tie], layers: Layers) -> list[Line]:
    """A line for each tie. Read from left to right, it is called what the earlier one says of the later."""
    coming: dict[int, int] = {}
    lines = []
    for tie in ties:
        end = layers.spots[tie.later]
        place = coming[tie.later] = coming.get(tie.later, -1) + 1
        # What several ties to one box are called stands above each other.
        label_y = end.y + HEIGHT / 2 - 7 - 15 * place
        path = way(layers.spots[tie.earlier], end)
        label = _("Used in") if tie.relation == USED else str(RELATIONS[tie.relation][1])
        lines.append(Line(tie.relation, label, path, end, label_y))
    return lines


def _nested(steps: Sequence[Step]) -> list[tuple[Step, bool, int]]:
    """Each step, whether others stand below it, and how many outlines end after it."""
    depths = [step.depth for step in steps] + [0]
    return [
        (step, depths[place + 1] > step.depth, max(step.depth - depths[place + 1], 0))
        for place, step in enumerate(steps)
    ]
