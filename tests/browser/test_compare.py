"""Side by side in a real browser: picked without scripts, a table where there is room, readable where there is none."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import EVERYTHING
from tests.browser.conftest import PageFactory
from tests.browser.test_accessibility import found_at_all_sizes
from tests.browser.test_reflow import CONTROLS, CUT_OFF, NARROW, SMALL, SMALLEST_TARGET, STICKING_OUT, it_fits_enlarged

TWO = "/compare/?case=consul&case=luftdaten"
FIVE = f"{TWO}&case=decidim&case=prozorro&case=monitorizare-vot"
PAGES = {
    "nothing picked": "/compare/",
    "one picked": "/compare/?case=consul&q=budget",
    "two": f"{TWO}&case=nothing",
    "five": FIVE,
    "models": "/compare/?model=labs&model=hackathons&model=trainings",
    "tools": "/compare/?tool=consul&tool=decidim",
}

every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)


@every_page
def test_it_has_no_violation(page: PageFactory, address: str) -> None:
    reader = page()

    reader.goto(address)

    assert found_at_all_sizes(reader, EVERYTHING) == {}


@every_page
def test_it_fits(page: PageFactory, address: str) -> None:
    reader = page(width=NARROW, height=640)
    reader.goto(address)

    for width in (NARROW, 840, 1280):
        reader.set_viewport_size({"width": width, "height": 640})
        assert reader.evaluate(STICKING_OUT) == []
        assert reader.evaluate(CUT_OFF) == []
        assert reader.evaluate(SMALL, [CONTROLS, SMALLEST_TARGET]) == []


def test_it_fits_with_text_twice_as_large(page: PageFactory) -> None:
    reader = page()
    reader.goto(FIVE)

    it_fits_enlarged(reader)


def test_cases_are_ticked_in_the_list_and_stand_side_by_side(page: PageFactory) -> None:
    reader = page(java_script_enabled=False)
    reader.goto("/case-studies/?q=budget")
    boxes = reader.get_by_role("checkbox", name="Compare ")
    titles = reader.locator(".card-title").all_text_contents()

    boxes.nth(0).focus()
    reader.keyboard.press("Space")
    boxes.nth(1).check()
    expect(reader.get_by_role("button", name="Compare those ticked")).to_be_in_viewport()
    reader.get_by_role("button", name="Compare those ticked").press("Enter")

    expect(reader.get_by_role("heading", level=1)).to_have_text("Two case studies side by side")
    assert names(reader) == titles[:2]


def test_another_is_added_and_one_removed(page: PageFactory) -> None:
    reader = page(java_script_enabled=False)
    reader.goto("/case-studies/consul/")

    reader.get_by_role("link", name="Compare with …").click()
    reader.get_by_label("Search the case studies").last.fill("luftdaten")
    reader.get_by_role("button", name="Search").last.click()
    reader.get_by_role("link", name="Add luftdaten.info").first.click()
    expect(reader).to_have_url(f"{reader.evaluate('location.origin')}{TWO}")
    reader.get_by_role("link", name="Remove Consul").click()

    expect(reader.get_by_role("heading", level=1)).to_contain_text("“luftdaten.info")


def names(reader: Page) -> list[str]:
    """The names at the head of the table."""
    return reader.locator(".compare-title").all_text_contents()


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_a_table_to_a_screen_reader_however_it_is_laid_out(page: PageFactory, width: int) -> None:
    reader = page(width=width)
    reader.goto(TWO)
    table = reader.get_by_role("table")

    assert table.get_by_role("columnheader").count() == (3 if width == 1280 else 2)
    row = table.get_by_role("row").filter(has=reader.get_by_role("rowheader", name="Countries", exact=True))
    assert row.get_by_role("cell").count() == 2


def test_names_and_questions_stay_in_sight(page: PageFactory) -> None:
    reader = page()
    reader.goto(FIVE)
    frame = reader.get_by_role("region", name="Side by side")

    frame.focus()
    frame.evaluate("frame => frame.scrollTo(600, 2000)")

    expect(reader.locator(".compare-title").nth(4)).to_be_in_viewport()
    left = "element => element.getBoundingClientRect().left"
    assert reader.locator("th[scope=row]").nth(20).evaluate(left) == frame.evaluate(left)


def test_on_a_phone_each_answer_says_whose_it_is(page: PageFactory) -> None:
    reader = page(width=360, height=800)
    reader.goto(TWO)

    assert reader.locator(".compare-whose:visible").count() == reader.locator(".compare-whose").count() > 40
    reader.set_viewport_size({"width": 1280, "height": 800})
    assert reader.locator(".compare-whose:visible").count() == 0
