"""Every page is complete without JavaScript: scripts only make it smoother."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFactory


@pytest.fixture
def reader(page: PageFactory) -> Page:
    """Somebody whose browser runs no scripts, on the list of case studies."""
    opened = page(java_script_enabled=False)
    opened.goto("/case-studies/")
    return opened


def total(reader: Page) -> int:
    """How many case studies the heading counts."""
    found = re.match(r"\d+", reader.get_by_role("heading", level=1).inner_text())
    assert found is not None
    return int(found[0])


def titles(reader: Page) -> list[str]:
    return reader.get_by_role("article").get_by_role("heading").all_inner_texts()


def choose(reader: Page, facet: str, value: str) -> int:
    """Follow a value of a facet, and return the count that it had."""
    found = reader.locator("details.facet").filter(has=reader.locator("summary", has_text=facet))
    if not found.locator(".choices a").first.is_visible():
        found.locator("> summary").click()
    link = found.get_by_role("link", name=value)
    count = int(link.locator("b").inner_text())
    link.click()
    return count


def test_it_finds_words(reader: Page) -> None:
    reader.get_by_role("searchbox").fill("fine dust Stuttgart")
    reader.get_by_role("button", name="Search").click()

    expect(reader).to_have_url(re.compile(r"\?q=fine\+dust\+Stuttgart(&|$)"))
    assert titles(reader) == ["luftdaten.info, now Sensor.Community: citizens measure the air"]


def test_it_filters_by_model_and_combines(reader: Page) -> None:
    everything = total(reader)

    count = choose(reader, "Collaboration model", "Hackathons")

    assert count == total(reader) < everything

    narrower = choose(reader, "Theme", "Open data")

    assert narrower == total(reader) < count
    assert len(titles(reader)) == narrower
    expect(reader).to_have_url(re.compile(r"\?model=hackathons&theme=open-data$"))


def test_it_keeps_the_filters_while_searching_and_narrowing_years(reader: Page) -> None:
    choose(reader, "Collaboration model", "Hackathons")
    reader.get_by_label("from", exact=True).fill("2018")
    reader.get_by_role("button", name="Apply").click()
    before = total(reader)

    reader.get_by_role("searchbox").fill("pandemic")
    reader.get_by_role("button", name="Search").click()

    assert 0 < total(reader) < before
    assert "model=hackathons" in reader.url
    assert "active_from=2018" in reader.url


def test_it_lets_a_filter_go_by_its_pill(reader: Page) -> None:
    choose(reader, "Collaboration model", "Hackathons")
    hackathons = total(reader)
    choose(reader, "Theme", "Open data")

    reader.get_by_role("list", name="Chosen filters").get_by_role("link", name="Open data").click()

    assert total(reader) == hackathons
    expect(reader).to_have_url(re.compile(r"\?model=hackathons$"))


def test_it_pages_on_within_the_selection(reader: Page) -> None:
    choose(reader, "Collaboration model", "Scaling and replicating")
    first = titles(reader)

    reader.get_by_role("navigation", name="Pages").get_by_role("link", name="Next").click()

    second = titles(reader)
    assert len(first) == 20
    assert set(first).isdisjoint(second)
    assert len(first + second) == total(reader)


def test_it_sorts(reader: Page) -> None:
    first = titles(reader)

    reader.get_by_role("navigation", name="Order").get_by_role("link", name="Title, Z to A").click()

    expect(reader.get_by_role("link", name="Title, Z to A")).to_have_attribute("aria-current", "true")
    assert set(first).isdisjoint(titles(reader))
    last = reader.get_by_role("navigation", name="Pages").get_by_role("link", name=re.compile(r"^Page \d")).last
    last.click()
    assert titles(reader)[-1] == first[0]


def test_it_opens_a_case_study_and_follows_a_permanent_link(reader: Page) -> None:
    reader.goto("/case-studies/?q=luftdaten")
    reader.get_by_role("article").get_by_role("link").first.click()
    lesson = (
        reader.locator("#lessons-learnt")
        .get_by_role("listitem")
        .filter(has=reader.get_by_role("heading", name="Bring people with different views to one table"))
    )
    link = lesson.get_by_role("link", name=re.compile("^Permanent link"))
    address = link.get_attribute("href")
    assert address is not None
    assert address.startswith("/lessons/luftdaten/")

    reader.goto("/about/")
    reader.goto(address)

    expect(reader).to_have_url(re.compile("/case-studies/luftdaten/#"))
    expect(lesson).to_be_in_viewport()
    expect(reader.get_by_role("button", name="Copy the permanent link")).to_have_count(0)


def test_it_opens_the_menu_and_the_filters_on_a_phone(page: PageFactory) -> None:
    reader = page(java_script_enabled=False, width=360, height=740)
    reader.goto("/")
    menu = reader.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()

    reader.locator("summary").filter(has_text="Menu").click()
    menu.get_by_role("link", name="Case studies").click()
    reader.get_by_role("link", name="Filters").click()
    count = choose(reader, "Collaboration model", "Labs")

    expect(reader.get_by_role("region", name="Filters")).to_be_hidden()
    assert total(reader) == count


def test_it_closes_the_filters_on_a_phone(page: PageFactory) -> None:
    reader = page(java_script_enabled=False, width=360, height=740)
    reader.goto("/lessons/#filters")
    filters, results = reader.get_by_role("region", name="Filters"), reader.get_by_role("region", name="Results")
    expect(filters).to_be_visible()
    expect(results).to_be_hidden()

    filters.get_by_role("link", name="Close").click()

    expect(filters).to_be_hidden()
    expect(results).to_be_visible()


def test_it_finds_a_value_of_a_long_facet(reader: Page) -> None:
    facet = reader.locator("#facet-organisation")
    facet.locator("> summary").click()

    facet.get_by_role("searchbox").fill("PAŃSTWO")
    facet.get_by_role("button", name="Find").click()
    reader.get_by_role("link", name=re.compile("^ePaństwo Foundation")).click()

    expect(reader).to_have_url(re.compile(r"/case-studies/\?organisation=epanstwo-foundation$"))
    assert total(reader) > 0
