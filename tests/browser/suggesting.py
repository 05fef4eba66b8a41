"""The search field and its suggestions, as the tests of both find them on a page."""

from playwright.sync_api import Locator, Page, expect

LUFTDATEN = "luftdaten.info, now Sensor.Community: citizens measure the air"


def field(reader: Page) -> Locator:
    return reader.get_by_role("main").get_by_role("combobox")


def suggestions(reader: Page) -> Locator:
    """The list, as long as it is open."""
    return reader.get_by_role("listbox", name="Suggestions")


def options(reader: Page) -> Locator:
    return suggestions(reader).get_by_role("option")


def opened(reader: Page, words: str, address: str = "/") -> Locator:
    """Go there and type; the field, once the list is open for these words."""
    reader.goto(address)
    field(reader).press_sequentially(words)
    expect(options(reader).last).to_have_text(f"Search all case studies for “{words}”")
    return field(reader)


def chosen(reader: Page) -> int | None:
    """The place of the option that the field points at and that alone is marked; None if there is none."""
    pointed = field(reader).get_attribute("aria-activedescendant")
    marked = options(reader).and_(reader.locator("[aria-selected=true]"))
    assert marked.count() == (pointed is not None)
    expect(field(reader)).to_be_focused()
    if pointed is None:
        return None
    assert marked.get_attribute("id") == pointed
    return [option.get_attribute("id") for option in options(reader).all()].index(pointed)
