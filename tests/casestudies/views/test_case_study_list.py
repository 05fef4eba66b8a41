"""The list of case studies as a page: forgiving, and every link keeps what the reader asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_case, make_organisation
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

LIST = "/case-studies/"


def page(client: Client, query: str = "") -> Element:
    response = client.get(LIST + query)
    assert response.status_code == 200
    return parse(response)


def titles(found: Element) -> list[str]:
    """The cases of the list, in its order."""
    results = found.one("section", aria_labelledby="results-heading")
    return [heading.text for heading in results.all("h3")]


def links(found: Element, **attributes: str) -> list[tuple[str, str]]:
    """Text and address of the links within the part of the page that has these attributes."""
    return [(link.text, link["href"]) for link in found.one(**attributes).all("a")]


def ignored(found: Element) -> list[str]:
    """The sentences on what of the address was ignored."""
    return [item.text for part in found.all("ul", class_="problem-list") for item in part.all("li")]


def robots(found: Element) -> list[str]:
    return [meta["content"] for meta in found.all("meta", name="robots")]


def test_it_shows_every_public_case_by_title(client: Client) -> None:
    make_case("b", title="Beta")
    make_case("a", title="alpha")
    make_case("draft", title="Aardvark", state="draft")

    found = page(client)

    assert titles(found) == ["alpha", "Beta"]
    assert found.one("h1").text == "2 case studies"
    assert found.one("title").text == "Case studies – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/"
    assert links(found, class_="crumbs") == [("Home", "/")]
    assert found.one(aria_current="page").text == "Case studies"
    assert robots(found) == []
    assert ignored(found) == []


def test_it_counts_one_case_in_the_singular(client: Client) -> None:
    make_case()

    assert page(client).one("h1").text == "1 case study"


def test_it_narrows_and_says_by_what(client: Client) -> None:
    make_case("a", themes=["open-data"])
    make_case("b")

    found = page(client, "?theme=open-data")

    assert titles(found) == ["A"]
    assert found.one("title").text == "Case studies: Theme: Open data – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/?theme=open-data"
    assert robots(found) == []


@pytest.mark.parametrize("query", ["?q=a", "?active_from=2010", "?active_to=2030", "?theme=open-data&status=ongoing"])
def test_it_asks_search_engines_to_pass_over_endless_combinations(client: Client, query: str) -> None:
    make_case("a", themes=["open-data"], status="ongoing", start_year=2015)

    found = page(client, query)

    assert titles(found) == ["A"]
    assert robots(found) == ["noindex"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?model=lab", "Collaboration model: “lab” is no value of this filter. Did you mean “labs”?"),
        ("?modell=labs", "There is no filter called “modell”."),
        ("?page_size=5", "There is no filter called “page_size”."),
        ("?active_from=soon", "Active from: “soon” is no year from 1800 to 2100."),
        ("?ordering=size", "Order: “size” is no order of this list."),
        ("?q=a&q=b", "Words: It may be given once."),
        ("?page=0", "“0” is no page; this is the first."),
        ("?page=two", "“two” is no page; this is the first."),
        ("?page=-1", "“-1” is no page; this is the first."),
        ("?page=%D9%A2", "“٢” is no page; this is the first."),
        ("?page=2", "There is 1 page; this is it."),
        ("?page=99999999999999999999", "“99999999999999999999” is no page; this is the first."),
        ("?<script>=1", "There is no filter called “<script>”."),
        ("?theme=<script>", "Theme: “<script>” is no value of this filter."),
    ],
)
def test_it_ignores_what_makes_no_sense_and_says_so(client: Client, query: str, sentence: str) -> None:
    make_case()

    found = page(client, query)

    assert titles(found) == ["Case"]
    assert ignored(found) == [sentence]
    assert robots(found) == ["noindex"]
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/"


def test_it_passes_over_the_marks_of_newsletters_in_silence(client: Client) -> None:
    make_case()

    found = page(client, "?utm_source=letter&fbclid=x")

    assert (titles(found), ignored(found), robots(found)) == (["Case"], [], [])


def test_it_answers_to_more_parameters_than_anybody_has(client: Client) -> None:
    response = client.get(LIST + "?" + "&".join(f"x{number}=1" for number in range(1001)))

    assert response.status_code == 400
    assert parse(response).one("h1").text != ""


def make_many(count: int) -> None:
    for number in range(count):
        make_case(f"case-{number:02}", title=f"Case {number:02}", status="ongoing")


def test_it_pages_and_keeps_the_rest(client: Client) -> None:
    make_many(22)

    second = page(client, "?status=ongoing&ordering=-title&page=2")

    assert titles(second) == ["Case 01", "Case 00"]
    assert links(second, class_="pagination") == [
        ("Previous", "/case-studies/?status=ongoing&ordering=-title"),
        ("1", "/case-studies/?status=ongoing&ordering=-title"),
        ("2", "/case-studies/?status=ongoing&ordering=-title&page=2"),
    ]
    assert second.one("link", rel="canonical")["href"] == (
        "http://testserver/case-studies/?status=ongoing&ordering=-title&page=2"
    )
    assert ignored(page(client, "?page=3")) == ["There are 2 pages; this is the last."]


def test_it_sorts_and_keeps_the_filters_but_starts_over(client: Client) -> None:
    make_many(21)

    found = page(client, "?status=ongoing&q=case&ordering=-title&page=2")

    assert links(found, class_="orderings") == [
        ("Best match", "/case-studies/?q=case&status=ongoing"),
        ("Title, A to Z", "/case-studies/?q=case&status=ongoing&ordering=title"),
        ("Title, Z to A", "/case-studies/?q=case&status=ongoing&ordering=-title"),
        ("Started last", "/case-studies/?q=case&status=ongoing&ordering=-start_year"),
        ("Started first", "/case-studies/?q=case&status=ongoing&ordering=start_year"),
        ("Changed last", "/case-studies/?q=case&status=ongoing&ordering=-changed"),
        ("Changed first", "/case-studies/?q=case&status=ongoing&ordering=changed"),
    ]
    assert found.one(class_="orderings").one(aria_current="true").text == "Title, Z to A"


def form_fields(found: Element) -> list[tuple[str, str]]:
    """What the form of the list sends, wherever its fields stand."""
    form = found.one("form", id="listing-form")
    own = [*form.all("input"), *found.all("input", form="listing-form")]
    return [(field["name"], field["value"]) for field in own]


def test_its_form_keeps_filters_and_order(client: Client) -> None:
    make_case("a", themes=["open-data"], start_year=2015)

    found = page(client, "?q=a&theme=open-data&theme=not-known&active_from=2010&active_to=2020&ordering=-title&page=9")

    assert form_fields(found) == [
        ("q", "a"),
        ("theme", "not-known"),
        ("theme", "open-data"),
        ("ordering", "-title"),
        ("active_from", "2010"),
        ("active_to", "2020"),
    ]


def test_a_value_of_a_facet_is_a_link_that_chooses_it_or_lets_it_go(client: Client) -> None:
    make_case("a", themes=["open-data", "civic-reporting"], status="ongoing")

    found = page(client, "?theme=open-data&status=ongoing")

    facet = next(part for part in found.all("details", class_="facet") if part.one("summary").text.startswith("Theme"))
    assert [(link.text, link["href"]) for link in facet.all("a")] == [
        ("Any: Theme", "/case-studies/?status=ongoing"),
        ("Open data (chosen: let it go) 1", "/case-studies/?status=ongoing"),
        ("Reporting local problems 1", "/case-studies/?status=ongoing&theme=civic-reporting&theme=open-data"),
    ]


def test_a_pill_removes_one_filter_and_another_all(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")

    found = page(client, "?theme=open-data&status=ongoing&ordering=-title")

    assert links(found, class_="pills") == [
        ("Let go: Theme: Open data", "/case-studies/?status=ongoing&ordering=-title"),
        ("Let go: Status: Ongoing", "/case-studies/?theme=open-data&ordering=-title"),
        ("Clear all", "/case-studies/?ordering=-title"),
    ]


def test_a_model_that_is_not_known_has_no_flag(client: Client) -> None:
    make_case()

    found = page(client, "?model=not-known")

    assert found.one(class_="pills").all("svg") == []


def ways_out(found: Element) -> list[tuple[str, str]]:
    """What an empty result offers instead."""
    assert titles(found) == []
    return links(found, class_="lift") if found.all(class_="lift") else []


def test_an_empty_result_says_which_filter_to_lift_and_what_that_gives(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["open-data"])
    make_case("c", themes=["civic-reporting"], status="completed")

    found = page(client, "?theme=open-data&status=completed")

    assert found.one("h1").text == "0 case studies"
    assert ways_out(found) == [
        ("Without “Status: Completed” 2", "/case-studies/?theme=open-data"),
        ("Without “Theme: Open data” 1", "/case-studies/?status=completed"),
    ]


def test_an_empty_result_lifts_the_alternatives_of_a_facet_together(client: Client) -> None:
    """Without one of them, even less would be found."""
    make_case("a", themes=["open-data"], start_year=2015, end_year=2016, status="completed")

    found = page(client, "?status=ongoing&status=discontinued&theme=open-data&active_from=2014&active_to=2015")

    assert ways_out(found) == [
        (
            "Without “Status: Discontinued or Ongoing” 1",
            "/case-studies/?theme=open-data&active_from=2014&active_to=2015",
        ),
    ]


def test_an_empty_result_says_what_there_is_without_the_words_or_the_years(client: Client) -> None:
    make_case("harbour", start_year=2015, end_year=2016, status="completed")

    words = page(client, "?q=quay&active_to=2020&ordering=-title")
    years = page(client, "?q=harbour&active_from=2019")
    span = page(client, "?status=completed&active_from=2017&active_to=2018")

    assert ways_out(words) == [("Without “Words: quay” 1", "/case-studies/?active_to=2020&ordering=-title")]
    assert ways_out(years) == [("Without “Active from 2019” 1", "/case-studies/?q=harbour")]
    assert ways_out(span) == [("Without “Active from 2017 to 2018” 1", "/case-studies/?status=completed")]


def test_an_empty_result_that_no_single_filter_explains_says_what_each_gives_alone(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["open-data"])
    make_case("c", themes=["civic-reporting"], status="completed", level="national")

    found = page(client, "?theme=open-data&status=completed&level=local&ordering=-title")

    assert ways_out(found) == [
        ("Only “Theme: Open data” 2", "/case-studies/?theme=open-data&ordering=-title"),
        ("Only “Status: Completed” 1", "/case-studies/?status=completed&ordering=-title"),
    ]


def test_it_says_what_it_searched_for_instead(client: Client) -> None:
    make_case("a", title="Fellowship")
    make_case("b", title="Harbour")

    found = page(client, "?q=fellwship")
    exact = page(client, "?q=fellowship")

    assert titles(found) == ["Fellowship"]
    assert found.one(class_="searched").text == (
        "Nothing was found for “fellwship”. Searched for “fellowship” instead."
    )
    assert links(found, class_="searched") == [("fellowship", "/case-studies/?q=fellowship")]
    assert found.one("input", id="listing-q")["value"] == "fellwship"
    assert exact.all(class_="searched") == []


def test_it_says_which_words_it_left_out(client: Client) -> None:
    make_case("a", title="Fellowship")

    one, two = page(client, "?q=fellowship+zzyzxqv"), page(client, "?q=fellowship+zzyzxqv+qqkjjw")

    assert titles(one) == titles(two) == ["Fellowship"]
    assert one.one(class_="searched").text == (
        "Nothing was found for “fellowship zzyzxqv”. “zzyzxqv” occurs nowhere and was left out."
    )
    assert two.one(class_="searched").text == (
        "Nothing was found for “fellowship zzyzxqv qqkjjw”. “zzyzxqv” and “qqkjjw” occur nowhere and were left out."
    )


def test_it_says_that_not_all_words_had_to_be_there(client: Client) -> None:
    make_case("a", title="Fellowship in the harbour")
    make_case("b", title="Lantern")

    found = page(client, "?q=fellowship+harbour+lantern")

    assert titles(found) == ["Fellowship in the harbour"]
    assert found.one(class_="searched").text == (
        "Nothing was found for “fellowship harbour lantern”. Looked for what has at least two of the words."
    )


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


def test_an_empty_catalogue_has_a_list(client: Client) -> None:
    found = page(client)

    assert (titles(found), found.one("h1").text) == ([], "0 case studies")


def test_it_leads_to_itself_as_data(client: Client) -> None:
    make_case("a", themes=["open-data"])

    found = page(client, "?theme=open-data&nonsense=1&page=1")

    assert found.one("a", href="/api/v1/case-studies/?theme=open-data").text == "API"


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, cases: int, django_assert_num_queries: Any) -> None:
    for number in range(cases):
        make_case(f"case-{number}", countries=["PL", "DE"], themes=["open-data"], status="ongoing")

    page(client)  # The first reader has the index built.

    # The catalogue's version, for the page's tag and for the index. The rows, their models, countries, and terms.
    with django_assert_num_queries(6):
        page(client, "?status=ongoing")
