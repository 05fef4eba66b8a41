"""The facets beside the list of case studies: what each choice says, what is folded, and where it leads."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casestudies.views.list_page import page
from tests.factories import make_case, make_organisation
from tests.html import Element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def test_a_value_of_a_facet_is_a_link_that_chooses_it_or_lets_it_go(client: Client) -> None:
    make_case("a", themes=["open-data", "civic-reporting"], status="ongoing")

    found = page(client, "?theme=open-data&status=ongoing")

    facet = next(part for part in found.all("details", class_="facet") if part.one("summary").text.startswith("Theme"))
    assert [(link.text, link["href"]) for link in facet.all("a")] == [
        ("Any: Theme", "/case-studies/?status=ongoing"),
        ("Open data (chosen: let it go) 1", "/case-studies/?status=ongoing"),
        ("Reporting local problems 1", "/case-studies/?status=ongoing&theme=civic-reporting&theme=open-data"),
    ]


def test_a_model_that_is_not_known_has_no_flag(client: Client) -> None:
    make_case()

    found = page(client, "?model=not-known")

    assert found.one(class_="pills").all("svg") == []


def facet(found: Element, name: str) -> Element:
    return found.one("details", id=f"facet-{name}")


def test_countries_stand_under_their_regions(client: Client) -> None:
    make_case("a", countries=["PL", "KE"])
    make_case("b", countries=["KE", "ZA", "DE"])
    make_case("c")

    countries = facet(page(client), "country")

    regions = countries.all("details", class_="facet-region")
    assert [(region.one("summary").text, [link.text for link in region.all("a")]) for region in regions] == [
        ("Africa: Country", ["Kenya 2", "South Africa 1"]),
        ("Europe: Country", ["Germany 1", "Poland 1"]),
    ]
    assert ["open" in region.attributes for region in regions] == [True, True]
    assert countries.all("a")[-1].text == "Not known 1"


def test_regions_are_folded_where_there_are_many_countries_but_not_around_a_chosen_one(client: Client) -> None:
    make_case("a", countries=["PL", "DE", "FR", "ES", "IT", "KE", "ZA", "TZ", "US", "CA"])

    regions = facet(page(client, "?country=US"), "country").all("details", class_="facet-region")

    opened = [region.one("summary").text for region in regions if "open" in region.attributes]
    assert len(regions) == 3
    assert opened == ["Northern America: Country"]


def make_named_by_one_case(count: int) -> None:
    slugs = [f"city-{number:02}" for number in range(count)]
    for slug in slugs:
        make_organisation(slug)
    make_case("all", organisations=[{"organisation": slug} for slug in slugs])


def test_a_long_facet_shows_eight_values_and_folds_the_rest(client: Client) -> None:
    make_named_by_one_case(12)

    organisations = facet(page(client, "?organisation=city-11"), "organisation")

    fold = organisations.one("details")
    shown = [link.text for link in organisations.all("a") if link not in fold.all("a")]
    assert shown == [
        "Any: Organisation", *(f"City-{number:02} 1" for number in range(8)), "City-11 (chosen: let it go) 1",
    ]  # fmt: skip
    assert fold.one("summary").text == "Show 3 more: Organisation"
    assert [link.text for link in fold.all("a")] == ["City-08 1", "City-09 1", "City-10 1"]
    assert organisations.all("form") == []


def test_one_value_alone_is_no_fold(client: Client) -> None:
    make_named_by_one_case(9)

    organisations = facet(page(client), "organisation")

    assert (len(organisations.all("a")), organisations.all("details")) == (9, [])


def test_the_longest_facets_show_48_values_and_lead_to_all(client: Client) -> None:
    make_named_by_one_case(50)
    make_case("b", title="Case")

    found = page(client, "?ordering=-title")
    organisations = facet(found, "organisation")

    values = [link for part in organisations.all("ul", class_="choices") for link in part.all("a")]
    assert [len(part.all("a")) for part in organisations.all("ul", class_="choices")] == [8, 41]
    assert (values[0].text, values[47].text, values[48].text) == ("City-00 1", "City-47 1", "Not known 1")
    every = organisations.one("a", class_="facet-all")
    assert (every.text, every["href"]) == (
        "All 50 organisations",
        "/case-studies/facets/organisation/?ordering=-title",
    )
    form = organisations.one("form")
    assert form["action"] == "/case-studies/facets/organisation/"
    assert [(field["name"], field.attributes.get("value", "")) for field in form.all("input")] == [
        ("find", ""),
        ("ordering", "-title"),
    ]
