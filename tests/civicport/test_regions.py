"""The regions of the world."""

from __future__ import annotations

import pytest

from civicport import regions
from civicport.documents.fields import COUNTRIES
from civicport.regions import REGIONS
from civicport.wording import country_name


def test_every_country_lies_in_one_region() -> None:
    listed = " ".join(regions._COUNTRIES.values()).split()

    assert sorted(listed) == sorted(COUNTRIES)
    assert set(REGIONS) == COUNTRIES


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("KE", "Africa"), ("EG", "Africa"), ("US", "Northern America"), ("GL", "Northern America"),
        ("MX", "Latin America"), ("JM", "Latin America"), ("TW", "Asia"), ("TR", "Asia"), ("CY", "Asia"),
        ("UA", "Europe"), ("RU", "Europe"), ("NZ", "Oceania"), ("AQ", "Antarctica"),
    ],
)  # fmt: skip
def test_a_country_lies_where_the_united_nations_put_it(country: str, region: str) -> None:
    assert country_name(REGIONS[country]) == region


def test_regions_are_called_as_the_reader_calls_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civicport.wording.get_language", lambda: "de")
    assert [country_name(region) for region in dict.fromkeys(REGIONS.values())] == [
        "Afrika", "Nördliches Amerika", "Lateinamerika", "Asien", "Europa", "Ozeanien", "Antarktis",
    ]  # fmt: skip
