"""What changes between two documents, line by line of their canonical YAML."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from civicport.documents.exporting import in_order
from civicport.documents.writing import to_yaml

CONTEXT_LINES = 2


@dataclass(frozen=True)
class Line:
    """A line of a difference: "added", "removed", "same", or a "gap" where equal lines are left out."""

    kind: str
    text: str


def as_yaml(kind: str, document: dict[str, Any] | None) -> str:
    """A stored document as canonical YAML; empty for none."""
    return to_yaml(in_order(kind, document)) if document else ""


def difference(kind: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> Sequence[Line]:
    """The lines that differ, with a little of what stands around them; empty for equal documents."""
    before, after = as_yaml(kind, old).splitlines(), as_yaml(kind, new).splitlines()
    lines: list[Line] = []
    for line in difflib.unified_diff(before, after, n=CONTEXT_LINES, lineterm=""):
        if line.startswith(("---", "+++")) and not lines:
            continue  # The heads of a file: here they have no name.
        if line.startswith("@@"):
            lines.append(Line("gap", ""))
        else:
            lines.append(Line({"+": "added", "-": "removed"}.get(line[:1], "same"), line[1:]))
    return lines[1:]
