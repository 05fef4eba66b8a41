"""How a reader goes through suggestions and takes one: by keys, by mouse and by finger."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageFactory
from tests.browser.suggesting import LUFTDATEN, chosen, field, opened, options, suggestions

FILTERED = "/case-studies/?model=hackathons&ordering=-title"


def test_the_arrows_go_round(page: PageFactory) -> None:
    reader = page()
    typing = opened(reader, "consul")
    last = options(reader).count() - 1
    assert last > 2

    way = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowUp", "ArrowUp"):
        typing.press(key)
        way.append(chosen(reader))

    assert way == [0, 1, 0, last, 0, last, last - 1]
    expect(typing).to_have_value("consul")


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight"])
def test_the_keys_of_the_text_lead_back_to_it(page: PageFactory, key: str) -> None:
    reader = page()
    typing = opened(reader, "consul")
    typing.press("ArrowDown")
    assert chosen(reader) == 0

    typing.press(key)
    typing.press("x")

    assert chosen(reader) is None
    expect(typing).to_have_value({"Home": "xconsul", "ArrowLeft": "consuxl"}.get(key, "consulx"))


def test_escape_closes_and_then_empties(page: PageFactory) -> None:
    reader = page()
    typing = opened(reader, "luftd")
    typing.press("ArrowDown")

    typing.press("Escape")

    expect(suggestions(reader)).to_have_count(0)
    expect(typing).to_have_attribute("aria-expanded", "false")
    expect(typing).to_have_value("luftd")
    expect(reader.get_by_role("status")).to_have_text("")
    assert chosen(reader) is None

    typing.press("Escape")

    expect(typing).to_have_value("")


def test_the_arrows_open_what_was_closed(page: PageFactory) -> None:
    reader = page()
    typing = opened(reader, "consul")
    last = options(reader).count() - 1

    found = {}
    for key in ("ArrowDown", "ArrowUp", "Alt+ArrowDown"):
        typing.press("Escape")
        expect(suggestions(reader)).to_have_count(0)
        typing.press(key)
        expect(suggestions(reader)).to_be_visible()
        found[key] = chosen(reader)
    typing.press("Alt+ArrowUp")

    assert found == {"ArrowDown": 0, "ArrowUp": last, "Alt+ArrowDown": None}
    expect(suggestions(reader)).to_have_count(0)


def test_an_arrow_asks_for_what_stands_in_the_field(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/?q=luftdaten")

    field(reader).press("ArrowDown")

    expect(options(reader).first).to_have_attribute("aria-selected", "true")
    expect(options(reader).first).to_contain_text(LUFTDATEN)


def test_tab_goes_on_and_takes_nothing(page: PageFactory) -> None:
    reader = page()
    typing = opened(reader, "luftd")
    typing.press("ArrowDown")

    typing.press("Tab")

    expect(reader.get_by_role("main").get_by_role("button", name="Search")).to_be_focused()
    expect(suggestions(reader)).to_have_count(0)
    expect(typing).to_have_value("luftd")
    expect(reader).to_have_url(re.compile("/$"))


def test_enter_searches_unless_something_is_chosen(page: PageFactory) -> None:
    reader = page()
    opened(reader, "luftd").press("Enter")
    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=luftd$"))

    typing = opened(reader, "luftd")
    typing.press("ArrowDown")
    typing.press("Enter")

    expect(reader).to_have_url(re.compile("/case-studies/luftdaten/$"))


def test_a_theme_leads_to_its_case_studies(page: PageFactory) -> None:
    reader = page()
    opened(reader, "participatory bu")

    options(reader).filter(has_text="Participatory budgeting").first.click()

    expect(reader).to_have_url(re.compile(r"/case-studies/\?theme=participatory-budgeting$"))


def test_on_the_list_the_form_keeps_the_filters_and_the_last_option_does_not(page: PageFactory) -> None:
    reader = page()
    opened(reader, "pandemic", FILTERED).press("Enter")
    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=pandemic&model=hackathons&ordering=-title$"))

    typing = opened(reader, "pandemic & more", FILTERED)
    typing.press("ArrowUp")
    typing.press("Enter")

    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=pandemic\+%26\+more$"))


def test_the_mouse_follows(page: PageFactory) -> None:
    reader = page()
    typing = opened(reader, "luftd")

    suggestions(reader).get_by_text("Case studies", exact=True).click()

    expect(typing).to_be_focused()
    expect(suggestions(reader)).to_be_visible()

    options(reader).first.click()

    expect(reader).to_have_url(re.compile("/case-studies/luftdaten/$"))


def test_a_finger_follows(page: PageFactory) -> None:
    reader = page(width=360, height=740, has_touch=True)
    opened(reader, "luftd")

    options(reader).first.tap()

    expect(reader).to_have_url(re.compile("/case-studies/luftdaten/$"))


def test_it_closes_when_the_reader_goes_elsewhere(page: PageFactory) -> None:
    reader = page()
    opened(reader, "luftd")

    reader.get_by_role("heading", level=1).click()

    expect(suggestions(reader)).to_have_count(0)
