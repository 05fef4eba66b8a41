from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from civicport.documents.importing import import_paths


class Command(BaseCommand):
    help = "Brings records into the catalogue: folders, YAML or JSON files, or a zip of them. All or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="do all of it, then undo it")
        parser.add_argument("--by", default="import_catalogue", help="the display name that the revisions bear")
        parser.add_argument("--reason", default="Imported from files", help="why, as the revisions say it")

    def handle(self, *args: Any, paths: list[Path], dry_run: bool, by: str, reason: str, **options: Any) -> None:
        watched = sys.stderr.isatty() and options["verbosity"] > 0
        bars: list[Any] = []

        def start(total: int) -> Any:
            bars.append(tqdm(total=total, unit=" records", disable=not watched, leave=False))
            return bars[0].update

        report = import_paths(paths, by, reason, dry_run=dry_run, start=start)
        for bar in bars:
            bar.close()
        if report.problems:
            for problem in report.problems:
                self.stderr.write(str(problem))
            count = len(report.problems)
            raise CommandError(f"{count} problem{'s' * (count != 1)}; nothing was changed.")
        if options["verbosity"]:
            self.stdout.write(f"{report}{' (dry run: nothing was changed)' * dry_run}.")
