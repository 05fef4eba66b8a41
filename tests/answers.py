"""What an answer says, whatever form it has."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any


def said(response: Any) -> str:
    """Headers and content as text, a zip unpacked. What is streamed can be read again afterwards."""
    if response.streaming:
        content = b"".join(response)
        response.streaming_content = [content]
    else:
        content = response.content
    head = "".join(f"{name}: {value}\n" for name, value in response.headers.items())
    if not content.startswith(b"PK"):
        return head + str(content.decode())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return head + "".join(f"{name}\n{archive.read(name).decode()}\n" for name in archive.namelist())
