"""Flags, the mark, the chart and the colours of the style sheets, for where no style sheet and no sprite reaches."""

from __future__ import annotations

import re
from functools import cache

from civicport.flags import SPRITE, drawn_flags, made_flag

STATIC = SPRITE.parent


def flag(slug: str) -> str:
    """The flag of a collaboration model as an SVG of its own."""
    if slug in drawn_flags():
        return symbol(f"flag-{slug}")
    return _svg("0 0 36 24", "".join(f'<path fill="{fill}" d="{path}"/>' for fill, path in made_flag(slug)))


@cache
def symbol(name: str) -> str:
    """A symbol of the sprite as an SVG of its own. Raises LookupError if there is none of this name."""
    sprite = SPRITE.read_text(encoding="utf-8")
    found = re.search(rf'<symbol id="{name}" viewBox="([\d ]+)">(.*?)</symbol>', sprite, re.DOTALL)
    if found is None:
        raise LookupError(name)
    return _svg(found[1], re.sub(r"<!--.*?-->", "", found[2]).strip())


@cache
def chart() -> str:
    """The harbour of the front page, in the light colours."""
    drawing = (STATIC / "chart.svg").read_text(encoding="utf-8")
    for name, value in colours().items():
        drawing = drawing.replace(f"var(--{name}, none)", value)
    return drawing.replace("</svg>", '<use href="#harbour" width="2000" height="1000"/></svg>')


@cache
def colours() -> dict[str, str]:
    """The light colours of the style sheets as #rgb or #rrggbb, by the names of their tokens."""
    sheet = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    tokens: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", sheet):
        # What a token means first is light; dark and print come after it.
        tokens.setdefault(name, value)
    named = {name: tokens.get(value.removeprefix("var(--").rstrip(")"), value) for name, value in tokens.items()}
    return {name: value for name, value in named.items() if value.startswith("#")}


def _svg(box: str, drawing: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{drawing}</svg>'
