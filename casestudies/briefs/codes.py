"""QR codes of addresses."""

from __future__ import annotations

from io import BytesIO

import segno

LONGEST = 600
"""How many characters an address has whose code a telephone still reads from paper, at the size that briefs give it."""


def _code(address: str) -> segno.QRCode:
    # On paper nothing covers a part of it, so that it needs little redundancy and stays coarse.
    return segno.make_qr(address, error="l")


def as_svg(address: str) -> str:
    """The code on a white ground, as an SVG that scales; empty if the address is too long."""
    return _code(address).svg_inline(omitsize=True, border=2, light="#fff") if len(address) <= LONGEST else ""


def as_png(address: str) -> bytes:
    """The same as a picture, for programs that know no SVG."""
    out = BytesIO()
    _code(address).save(out, kind="png", scale=6, border=2)
    return out.getvalue()
