from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civicport.documents.exporting import ExportError, export_to


class Command(BaseCommand):
    help = "Writes the catalogue out as the canonical files from which it can be imported again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--include-unpublished", action="store_true", help="drafts and withdrawn records too")

    def handle(self, *args: Any, folder: Path, include_unpublished: bool, **options: Any) -> None:
        try:
            count = export_to(folder, include_unpublished=include_unpublished)
        except ExportError as error:
            raise CommandError(str(error)) from None
        if options["verbosity"]:
            self.stdout.write(f"{count} records written to {folder}.")
