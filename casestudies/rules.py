"""The rules across case studies, organisations and tools."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from casestudies.models import CaseStudyTool, Organisation, Participation, Relation, Tool, ToolMaintainer
from civicport.rules import Breach, rule

# Relations that have a direction: both ends cannot say the same of each other.
DIRECTED = ("replicates", "inspired-by", "part-of")


@rule
def relations_do_not_contradict_each_other() -> Iterator[Breach]:
    """Two cases do not each replicate, or belong to, or draw on the other; nor does a chain of them come back."""
    for kind in DIRECTED:
        links: dict[str, list[str]] = {}
        pairs = Relation.objects.filter(relation=kind).order_by("case_study__slug", "to__slug")
        for source, target in pairs.values_list("case_study__slug", "to__slug"):
            links.setdefault(source, []).append(target)
        for circle in _circles(links):
            way = " → ".join([*circle, circle[0]])
            yield Breach(f"case_studies/{circle[0]}", f"the relation “{kind}” runs in a circle: {way}.")


def _circles(links: dict[str, list[str]]) -> Iterator[list[str]]:
    """The circles in a graph, each once, beginning with its first slug."""
    done: set[str] = set()
    for start in sorted(links):
        path = [start]
        branches = [iter(links.get(start, []))]
        while branches and start not in done:
            step = next(branches[-1], None)
            if step is None:
                branches.pop()
                done.add(path.pop())
            elif step in path:
                circle = path[path.index(step) :]
                first = circle.index(min(circle))
                yield circle[first:] + circle[:first]
            elif step not in done:
                path.append(step)
                branches.append(iter(links.get(step, [])))


@rule
def organisations_are_named_by_somebody() -> Iterator[Breach]:
    """Every organisation took part in a case study or maintains a tool, published or not."""
    unnamed = Organisation.objects.exclude(
        Exists(Participation.objects.filter(organisation=OuterRef("pk")))
        | Exists(ToolMaintainer.objects.filter(organisation=OuterRef("pk")))
    )
    for slug in unnamed.order_by("slug").values_list("slug", flat=True):
        yield Breach(f"organisations/{slug}", "no case study and no tool names it.")


@rule
def tools_are_named_by_somebody() -> Iterator[Breach]:
    """Every tool was used or made in a case study, published or not."""
    unnamed = Tool.objects.exclude(Exists(CaseStudyTool.objects.filter(tool=OuterRef("pk"))))
    for slug in unnamed.order_by("slug").values_list("slug", flat=True):
        yield Breach(f"tools/{slug}", "no case study names it.")


@rule
def copies_come_after_originals() -> Iterator[Breach]:
    """What replicates another case did not start before it."""
    pairs = Relation.objects.filter(relation="replicates").select_related("case_study", "to")
    for relation in pairs.order_by("case_study__slug", "to__slug"):
        copy, original = relation.case_study, relation.to
        if copy.start_year and original.start_year and copy.start_year < original.start_year:
            yield Breach(
                f"case_studies/{copy.slug}",
                f"it replicates “{original.slug}” but started before it, in {copy.start_year}.",
            )
