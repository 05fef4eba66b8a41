"""The map in a real browser: it is drawn, reached by keyboard, read without scripts, and fits a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PageFactory
from tests.browser.test_reflow import CONTROLS, CUT_OFF, NARROW, SMALL, SMALLEST_TARGET, STICKING_OUT

MAP = "/case-studies/map/"
EUROPE = f"{MAP}?zoom=3&at=50,15"

DRAWN = """selector => [...document.querySelectorAll(selector)].map(use => {
    const {width, height} = use.getBBox();
    return [use.getAttribute("href").split("#")[1], width > 0 && height > 0];
})"""
OVERLAPS = """() => {
    const discs = [...document.querySelectorAll(".disc-mark")].map(disc =>
        [disc.cx.baseVal.value, disc.cy.baseVal.value, disc.r.baseVal.value]);
    return discs.flatMap(([x, y, r], place) => discs.slice(place + 1).filter(([a, b, s]) =>
        Math.hypot(x - a, y - b) < r + s - 1));
}"""
FILL = "selector => getComputedStyle(document.querySelector(selector)).fill"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [MAP, EUROPE, f"{MAP}?zoom=5&at=0,-30"])
def test_nothing_keeps_people_out(page: PageFactory, address: str, scheme: str) -> None:
    reader = page(color_scheme=scheme)

    reader.goto(address)

    assert violations(reader) == []


def test_countries_are_drawn_from_the_file_of_outlines(page: PageFactory) -> None:
    reader = page()
    reader.goto(MAP)

    expect(reader.locator(".country")).not_to_have_count(0)
    drawn = reader.evaluate(DRAWN, ".map use")

    assert [name for name, _is_there in drawn[:3]] == ["sea", "graticule", "land"]
    assert [name for name, is_there in drawn if not is_there] == []
    assert reader.evaluate(OVERLAPS) == []


def test_it_is_read_without_scripts(page: PageFactory) -> None:
    reader = page(java_script_enabled=False)
    reader.goto(f"{MAP}?theme=open-data")

    reader.get_by_role("link", name="Zoom in").click()
    expect(reader).to_have_url(re.compile(r"\?theme=open-data&zoom=1&at=20%2C10#map$"))
    reader.get_by_role("link", name="North", exact=True).click()
    expect(reader).to_have_url(re.compile(r"zoom=1&at=[0-9.]+%2C[0-9.]+#map$"))
    reader.get_by_role("link", name="Whole world").click()
    expect(reader).to_have_url(re.compile(r"\?theme=open-data#map$"))


def test_a_country_leads_to_its_case_studies_by_keyboard(page: PageFactory) -> None:
    reader = page()
    reader.goto(EUROPE)
    poland = reader.locator(".map").get_by_role("link", name=re.compile("^Poland: "))
    count = re.findall(r"\d+", poland.get_attribute("aria-label") or "")[0]

    before = poland.evaluate("link => getComputedStyle(link).stroke")
    poland.focus()
    reader.keyboard.press("Shift+Tab")
    reader.keyboard.press("Tab")

    expect(poland).to_be_focused()
    assert poland.evaluate("link => getComputedStyle(link).stroke") != before
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/case-studies/\?country=PL$"))
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"{count} case studies")


def test_a_disc_leads_nearer_until_the_case_studies_are_named(page: PageFactory) -> None:
    reader = page()
    reader.goto(MAP)

    for _step in range(6):
        disc = reader.locator(".disc").first
        if "in-view" in (disc.get_attribute("href") or ""):
            break
        disc.click()
        expect(reader).to_have_url(re.compile("zoom=[1-5].*#map$"))
    number = int(disc.locator("text").text_content() or 0)
    disc.click()

    expect(reader).to_have_url(re.compile("#in-view$"))
    assert reader.locator("#in-view li").count() >= number


@pytest.mark.parametrize("address", [MAP, EUROPE])
def test_it_fits_a_narrow_window_and_has_room_for_fingers(page: PageFactory, address: str) -> None:
    reader = page(width=NARROW, height=640)

    reader.goto(address)

    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate(CUT_OFF) == []
    assert reader.evaluate(SMALL, [f"{CONTROLS}, .disc", SMALLEST_TARGET]) == []


def test_on_a_phone_it_opens_in_the_middle(page: PageFactory) -> None:
    reader = page(width=360, height=800)
    reader.goto(MAP)
    room = reader.locator(".map-room")

    expect(room).not_to_have_js_property("scrollLeft", 0)
    left, width, seen = room.evaluate("room => [room.scrollLeft, room.scrollWidth, room.clientWidth]")
    assert abs(left - (width - seen) / 2) <= 1


def fills(reader: Page) -> list[str]:
    return [reader.evaluate(FILL, selector) for selector in (".map-land", ".country", ".disc-mark")]


@pytest.mark.parametrize(("scheme", "forced"), [("light", "none"), ("dark", "none"), ("light", "active")])
def test_land_country_and_place_differ_in_every_mode(page: PageFactory, scheme: str, forced: str) -> None:
    reader = page(color_scheme=scheme, forced_colors=forced)

    reader.goto(EUROPE)

    land, country, disc = fills(reader)
    assert land not in (country, disc)


def test_it_prints_with_its_lists_and_without_its_controls(page: PageFactory) -> None:
    reader = page()
    reader.goto(EUROPE)

    reader.emulate_media(media="print")

    expect(reader.locator(".map")).to_be_visible()
    expect(reader.locator("#map-countries-heading")).to_be_visible()
    expect(reader.locator(".map-moves")).to_be_hidden()
