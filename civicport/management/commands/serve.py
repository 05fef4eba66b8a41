"""``manage.py serve``: what ``make run`` runs."""

from typing import Any

from django.core.management.base import BaseCommand

from civicport.serving import serve


class Command(BaseCommand):
    """A thin shell around civicport.serving."""

    help = "Prepares what is missing (tables, content, static files), starts the web server and prints its address."

    def handle(self, *args: Any, **options: Any) -> None:
        serve(self.say)

    def say(self, sentence: str) -> None:
        """At once, even when nobody watches: a program that started us may wait for the line."""
        self.stdout.write(sentence)
        self.stdout.flush()
