"""One event, one line: what happened, and for an exception also where."""

import logging
import traceback
from types import TracebackType

type_and_error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LineFormatter(logging.Formatter):
    """Ends a line with the exception and the place it came from; whole tracebacks only where they are wanted."""

    def __init__(self, *, tracebacks: bool = False) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")
        self.tracebacks = tracebacks

    def formatException(self, ei: type_and_error) -> str:  # noqa: N802 (the name is logging's)
        """The traceback, or its last line with file and line number."""
        if self.tracebacks or ei[1] is None:
            return super().formatException(ei)
        frames = traceback.extract_tb(ei[2])
        place = f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
        return f"{type(ei[1]).__name__}: {ei[1]}{place}"

    def format(self, record: logging.LogRecord) -> str:
        """The record, on one line unless tracebacks are wanted."""
        line = super().format(record)
        return line if self.tracebacks else " | ".join(part for part in line.splitlines() if part)
