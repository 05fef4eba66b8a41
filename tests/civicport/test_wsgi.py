"""The application as the web server calls it."""

from typing import Any

import pytest

from civicport.wsgi import only_utf8


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ("text/plain; charset=hex", "text/plain"),
        ("text/plain;charset=unicode_escape", "text/plain"),
        ("multipart/form-data; boundary=x; Charset=rot13", "multipart/form-data; boundary=x"),
        ("application/json", "application/json"),
        ("", ""),
    ],
)
def test_it_believes_no_claim_of_another_character_set(given: str, passed_on: str) -> None:
    seen: list[str] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["CONTENT_TYPE"])
        return []

    only_utf8(application)({"CONTENT_TYPE": given}, None)

    assert seen == [passed_on]
