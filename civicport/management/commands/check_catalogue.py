from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civicport.rules import breaches


class Command(BaseCommand):
    help = "Checks the rules across records; exit code 1 if any is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for breach in breaches():
            count += 1
            self.stderr.write(str(breach))
        if count:
            raise CommandError(f"{count} breach{'es' * (count != 1)} of the catalogue's rules.")
        if options["verbosity"]:
            self.stdout.write("Every rule across records holds.")
