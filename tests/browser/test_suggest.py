"""Suggestions while typing: the keyboard, the mouse and a finger reach them, and a screen reader hears of them."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.axe import EVERYTHING, OF_COLOURS, violations
from tests.browser.conftest import PageFactory
from tests.browser.suggesting import LUFTDATEN, chosen, field, opened, options, suggestions
from tests.browser.test_privacy import INLINE, NOTE_VIOLATIONS
from tests.browser.test_reflow import CUT_OFF, STICKING_OUT

SUGGEST = "**/api/v1/suggest/**"
LONGER_THAN_THE_PAUSE = 1_000


def test_it_says_what_it_is(page: PageFactory) -> None:
    reader = page()
    reader.goto("/")

    expect(field(reader)).to_have_accessible_name("Search the case studies")
    expect(field(reader)).to_have_attribute("aria-autocomplete", "list")
    expect(field(reader)).to_have_attribute("aria-expanded", "false")
    expect(suggestions(reader)).to_have_count(0)
    controlled = field(reader).get_attribute("aria-controls")
    assert reader.locator(f"#{controlled}").get_attribute("role") == "listbox"

    opened(reader, "luftd")

    expect(field(reader)).to_have_attribute("aria-expanded", "true")
    expect(suggestions(reader)).to_have_attribute("id", str(controlled))
    expect(reader.get_by_role("status")).to_have_text("1 suggestion.")
    expect(suggestions(reader).get_by_role("group", name="Case studies").get_by_role("option")).to_have_text(
        [re.compile(f"^{LUFTDATEN} Germany, Bulgaria and 3 more · Ongoing since 2015$")]
    )
    assert chosen(reader) is None


@pytest.mark.parametrize("address", ["/", "/case-studies/", "/about/", "/this-page-is-not-there/"])
def test_it_is_on_every_search_of_the_case_studies(page: PageFactory, address: str) -> None:
    reader = page()
    reader.goto(address)

    reader.get_by_role("combobox").press_sequentially("luftd")

    expect(options(reader).first).to_contain_text(LUFTDATEN)


@pytest.mark.parametrize("address", ["/organisations/", "/tools/"])
def test_it_leaves_other_searches_alone(page: PageFactory, address: str) -> None:
    reader = page()
    reader.goto(address)

    expect(reader.get_by_role("search").get_by_role("searchbox")).to_have_count(1)
    expect(reader.get_by_role("combobox")).to_have_count(0)


def test_it_groups_what_the_catalogue_answers(page: PageFactory) -> None:
    reader = page()
    with reader.expect_response(lambda answer: answer.url.endswith("q=consul")) as answer:
        opened(reader, "consul")
    results = answer.value.json()["results"]
    kinds = list(dict.fromkeys(result["kind"] for result in results))
    assert len(kinds) > 1

    shown = [option.locator("b").inner_text() for option in options(reader).all()[:-1]]

    assert shown == [result["label"] for kind in kinds for result in results if result["kind"] == kind]
    names = {"case_study": "Case studies", "organisation": "Organisations", "tool": "Tools"}
    assert [
        group.locator("[role=presentation]").inner_text() for group in suggestions(reader).get_by_role("group").all()
    ] == [names[kind] for kind in kinds]
    expect(reader.get_by_role("status")).to_have_text(f"{len(results)} suggestions.")


def test_it_tells_the_alias(page: PageFactory) -> None:
    reader = page()

    opened(reader, "epf")

    expect(options(reader).first).to_have_text(
        "ePaństwo Foundation also known as EPF · Civil society organisation · Poland"
    )


def test_it_offers_the_search_where_there_is_nothing_to_suggest(page: PageFactory) -> None:
    reader = page()

    opened(reader, "nothing is called <b>so</b> & $1")

    expect(options(reader)).to_have_count(1)
    expect(reader.get_by_role("status")).to_have_text("No suggestions.")


@pytest.fixture
def asked(page: PageFactory) -> tuple[Page, list[str]]:
    """A reader whose clock stands still, on the front page; and the words that the catalogue is asked for."""
    reader = page()
    words: list[str] = []

    def note(request: Request) -> None:
        if "/suggest/" in request.url:
            words.append(request.url.partition("q=")[2])

    reader.on("request", note)
    reader.clock.install()
    reader.goto("/")
    return reader, words


def test_it_asks_once_one_pauses_and_never_for_a_letter(asked: tuple[Page, list[str]]) -> None:
    reader, words = asked

    field(reader).press_sequentially("l")
    reader.clock.run_for(LONGER_THAN_THE_PAUSE)
    assert words == []

    field(reader).press_sequentially("uft")
    assert words == []
    with reader.expect_response(SUGGEST):
        reader.clock.run_for(LONGER_THAN_THE_PAUSE)
    expect(suggestions(reader)).to_be_visible()

    field(reader).fill("l")
    reader.clock.run_for(LONGER_THAN_THE_PAUSE)
    expect(suggestions(reader)).to_have_count(0)
    field(reader).fill("l" * 201)
    reader.clock.run_for(LONGER_THAN_THE_PAUSE)

    assert words == ["luft"]


def test_it_waits_until_a_word_is_composed(asked: tuple[Page, list[str]]) -> None:
    reader, words = asked
    field(reader).focus()
    typing = reader.context.new_cdp_session(reader)

    typing.send("Input.imeSetComposition", {"text": "luftd", "selectionStart": 5, "selectionEnd": 5})
    reader.clock.run_for(LONGER_THAN_THE_PAUSE)
    expect(field(reader)).to_have_value("luftd")
    assert words == []

    with reader.expect_response(SUGGEST):
        typing.send("Input.insertText", {"text": "luftdaten"})
        reader.clock.run_for(LONGER_THAN_THE_PAUSE)

    expect(options(reader).first).to_contain_text(LUFTDATEN)
    assert words == ["luftdaten"]


@pytest.fixture
def waiting(page: PageFactory) -> Iterator[tuple[Page, list[str]]]:
    """A reader on the front page who typed two letters for which the catalogue never answers; and what was aborted."""
    reader = page()
    held: list[Route] = []
    aborted: list[str] = []
    reader.route("**/api/v1/suggest/?q=lu", lambda route: held.append(route))
    reader.on("requestfailed", lambda request: aborted.append(request.url.partition("q=")[2]))
    reader.goto("/")
    with reader.expect_request(SUGGEST):
        field(reader).press_sequentially("lu")
    yield reader, aborted
    for route in held:
        route.abort()


def test_it_waits_no_longer_for_what_was_typed_before(waiting: tuple[Page, list[str]]) -> None:
    reader, aborted = waiting

    field(reader).press_sequentially("ftd")

    expect(options(reader).first).to_contain_text(LUFTDATEN)
    assert aborted == ["lu"]


def test_it_does_not_open_behind_a_reader_who_has_gone_on(waiting: tuple[Page, list[str]]) -> None:
    reader, aborted = waiting

    with reader.expect_event("requestfailed"):
        field(reader).press("Tab")

    expect(reader.get_by_role("main").get_by_role("button", name="Search")).to_be_focused()
    expect(suggestions(reader)).to_have_count(0)
    assert aborted == ["lu"]


def test_a_broken_answer_leaves_the_form_as_it_is(page: PageFactory) -> None:
    reader = page()
    reader.goto("/")
    reader.route(SUGGEST, lambda route: route.fulfill(body="no data"))

    with reader.expect_response(SUGGEST):
        field(reader).press_sequentially("luftd")

    expect(suggestions(reader)).to_have_count(0)
    field(reader).press("Enter")
    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=luftd$"))


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 800)], ids=["desktop", "phone"])
def test_it_has_no_violation_when_it_is_open(page: PageFactory, width: int, height: int) -> None:
    reader = page(width=width, height=height)
    opened(reader, "consul").press("ArrowDown")

    found = violations(reader, EVERYTHING)
    reader.emulate_media(color_scheme="dark")
    in_the_dark = violations(reader, OF_COLOURS)

    expect(suggestions(reader)).to_be_visible()
    assert (found, in_the_dark) == ([], [])


def test_it_keeps_to_itself(page: PageFactory, catalogue_site: str) -> None:
    reader = page()
    reader.add_init_script(NOTE_VIOLATIONS)
    hosts: set[str] = set()
    reader.on("request", lambda request: hosts.add("/".join(request.url.split("/")[:3])))

    opened(reader, "consul").press("ArrowDown")

    assert hosts == {catalogue_site}
    assert reader.evaluate("window.violations") == []
    assert reader.evaluate(INLINE) == []
    assert reader.context.cookies() == []


@pytest.mark.parametrize("address", ["/", "/case-studies/"])
def test_it_fits_a_narrow_window(page: PageFactory, address: str) -> None:
    reader = page(width=320, height=640)
    typing = opened(reader, "data", address)

    typing.press("ArrowUp")

    # The list may cut off the fraction of a pixel.
    expect(options(reader).last).to_be_in_viewport(ratio=0.98)
    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate(CUT_OFF) == []
    assert [box["height"] >= 24 for option in options(reader).all() if (box := option.bounding_box())] == [
        True
    ] * options(reader).count()


def test_it_lies_above_the_rest_of_the_front_page(page: PageFactory) -> None:
    reader = page()
    typing = opened(reader, "data")

    for _ in range(options(reader).count()):
        typing.press("ArrowDown")
        assert (
            options(reader)
            .nth(chosen(reader) or 0)
            .evaluate(
                """option => {
                const {left, top, width, height} = option.getBoundingClientRect();
                return option.contains(document.elementFromPoint(left + width / 2, top + height / 2));
            }"""
            )
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_shows_what_is_chosen_in_forced_colours(page: PageFactory, scheme: Literal["light", "dark"]) -> None:
    reader = page(forced_colors="active", color_scheme=scheme)
    opened(reader, "consul").press("ArrowDown")

    outlines = [
        option.evaluate("option => getComputedStyle(option).outlineStyle") for option in options(reader).all()[:2]
    ]

    assert outlines == ["solid", "none"]


def test_without_scripts_it_is_a_plain_form(page: PageFactory) -> None:
    reader = page(java_script_enabled=False)
    reader.goto("/")
    search = reader.get_by_role("main").get_by_role("searchbox")

    search.fill("luftdaten")

    expect(reader.get_by_role("combobox")).to_have_count(0)
    expect(reader.locator("[role=listbox], [role=status]")).to_have_count(0)

    search.press("Enter")

    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=luftdaten$"))
