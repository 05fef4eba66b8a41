"""Whoever has no mouse gets everywhere, and always sees where they are."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PageFactory
from tests.browser.kinds import CASE, CITATION, FILTERED, LESSONS, MISSING

MOST_STOPS = 400
STOP = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const places = {".skip-link": "skip link", ".wordmark": "name", ".masthead nav": "menu", ".menu": "menu button",
        ".crumbs": "breadcrumbs", ".search": "search", ".views": "views", ".compare-ticked": "compare",
        ".embed-code": "embed", ".drawer-opener": "drawer", ".years": "years",
        ".facet": "facets", ".pills": "pills", ".orderings": "order", ".result-head": "data", ".cards": "cards",
        ".take-away": "take away", ".pagination": "pages", ".footer": "footer"};
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(element);
    const {top, bottom, left, right} = element.getBoundingClientRect();
    const box = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
    const above = document.elementFromPoint((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    return {
        place: Object.entries(places).find(([selector]) => element.closest(selector))?.[1] ?? "main",
        outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(", 0)"),
        inView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
        covered: [".masthead", ".drawer-opener", ".drawer-end"].some(
            (selector) => above?.closest(selector) && !element.closest(selector)),
        html: element.outerHTML.slice(0, 120),
    };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Where Tab leads, from the top of the page until it leaves it."""
    found: list[dict[str, Any]] = []
    while len(found) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"Tab does not leave the page after {MOST_STOPS} stops.")


def press_on(target: Locator, key: str) -> None:
    """Press a key where the keyboard is, once it has got there."""
    target.focus()
    expect(target).to_be_focused()
    target.page.keyboard.press(key)


def tab_until(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}.")


def test_it_skips_to_the_content(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/")

    reader.keyboard.press("Tab")

    skip = reader.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)

    reader.keyboard.press("Enter")

    expect(reader.get_by_role("main")).to_be_focused()

    reader.keyboard.press("Tab")

    assert reader.evaluate("!!document.activeElement.closest('main')")


def test_it_leads_through_a_list_in_the_order_of_reading(page: PageFactory) -> None:
    reader = page()
    reader.goto(FILTERED)

    places = [stop["place"] for stop in stops(reader)]

    in_order = [place for place, before in zip(places, ["", *places], strict=False) if place != before]
    assert in_order == [
        *("skip link", "name", "menu", "breadcrumbs", "search", "views", "years", "facets"),
        *("pills", "order", "data", "cards", "compare", "take away", "embed", "footer"),
    ]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "address", ["/", FILTERED, f"{FILTERED}#filters", LESSONS, CASE, "/collaboration-models/labs/", MISSING]
)
def test_it_shows_where_the_keyboard_is(page: PageFactory, address: str, width: int) -> None:
    reader = page(width=width)
    reader.goto(address)

    found = stops(reader)

    assert len(found) > 10
    assert [stop for stop in found if not stop["outlined"] or not stop["inView"] or stop["covered"]] == []


