"""The pages follow what the reader's machine asks for: darkness, calm, its own colours, paper."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFactory
from tests.browser.kinds import CASE, FILTERED, MISSING

LONGEST_MOVEMENT = 0.01
MOVING = """longest => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(element, part);
    const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ").map(parseFloat);
    return Math.max(...times) > longest || style.scrollBehavior === "smooth" ? element.outerHTML.slice(0, 120) : "";
})).filter(html => html)"""
COLOUR = "([selector, property]) => getComputedStyle(document.querySelector(selector))[property]"
PART = """([selector, part, property]) => getComputedStyle(document.querySelector(selector), part)[property]"""


def luminance(page: Page, selector: str, name: str) -> float:
    """How light a colour is, from 0 (black) to 1 (white), as WCAG reckons it."""
    colour = page.evaluate(COLOUR, [selector, name])
    channels = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("scheme", "is_ground", "is_ink"),
    [
        ("light", lambda value: value > 0.9, lambda value: value < 0.05),
        ("dark", lambda value: value < 0.05, lambda value: value > 0.7),
    ],
    ids=["light", "dark"],
)
def test_it_follows_the_scheme(
    page: PageFactory,
    scheme: Literal["light", "dark"],
    is_ground: Callable[[float], bool],
    is_ink: Callable[[float], bool],
) -> None:
    reader = page(color_scheme=scheme)

    reader.goto(CASE)

    assert is_ground(luminance(reader, "html", "backgroundColor"))
    assert is_ink(luminance(reader, "#aim .text p", "color"))
    assert is_ink(luminance(reader, "h1", "color"))
    assert is_ground(luminance(reader, ".facts", "backgroundColor"))


@pytest.mark.parametrize("address", ["/", FILTERED, CASE, "/collaboration-models/", "/api/v1/docs/", MISSING])
def test_it_keeps_still_for_those_who_ask(page: PageFactory, address: str) -> None:
    reader = page(reduced_motion="reduce")

    reader.goto(address)

    assert reader.evaluate(MOVING, LONGEST_MOVEMENT) == []


def test_it_moves_a_little_for_others(page: PageFactory) -> None:
    """Otherwise the test above would see nothing, whatever happens."""
    reader = page(reduced_motion="no-preference")

    reader.goto("/")

    assert reader.evaluate(MOVING, LONGEST_MOVEMENT) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stays_readable_in_forced_colours(page: PageFactory, scheme: Literal["light", "dark"]) -> None:
    reader = page(forced_colors="active", color_scheme=scheme)
    reader.goto(FILTERED)

    chosen, other = (
        reader.evaluate(PART, [f".choices a{selector}", "::before", "backgroundColor"])
        for selector in ("[aria-current]", ":not([aria-current])")
    )
    current, another = (
        reader.evaluate(PART, [f".masthead nav a{selector}", None, "borderBottomColor"])
        for selector in ("[aria-current]", ":not([aria-current])")
    )

    assert chosen != other
    assert current != another
    expect(reader.locator(".choices a[aria-current]").first).to_contain_text("(chosen")
    assert reader.evaluate(COLOUR, [".card .flag", "forcedColorAdjust"]) == "none"
    for control in (".search", ".search button", ".pill", ".years .field"):
        assert reader.evaluate(COLOUR, [control, "borderTopStyle"]) == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hit_in_a_snippet_can_be_read(page: PageFactory, scheme: Literal["light", "dark"]) -> None:
    reader = page(color_scheme=scheme)
    reader.goto(FILTERED)

    reader.locator(".card-summary").first.evaluate(
        "text => { text.outerHTML = '<p class=\"card-snippet\">They had a <mark>hit</mark>.</p>'; }"
    )

    ink, ground = sorted(luminance(reader, ".card-snippet mark", name) for name in ("color", "backgroundColor"))
    assert (ground + 0.05) / (ink + 0.05) >= 4.5
    assert luminance(reader, ".card-snippet mark", "backgroundColor") != luminance(reader, "html", "backgroundColor")


def test_it_tells_the_kinds_of_takeaway_apart_in_forced_colours(page: PageFactory) -> None:
    reader = page(forced_colors="active")

    reader.goto(CASE)

    expect(reader.get_by_role("heading", name="Challenges")).to_be_visible()
    expect(reader.get_by_role("heading", name="Lessons learnt")).to_be_visible()
    assert reader.evaluate(COLOUR, [".takeaway", "borderLeftStyle"]) == "solid"
    assert reader.evaluate(COLOUR, [".facts", "borderTopStyle"]) == "solid"


def test_it_tells_them_apart_by_shape_and_word_where_they_are_mixed(page: PageFactory) -> None:
    reader = page(forced_colors="active")

    reader.goto("/lessons/")

    shapes = {
        tuple(reader.evaluate(PART, [f".buoy-{kind}", "::before", name]) for name in ("transform", "clipPath"))
        for kind in ("challenge", "lesson", "recommendation")
    }
    assert len(shapes) == 3
    for kind in ("Challenge", "Lesson", "Recommendation"):
        expect(reader.locator(".lesson .buoy").filter(has_text=re.compile(f"^{kind}")).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_a_case_study_on_white_with_its_sources(page: PageFactory, scheme: Literal["light", "dark"]) -> None:
    reader = page(color_scheme=scheme)
    reader.goto(CASE)

    reader.emulate_media(media="print")

    assert luminance(reader, "html", "backgroundColor") == 1
    assert luminance(reader, "#aim .text p", "color") == 0
    for name in ("Main", "You are here", "About this site"):
        expect(reader.get_by_role("navigation", name=name)).to_have_count(0)
    expect(reader.get_by_role("combobox")).to_have_count(0)
    expect(reader.get_by_role("button")).to_have_count(0)
    sources = reader.locator(".sources > li").filter(has=reader.locator("a[href^=http]"))
    addresses = [link.get_attribute("href") for link in sources.locator("a[href^=http]:first-child").all()]
    assert sources.locator(".source-url:visible").all_inner_texts() == addresses
    assert addresses != []


def test_it_prints_every_answer(page: PageFactory) -> None:
    reader = page()
    reader.goto(CASE)
    sections = reader.get_by_role("article").locator("section")
    on_screen = sections.locator(":scope > h2:visible").all_inner_texts()

    reader.emulate_media(media="print")

    assert sections.locator(":scope > h2:visible").all_inner_texts() == on_screen
    expect(reader.locator(".short li:visible")).to_have_count(6)
    expect(reader.locator(".facts")).to_be_visible()


@pytest.mark.parametrize("address", ["/", FILTERED, "/collaboration-models/labs/", "/about/data/"])
def test_it_prints_within_the_page(page: PageFactory, address: str) -> None:
    """A4 has room for some 700 px between its margins."""
    reader = page(width=700)
    reader.goto(address)

    reader.emulate_media(media="print")

    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert luminance(reader, "html", "backgroundColor") == 1
