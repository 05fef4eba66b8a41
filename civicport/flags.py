"""Flags of collaboration models: the drawn ones are symbols of the sprite, any other model gets one by a rule.

The rule makes the same flag from the same slug for ever. It joins one of six ways to divide the field and one of ten
charges, so that flags differ by shape, not by colour alone; none of them is a flag of the International Code of
Signals, which has no such pairs. To replace a made flag by a drawn one, add a symbol ``flag-SLUG`` to
``static/flags.svg``.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).resolve().parent.parent / "static" / "flags.svg"

RED, YELLOW, BLUE, INK, WHITE = "#cf2338", "#f5b700", "#1c4fa1", "#10202f", "#fff"

# The field, the part that divides it, the charge: neighbours always differ strongly in lightness.
COLOURS = (
    (WHITE, BLUE, RED),
    (WHITE, RED, BLUE),
    (WHITE, INK, BLUE),
    (YELLOW, BLUE, INK),
    (YELLOW, INK, RED),
    (BLUE, YELLOW, WHITE),
    (BLUE, INK, YELLOW),
    (RED, INK, WHITE),
)

# Paths in a box of 36 by 24. The charge stands around (20, 11), which no division covers.
DIVISIONS = (
    "M0 0h6v24H0z",  # a band at the hoist
    "M31 0h5v24h-5z",  # a band at the fly
    "M0 19h36v5H0z",  # a base
    "M0 0h36v4H0z",  # a head
    "M0 0h36v3H0zM0 21h36v3H0z",  # a head and a base
    "M0 0h9L0 9zM0 24h9L0 15z",  # two corners at the hoist
)
CHARGES = (
    "M20 5l9 6.5-9 6.5-9-6.5z",  # a lozenge
    "M20 5a6.5 6.5 0 1 0 .01 0z",  # a disc
    "M12 6h4v11h-4zM24 6h4v11h-4z",  # two posts
    "M11 7h18v3.5H11zM11 13h18v3.5H11z",  # two bars
    "M11 17l9-11 9 11h-5.5L20 11.5 15.5 17z",  # a chevron
    "M12 6h16L20 17z",  # a triangle on its point
    "M15 5.5h10l4 6-4 6H15l-4-6z",  # a hexagon
    "M20 5a6.5 6.5 0 1 0 6.2 8.5A5 5 0 1 1 20 5z",  # a crescent
    "M13.5 8a3 3 0 1 0 .01 0zM26.5 8a3 3 0 1 0 .01 0z",  # two discs
    "M11 6h8v5.5h10V17H19v-5.5h-8z",  # two blocks, corner to corner
)


@cache
def drawn_flags() -> frozenset[str]:
    """The slugs of the models whose flag somebody has drawn."""
    return frozenset(re.findall(r'<symbol id="flag-([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")))


def made_flag(slug: str) -> tuple[tuple[str, str], ...]:
    """A flag by the rule: paths from the bottom to the top, each with its colour."""
    number = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8], "big")
    number, charge = divmod(number, len(CHARGES))
    number, division = divmod(number, len(DIVISIONS))
    field, part, mark = COLOURS[number % len(COLOURS)]
    return (field, "M0 0h36v24H0z"), (part, DIVISIONS[division]), (mark, CHARGES[charge])
