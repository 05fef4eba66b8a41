"""What is wrong with a document, in words for the person who must mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from civicport.text import legible

Path = tuple[str | int, ...]


class CatalogueError(Exception):
    """The base of this project's own errors; its text is a sentence for the person who must act."""


@dataclass(frozen=True)
class Origin:
    """Where a document came from: a file's name, and the line on which each of its values stands."""

    file: str = ""
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of the value at this path or, failing that, of the nearest value around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


NOWHERE = Origin()


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, and what would be right."""

    message: str
    path: Path = ()
    file: str = ""
    line: int | None = None

    @property
    def field(self) -> str:
        """The place in the document, as `lessons[2].title`; entries of a list are counted from 1."""
        text = ""
        for part in self.path:
            text += f"[{part + 1}]" if isinstance(part, int) else f".{shorten(part)}" if text else shorten(part)
        return text

    def __str__(self) -> str:
        parts = (legible(self.file), f"line {self.line}" if self.line else "", self.field)
        where = ", ".join(part for part in parts if part)
        return f"{where}: {self.message}" if where else self.message


class Refused(CatalogueError):
    """Documents were refused; `problems` says everything that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Advice(NamedTuple):
    """Something that would make a record better but is no reason to refuse it."""

    field: str
    message: str

    def as_data(self) -> dict[str, str]:
        return self._asdict()


def did_you_mean(word: Any, known: Iterable[str]) -> str:
    """ " Did you mean “x”?" with a leading space, for what comes nearest; empty if nothing does."""
    near = difflib.get_close_matches(str(word)[:200], list(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def shorten(value: Any, limit: int = 60) -> str:
    """A value as it is quoted in a message: on one line, and not longer than a line."""
    text = legible(" ".join(str(value)[: 10 * limit].split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"
