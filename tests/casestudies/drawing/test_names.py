"""Where names stand in a drawing."""

from __future__ import annotations

import secrets
from itertools import combinations

import numpy as np

from casestudies.drawing.names import LONGEST, Box, Disc, placed, shortened

SHEET = Box(0, 0, 600, 400)


def test_a_name_stands_to_the_right_or_where_there_is_room() -> None:
    free, edge = placed([Disc(100, 100, 10), Disc(590, 200, 10)], ["Free", "At the edge"], SHEET)

    assert (free.anchor, free.x, free.room) == ("start", 114.0, True)
    assert (edge.anchor, edge.x, edge.room) == ("end", 576.0, True)


def test_no_name_lies_on_another_on_a_disc_or_beyond_the_edge() -> None:
    seed = secrets.randbelow(10**9)
    print(f"seed {seed}")
    draw = np.random.default_rng(seed)
    discs = [Disc(draw.uniform(20, 580), draw.uniform(20, 380), draw.uniform(5, 18)) for _ in range(40)]
    texts = ["x" * draw.integers(3, 51) for _ in discs]

    names = placed(discs, texts, SHEET)

    boxes = [name.box for name in names if name.room]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(disc.box) for box in boxes for disc in discs)
    assert all(SHEET.holds(box) for box in boxes)


def test_a_name_without_room_is_there_all_the_same() -> None:
    crowd = [Disc(300, 200, 10), *(Disc(300 + x, 200 + y, 10) for x in range(-90, 91, 18) for y in (-18, 0, 18))]

    name = placed(crowd, ["A middling name", *([""] * (len(crowd) - 1))], SHEET)[0]

    assert (name.text, name.room) == ("A middling name", False)


def test_long_names_are_cut() -> None:
    assert shortened("x" * LONGEST) == "x" * LONGEST
    assert shortened("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"
    assert shortened("one two three", 8) == "one two…"
