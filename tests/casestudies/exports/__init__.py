"""Every export, opened in its own reader."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def file(client: Client, address: str) -> bytes:
    """The whole file under an address, which must be one to keep."""
    response: Any = client.get(address)
    assert response.status_code == 200, response.getvalue()
    assert response["Content-Disposition"].startswith("attachment; ")
    content: bytes = response.getvalue()
    return content


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file for spreadsheets."""
    text = content.decode("utf-8")
    assert text[0] == "\ufeff"
    assert text.count("\r\n") >= 1
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def unpacked(content: bytes) -> dict[str, str]:
    """The files of a zip by their names; all of them must be sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cost(client: Client, address: str) -> int:
    """How many queries an answer takes, beside those for the catalogue's version."""
    response: Any = client.get(address)
    response.getvalue()  # By now the index has followed what was written.
    with CaptureQueriesContext(connection) as counted:
        again: Any = client.get(address)
        assert again.getvalue()
    return sum("civicport_catalogue" not in query["sql"] for query in counted.captured_queries)
