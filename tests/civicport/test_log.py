import logging
import sys

import pytest

from civicport.log import LineFormatter


def record(message: str, *, failed: bool = False) -> logging.LogRecord:
    """A message that somebody logs, with the exception that is being handled if it ``failed``."""
    return logging.LogRecord(
        "casestudies", logging.ERROR, __file__, 1, message, None, sys.exc_info() if failed else None
    )


def test_an_exception_is_one_line_with_its_place() -> None:
    try:
        raise ValueError("The tide\nis out.")
    except ValueError:
        line = LineFormatter().format(record("Internal Server Error: /", failed=True))

    head, _, place = line.partition(" (")
    assert head.endswith("ERROR casestudies: Internal Server Error: / | ValueError: The tide | is out.")
    assert place.startswith(f"{__file__}:")


def test_whole_tracebacks_appear_where_they_are_wanted() -> None:
    try:
        raise ValueError("The tide is out.")
    except ValueError:
        lines = LineFormatter(tracebacks=True).format(record("Internal Server Error: /", failed=True)).splitlines()

    assert lines[0].endswith("ERROR casestudies: Internal Server Error: /")
    assert lines[1] == "Traceback (most recent call last):"
    assert lines[-1] == "ValueError: The tide is out."


@pytest.mark.parametrize("message", ["two\nlines", "two\n\nlines\n"])
def test_a_message_cannot_pretend_to_be_two(message: str) -> None:
    assert LineFormatter().format(record(message)).endswith("ERROR casestudies: two | lines")