def test_it_opens_and_closes_a_facet(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/")
    facet = reader.locator("details[data-facet]:not([open])").first
    facet.evaluate("element => { element.id = 'tried'; }")
    tried = reader.locator("#tried")

    press_on(tried.locator("> summary"), "Enter")

    expect(tried).to_have_attribute("open", "")
    expect(tried.locator(".choices a").first).to_be_visible()

    reader.keyboard.press("Space")

    expect(tried.locator(".choices a").first).to_be_hidden()


def test_it_narrows_the_values_of_a_long_facet_while_one_types(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/")
    facet = reader.locator("details[data-facet]").filter(has=reader.get_by_text("Country", exact=True)).first
    facet.evaluate("element => { element.open = true; }")
    box = facet.get_by_role("searchbox")

    box.focus()
    reader.keyboard.type("kénya")

    expect(facet.locator(".choices a").filter(visible=True)).to_have_text([re.compile("Kenya")])


def test_it_chooses_a_value_and_lets_it_go(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/")
    heading = reader.get_by_role("heading", level=1)
    everything = heading.inner_text()
    value = reader.locator(".filters").get_by_role("link", name="Hackathons")
    count = value.locator("b").inner_text()

    tab_until(reader, value)
    reader.keyboard.press("Enter")

    expect(reader).to_have_url(re.compile(r"\?model=hackathons$"))
    expect(heading).to_have_text(f"{count} case studies")
    pills = reader.get_by_role("list", name="Chosen filters")
    expect(pills.get_by_role("link")).to_have_text([re.compile("Hackathons"), "Clear all"])

    press_on(pills.get_by_role("link").first, "Enter")

    expect(reader).to_have_url(re.compile("/case-studies/$"))
    expect(heading).to_have_text(everything)


def test_it_opens_and_closes_the_menu_on_a_phone(page: PageFactory) -> None:
    reader = page(width=360, height=740)
    reader.goto("/about/")
    menu = reader.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()

    tab_until(reader, reader.locator("summary").filter(has_text="Menu"))
    reader.keyboard.press("Enter")
    expect(menu).to_be_visible()
    reader.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    reader.keyboard.press("Space")
    reader.keyboard.press("Tab")

    expect(menu.get_by_role("link").first).to_be_focused()

    reader.keyboard.press("Enter")

    expect(reader).to_have_url(re.compile("/case-studies/$"))


def test_it_leads_through_a_list_on_a_phone_past_the_closed_drawer(page: PageFactory) -> None:
    reader = page(width=360, height=740)
    reader.goto(FILTERED)

    places = [stop["place"] for stop in stops(reader)]

    in_order = [place for place, before in zip(places, ["", *places], strict=False) if place != before]
    assert in_order == [
        *("skip link", "name", "menu button", "breadcrumbs", "search", "views", "drawer", "pills", "order"),
        *("data", "cards", "compare", "take away", "embed", "footer"),
    ]


def test_it_opens_the_drawer_of_filters_on_a_phone_chooses_there_and_shows_the_results(page: PageFactory) -> None:
    reader = page(width=360, height=740)
    reader.goto("/case-studies/")
    filters, results = reader.get_by_role("region", name="Filters"), reader.get_by_role("region", name="Results")
    value = filters.get_by_role("link", name="Hackathons")
    expect(filters).to_be_hidden()

    tab_until(reader, reader.get_by_role("link", name="Filters"))
    reader.keyboard.press("Enter")
    expect(filters).to_be_focused()
    expect(results).to_be_hidden()
    expect(reader.get_by_role("link", name=re.compile("^Filters"))).to_be_hidden()
    reader.keyboard.press("Tab")
    expect(filters.get_by_role("link", name="Close")).to_be_focused()
    tab_until(reader, value)
    reader.keyboard.press("Enter")

    expect(reader).to_have_url(re.compile(r"\?model=hackathons#facet-model$"))
    expect(value).to_be_in_viewport()
    expect(results).to_be_hidden()

    show = filters.get_by_role("link", name=re.compile(r"^Show \d+ case stud"))
    expect(show).to_be_in_viewport(ratio=1)
    count = re.findall(r"\d+", show.inner_text())[0]
    tab_until(reader, show)
    reader.keyboard.press("Enter")

    expect(results).to_be_focused()
    expect(filters).to_be_hidden()
    expect(reader.get_by_role("list", name="Chosen filters")).to_be_in_viewport()
    expect(reader.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{count} case stud"))
    expect(reader.get_by_role("link", name="Filters 1 chosen")).to_be_visible()

    reader.go_back()

    expect(filters).to_be_visible()


def test_it_goes_from_a_long_facet_to_all_its_values_and_back_to_the_list(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/?theme=open-data")
    facet = reader.locator("#facet-organisation")
    facet.evaluate("element => { element.open = true; }")

    press_on(facet.get_by_role("link", name=re.compile(r"^All \d+ organisations$")), "Enter")
    expect(reader).to_have_url(re.compile(r"/case-studies/facets/organisation/\?theme=open-data$"))
    reader.get_by_role("searchbox").fill("world bank")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"\?find=world\+bank&theme=open-data$"))
    press_on(reader.get_by_role("link", name=re.compile("^World Bank")), "Enter")

    expect(reader).to_have_url(re.compile(r"/case-studies/\?organisation=world-bank&theme=open-data$"))
    expect(reader.get_by_role("list", name="Chosen filters")).to_contain_text("Organisation: World Bank")


def test_it_jumps_from_a_citation_to_its_source_and_back(page: PageFactory) -> None:
    reader = page()
    reader.goto(CASE)
    citation = reader.locator("#aim").locator(CITATION).first
    place, target = citation.get_attribute("id"), citation.get_attribute("href")
    source = reader.locator(f"[id='{str(target).lstrip('#')}']")
    expect(source).not_to_be_in_viewport()

    press_on(citation, "Enter")

    expect(source).to_be_in_viewport()

    reader.keyboard.press("Tab")

    expect(source.get_by_role("link").first).to_be_focused()

    press_on(source.locator(f"a[href='#{place}']"), "Enter")

    expect(citation).to_be_in_viewport()
    expect(source).not_to_be_in_viewport()


def test_it_leads_from_each_short_answer_to_its_section(page: PageFactory) -> None:
    reader = page()
    reader.goto(CASE)
    answers = reader.get_by_role("navigation", name="In short").get_by_role("link")
    expect(answers).to_have_count(6)
    questions = reader.get_by_role("article").get_by_role("heading", level=2).filter(has_text=re.compile("^[1-6]"))

    for number in range(6):
        press_on(answers.nth(number), "Enter")

        expect(questions.nth(number)).to_be_in_viewport()
        expect(questions.nth(number)).to_have_text(re.compile(f"^{number + 1}"))
        assert questions.nth(number).evaluate("heading => heading.closest('section').matches(':has(:target), :target')")
