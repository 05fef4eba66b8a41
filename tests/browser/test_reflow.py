"""Everything fits: 320 px without scrolling sideways, text twice as large, and controls large enough to hit."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageFactory
from tests.browser.kinds import every_kind

NARROW = 320
LARGE_TEXT = 32
"""Twice the usual size, as a reader's own setting."""
SMALLEST_TARGET = 24

UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
STICKING_OUT = """() => {
    const room = document.documentElement.clientWidth;
    const scrolls = element => element.matches("body *") && getComputedStyle(element).overflowX !== "visible";
    const withinScroller = element => element && (scrolls(element) || withinScroller(element.parentElement));
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("body *")].filter(element =>
        element.getBoundingClientRect().right > room + 1 && !withinScroller(element.parentElement));
    return [document.documentElement.scrollWidth, ...wide.map(element => element.outerHTML.slice(0, 120))];
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(element => {
    const {overflowX, textOverflow} = getComputedStyle(element);
    const cuts = overflowX === "hidden" && textOverflow !== "ellipsis" && !element.matches("svg *, .hero");
    const hidden = element.clientWidth <= 1 || !element.checkVisibility();
    return cuts && !hidden && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.outerHTML.slice(0, 120))"""
SMALL = """([controls, smallest]) => [...document.querySelectorAll(controls)].filter(element => {
    const {width, height} = element.getBoundingClientRect();
    return element.checkVisibility() && Math.min(width, height) > 1 && Math.min(width, height) < smallest;
}).map(element => element.outerHTML.slice(0, 120))"""
CONTROLS = "summary, button, input:not([type=hidden]), select, nav a, .choices a, .pills a, .permalink a, .backlinks a"


def enlarge_text(page: Page) -> None:
    """What a reader does in the settings of the browser; the width of the window stays."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": LARGE_TEXT, "fixed": LARGE_TEXT}})
    page.wait_for_function("size => parseFloat(getComputedStyle(document.body).fontSize) >= size", arg=LARGE_TEXT)


def it_fits_enlarged(reader: Page) -> None:
    """Asserts that nothing sticks out or is cut off with text twice as large, on wide and on narrow screens."""
    enlarge_text(reader)

    for width in (1280, NARROW):
        reader.set_viewport_size({"width": width, "height": 900})
        assert reader.evaluate(STICKING_OUT) == []
        assert reader.evaluate(CUT_OFF) == []


@every_kind
def test_it_fits_a_narrow_window_and_has_room_for_fingers(page: PageFactory, address: str) -> None:
    reader = page(width=NARROW, height=640)

    reader.goto(address)
    reader.evaluate(UNFOLD)

    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate(CUT_OFF) == []
    assert reader.evaluate(SMALL, [CONTROLS, SMALLEST_TARGET]) == []


@every_kind
def test_it_fits_with_text_twice_as_large(page: PageFactory, address: str) -> None:
    reader = page()
    reader.goto(address)
    reader.evaluate(UNFOLD)

    it_fits_enlarged(reader)


@pytest.mark.parametrize(
    ("script", "style"), [(STICKING_OUT, "inline-size: 400px"), (CUT_OFF, "overflow: hidden; text-indent: 400px")]
)
def test_it_would_see_what_does_not_fit(page: PageFactory, script: str, style: str) -> None:
    reader = page(width=NARROW)
    reader.goto("/about/operator/")

    reader.evaluate("style => { document.querySelector('main h1').style.cssText = style; }", style)

    assert reader.evaluate(script) != []


def test_it_fits_with_words_that_do_not_break(page: PageFactory) -> None:
    reader = page(width=NARROW)
    reader.goto("/case-studies/?q=Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz")

    assert reader.evaluate(STICKING_OUT) == []
