"""What an answer says, whatever form it has."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def said(response: Any) -> str:
    """Headers and content as text, a zip unpacked, a PDF read; of a picture, what stands in it as text.

    What is streamed can be read again afterwards.
    """
    if response.streaming:
        content = b"".join(response)
        response.streaming_content = [content]
    else:
        content = response.content
    head = "".join(f"{name}: {value}\n" for name, value in response.headers.items())
    if content.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(content))
        return "\n".join([head, str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    if not content.startswith(b"PK"):
        return head + str(content.decode(errors="replace"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return head + "".join(f"{name}\n{archive.read(name).decode(errors='replace')}\n" for name in archive.namelist())
