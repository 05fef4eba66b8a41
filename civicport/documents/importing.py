"""Brings files into the catalogue: reads all, checks all, reports every problem at once, then writes or does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from civicport.documents.accepting import accept_all
from civicport.documents.files import Gathered, gather
from civicport.documents.problems import Problem, Refused
from civicport.documents.storing import Accepted, Outcome


@dataclass
class ImportReport:
    """What an import did or, with problems, did not do."""

    accepted: list[Accepted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many records were created, changed or unchanged."""
        return [item.outcome for item in self.accepted].count(outcome)

    def __str__(self) -> str:
        return ", ".join(f"{self.count(outcome)} {outcome}" for outcome in get_args(Outcome))


def import_paths(
    paths: list[Path],
    by: str,
    reason: str,
    *,
    dry_run: bool = False,
    start: Callable[[int], Callable[[int], object]] = lambda total: lambda done: None,
) -> ImportReport:
    """Imports folders, files and zips of them in one transaction.

    `start` is told how many documents there are and gives what hears of each that has been checked. With problems,
    nothing is written, and the report has them all.
    """
    gathered: Gathered = gather(paths)
    try:
        progress = start(len(gathered.submissions))
        accepted = accept_all(
            gathered.submissions, by, reason, dry_run=dry_run or bool(gathered.problems), progress=progress
        )
    except Refused as refused:
        return ImportReport(problems=gathered.problems + refused.problems)
    if gathered.problems:
        return ImportReport(problems=gathered.problems)
    return ImportReport(accepted)
