"""The outlines that are committed, and what a window shows of them."""

from __future__ import annotations

import re

import numpy as np
import pycountry
import pytest

from casestudies.maps.outline import FILE, Outline, outline
from casestudies.maps.projection import projected
from casestudies.maps.window import Window

WITHOUT = {"BV", "CC", "CX", "GI", "TK", "TV", "UM"}
"""Countries that Natural Earth has no outline of at this scale."""


def test_every_country_has_an_outline_but_seven() -> None:
    assert set(outline().codes) == {country.alpha_2 for country in pycountry.countries} - WITHOUT
    assert len(set(outline().codes)) == len(outline().codes)


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    text = FILE.read_text(encoding="utf-8")

    assert len(text) < 150_000
    assert "Made with Natural Earth" in text
    assert "Made with Natural Earth" in FILE.with_suffix(".txt").read_text(encoding="utf-8")
    assert set(re.findall(r'id="([a-z]+)"', text)) == {"sea", "graticule", "land"}


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("PL", 52.23, 21.01),
        ("UA", 50.45, 30.52),
        ("UA", 44.95, 34.1),  # Simferopol
        ("CY", 35.28, 33.65),  # in the north of the island
        ("SO", 9.56, 44.06),  # Hargeisa
        ("GF", 4.0, -53.0),
        ("SJ", 78.9, 18.0),
        ("LS", -29.6, 28.2),  # within South Africa
        ("RU", 66.5, -173.0),  # beyond the meridian of 180 degrees
        ("AQ", -85.0, 0.0),
        ("BR", -15.79, -47.88),
    ],
)
def test_places_lie_in_their_countries(country: str, latitude: float, longitude: float) -> None:
    assert outline()._around(projected(latitude, longitude)) == {outline().codes.index(country)}


def test_the_sea_is_nobodys() -> None:
    assert outline().within(Window(5, (0.0, -30.0))) == set()


def test_a_window_shows_the_countries_of_which_it_holds_a_part() -> None:
    assert outline().within(Window()) == set(outline().codes)
    assert outline().within(Window(5, (52.23, 21.01))) == {"BY", "CZ", "DE", "LT", "PL", "RU", "SK", "UA"}
    # In the midst of a country there is no edge at all.
    assert outline().within(Window(5, (60.0, 100.0))) == {"RU"}


def test_an_edge_that_only_crosses_a_window_counts() -> None:
    window = Window(5, (0.0, 0.0))
    (left, top), (width, height) = window.corner, window.size

    def crossed(*corners: tuple[float, float]) -> set[str]:
        ring = np.array(corners) * (width, height) + (left, top)
        return Outline(("XX",), np.zeros(len(ring), np.intp), ring, np.roll(ring, -1, axis=0), (), 1.0).within(window)

    assert crossed((-1, 0.1), (2, 0.1), (0.5, -3)) == {"XX"}
    assert crossed((0.6, -1), (0.6, 2), (3, 0.5)) == {"XX"}
    assert crossed((-0.5, 0.4), (0.4, -0.5), (-1, -1)) == set()
    assert crossed((-5, -5), (-5, 9), (9, 9), (9, -5)) == {"XX"}
    assert crossed((1.1, -1), (1.1, 2), (3, 0.5)) == set()
    # A side of the window that lies beside it, not through it.
    assert crossed((-2, 1.5), (2, 1.5), (0, 4)) == set()


@pytest.mark.parametrize("country", ["PL", "FR", "US", "RU", "ID", "MV", "VA", "GB"])
def test_a_name_stands_on_its_country(country: str) -> None:
    place = outline().codes.index(country)
    middle = outline().middles[place]

    assert place in outline()._around(np.array([middle.x, middle.y]))
    assert middle.width > 0
