"""Matrix and timeline in a real browser: reached by keyboard, heard, fitting a phone, on paper, without colours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import EVERYTHING, violations
from tests.browser.conftest import PageFactory
from tests.browser.test_accessibility import found_at_all_sizes
from tests.browser.test_reflow import CUT_OFF, NARROW, SMALL, STICKING_OUT, UNFOLD, it_fits_enlarged

MATRIX = "/case-studies/matrix/"
CROWDED = "/case-studies/matrix/?rows=organisation&columns=country&sort=label&status=ongoing"
TIMELINE = "/case-studies/timeline/"
NARROWED = "/case-studies/timeline/?country=PL&country=DE&ordering=-start_year"

every_page = pytest.mark.parametrize("address", [MATRIX, CROWDED, TIMELINE, NARROWED])
CONTROLS = "summary, main button, main input:not([type=hidden]), main select, .matrix a, .bar, .timeline-years a"


@every_page
def test_nobody_is_kept_out(page: PageFactory, address: str) -> None:
    reader = page()
    reader.goto(address)
    reader.evaluate(UNFOLD)

    assert found_at_all_sizes(reader, EVERYTHING) == {}


@every_page
def test_it_fits_a_narrow_window_and_has_room_for_fingers(page: PageFactory, address: str) -> None:
    reader = page(width=NARROW, height=640)
    reader.goto(address)
    reader.evaluate(UNFOLD)

    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate(CUT_OFF) == []
    assert reader.evaluate(SMALL, [CONTROLS, 24]) == []


@every_page
def test_it_fits_with_text_twice_as_large(page: PageFactory, address: str) -> None:
    reader = page()
    reader.goto(address)
    reader.evaluate(UNFOLD)

    it_fits_enlarged(reader)


def test_headings_stay_in_sight_while_the_matrix_scrolls(page: PageFactory) -> None:
    reader = page(width=360, height=640)
    reader.goto(CROWDED)
    room = reader.get_by_role("region", name=re.compile("how many case studies have both"))
    room.scroll_into_view_if_needed()
    corner, row = reader.locator(".matrix thead th").first, reader.locator(".matrix tbody th").first
    before, beside = corner.bounding_box(), row.bounding_box()
    assert before is not None
    assert beside is not None

    room.evaluate("room => { room.scrollTop = 100; room.scrollLeft = 300; }")

    assert corner.bounding_box() == before
    assert row.bounding_box() == {**beside, "y": beside["y"] - 100}


def test_the_matrix_scrolls_by_keyboard(page: PageFactory) -> None:
    reader = page(width=360, height=640)
    reader.goto(CROWDED)
    room = reader.get_by_role("region", name=re.compile("how many case studies have both"))

    room.focus()
    for _press in range(3):
        before = room.evaluate("room => room.scrollLeft")
        # A key that comes while the room still moves for the last one counts for less.
        reader.keyboard.press("ArrowRight")
        reader.wait_for_function("before => document.activeElement.scrollLeft > before", arg=before)

    expect(room).to_be_focused()


def test_it_is_heard_as_a_table_with_its_order(page: PageFactory) -> None:
    reader = page()
    reader.goto(MATRIX)
    table = reader.get_by_role("table", name="Collaboration model and Theme: how many case studies have both")

    expect(table.get_by_role("columnheader", name="Total")).to_have_attribute("aria-sort", "descending")
    table.get_by_role("columnheader", name="Open data").get_by_role("link").click()

    expect(table.get_by_role("columnheader", name="Open data")).to_have_attribute("aria-sort", "descending")
    first = table.get_by_role("rowheader").nth(1)
    expect(first).to_have_text("Improving open data policies")
    expect(table.get_by_role("cell", name="none").first).to_be_visible()


def test_without_scripts_another_matrix_is_chosen_and_a_number_leads_to_its_cases(page: PageFactory) -> None:
    reader = page(java_script_enabled=False)
    reader.goto(f"{MATRIX}?country=PL")

    reader.get_by_label("Rows").select_option("Status")
    reader.get_by_label("Columns").select_option("Level")
    reader.get_by_role("button", name="Show").click()
    expect(reader).to_have_url(re.compile(r"/matrix/\?country=PL&rows=status&columns=level$"))
    cell = reader.locator(".matrix tbody td:not(.total) a").first
    count = int(cell.inner_text())
    cell.click()

    expect(reader).to_have_url(re.compile(r"/case-studies/\?country=PL&level=\w+&status=\w+$"))
    expect(reader.get_by_role("article")).to_have_count(count)


def contrast(reader: Page, selector: str) -> bool:
    return violations(reader, ["color-contrast"], within=selector) == []


def test_on_paper_the_whole_matrix_stands_there(page: PageFactory) -> None:
    reader = page()
    reader.goto(MATRIX)
    reader.emulate_media(media="print")

    room = reader.locator(".matrix-room")
    assert room.evaluate("room => getComputedStyle(room).overflowX") == "visible"
    expect(reader.locator(".matrix-sides")).to_be_hidden()
    expect(reader.locator(".matrix caption")).to_be_visible()
    assert contrast(reader, ".matrix")


def test_what_is_drawn_is_told_apart_without_colours(page: PageFactory) -> None:
    reader = page(forced_colors="active")
    reader.goto(TIMELINE)

    shapes = reader.evaluate("""() => [".bar-span", ".bar-open", ".bar-mark"].map(selector => {
        const {fill, stroke, strokeDasharray} = getComputedStyle(document.querySelector(`.bar ${selector}`));
        return [fill, stroke, strokeDasharray !== "none"];
    })""")

    ground, text = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert shapes[0][0] == text
    assert shapes[1][1:] == [text, True]
    assert shapes[2][:2] == [ground, text]


def test_a_bar_and_a_column_lead_to_their_cases(page: PageFactory) -> None:
    reader = page()
    reader.goto(f"{TIMELINE}?q=luftdaten")

    reader.locator("svg.timeline-columns a").first.click()
    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=luftdaten&active_from=(\d{4})&active_to=\1$"))
    reader.go_back()
    reader.locator("a.bar svg.bar-line").first.click()

    expect(reader).to_have_url(re.compile(r"/case-studies/[a-z-]+/$"))


def test_the_same_stands_there_in_words(page: PageFactory) -> None:
    reader = page()
    reader.goto(f"{TIMELINE}?q=luftdaten")

    reader.get_by_text("The same in words, with the milestones").click()

    words = reader.locator(".timeline-words > li")
    expect(words.first).to_be_visible()
    assert words.locator("> a").all_inner_texts() == reader.locator(".bar-title, .timeline-unknown a").all_inner_texts()
