"""The index of a list, as this process holds it: built from the documents, and brought up to date by what changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread
from time import perf_counter

from django.db import connection

from casestudies.finding.index.entries import CaseStudies, Source, Takeaways
from casestudies.finding.index.names import naming, read_names
from casestudies.finding.index.state import State
from casestudies.finding.version import Version
from casestudies.finding.words.suggestions import NAMES
from casestudies.finding.words.text_index import TextIndex
from casestudies.models import CaseStudy
from civicport.models import Record

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 500
"""How many case studies a reader waits for. More are indexed while readers go on with what was there before."""


@dataclass(frozen=True)
class Held:
    """A list, and the version that it has reached."""

    version: Version
    state: State
    texts: TextIndex | None
    """What the words are changed in; None after a failure, which may have left half of a change in it."""


@dataclass(frozen=True)
class Changes:
    """What happened since a version of the catalogue."""

    cases: Sequence[int]
    """The case studies that must be looked at anew: those that changed, and those that name what changed."""
    others: bool
    """Whether anything else has changed than case studies, so that things may have other names now."""


class Index:
    """One list. Any thread may ask; one at a time brings it up to date."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._held: Held | None = None
        self._lock = Lock()
        self._behind: Thread | None = None

    def current(self) -> tuple[State, bool]:
        """The list as the catalogue has it now, and True; or, while much is being indexed, as it was, and False."""
        held = self._held
        if held is not None and held.version == Version.current():
            return held.state, True
        with self._lock:
            # Read again: another thread may have been here since, with a newer one.
            return self._follow(Version.current())

    def forget(self) -> None:
        """Lets go of everything; the next reader builds it anew."""
        with self._lock:
            self._held = None

    def _follow(self, version: Version) -> tuple[State, bool]:
        # Asked before the list is read: a thread that ends now has put its list there.
        catching_up = self._behind is not None and self._behind.is_alive()
        held = self._held
        if held is not None and held.version == version:
            return held.state, True
        if catching_up and held is not None:
            return self._still_public(held), False
        if held is None or not held.version.leads_to(version):
            # There is nothing yet, or what there is belongs to another catalogue, or to a change that was undone.
            self._held = held = self._built(version)
            return held.state, True
        changes = self._changes(held)
        if held.texts is None or len(changes.cases) > MOST_AT_ONCE:
            self._behind = Thread(target=self._catch_up, args=(held, version, changes), daemon=True)
            self._behind.start()
            return self._still_public(held), False
        self._held = held = self._applied(held, held.texts, version, changes)
        return held.state, True

    def _still_public(self, held: Held) -> State:
        """The list as it was, without what was withdrawn since."""
        changed = Record.objects.filter(kind="case_studies", version__gt=held.version.number).order_by()
        public = CaseStudy.objects.published().values("pk")
        return held.state.without(changed.exclude(pk__in=public).values_list("pk", flat=True))

    def _built(self, version: Version) -> Held:
        started = perf_counter()
        names, texts = read_names(), TextIndex(self.source.weights)
        state = State.of(self.source, self.source.entries(names), names, texts)
        logger.info("Indexed %s %s in %.1f s.", len(state.keys), self.source.name, perf_counter() - started)
        return Held(version, state, texts)

    def _changes(self, held: Held) -> Changes:
        changed = Record.objects.filter(version__gt=held.version.number)
        # In no order: to have them in that of their names, SQLite would walk through all records.
        kinds = dict(changed.order_by().values_list("pk", "kind"))
        cases = {pk for pk, kind in kinds.items() if kind == "case_studies"}
        others = len(cases) < len(kinds)
        if others:
            cases.update(naming(changed).values_list("pk", flat=True))
        return Changes(sorted(cases), others)

    def _applied(self, held: Held, texts: TextIndex, version: Version, changes: Changes) -> Held:
        """With what changed since, of as many case studies at a time as a query can name."""
        # Until all of it is done, what stands is a list whose words must not be changed any more.
        self._held = replace(held, texts=None)
        names, state, cases = held.state.names, held.state, changes.cases
        if changes.others:
            names = {**names, **read_names(Record.objects.filter(version__gt=held.version.number))}
        for start in range(0, max(len(cases), 1), MOST_AT_ONCE):
            some = cases[start : start + MOST_AT_ONCE]
            state = state.changed(some, list(self.source.entries(names, some)), names, texts)
        return Held(version, state, texts)

    def _catch_up(self, held: Held, version: Version, changes: Changes) -> None:
        """What a reader does not wait for, in a thread of its own."""
        try:
            if held.texts is None or len(changes.cases) > len(held.state.keys) // 2:
                self._held = self._built(version)
            else:
                self._held = self._applied(held, held.texts, version, changes)
        except Exception:
            # The next reader tries again; until then the list stands as it was.
            logger.exception("The index of %s could not be brought up to date.", self.source.name)
        finally:
            connection.close()


CASE_STUDIES = Index(CaseStudies())
TAKEAWAYS = Index(Takeaways())


def warm() -> None:
    """Builds every list and the suggestions, so that the first reader does not wait for them."""
    for index in (CASE_STUDIES, TAKEAWAYS):
        index.current()
    NAMES.shelves()
    connection.close()


def forget() -> None:
    """Lets go of every list."""
    for index in (CASE_STUDIES, TAKEAWAYS):
        index.forget()
