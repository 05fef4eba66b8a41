"""No page keeps anybody out: WCAG 2.2 AA as axe-core reads it, on phone and desktop, in light and dark."""

from playwright.sync_api import Page

from tests.browser.axe import EVERYTHING, OF_COLOURS, WCAG, violations
from tests.browser.conftest import PageFactory, open_record
from tests.browser.kinds import FILTERED, every_kind

SIZES = {"desktop": (1440, 900), "phone": (360, 800)}
UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


def found_at_all_sizes(page: Page, light: list[str], within: str = "html") -> dict[str, list[str]]:
    """The violations at each size that has any. In the dark only colours differ: their rules are asked again."""
    found = {}
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        found[f"{size}, light"] = violations(page, light, within)
        page.emulate_media(color_scheme="dark")
        found[f"{size}, dark"] = violations(page, OF_COLOURS, within)
    return {name: sentences for name, sentences in found.items() if sentences}


@every_kind
def test_it_has_no_violation(page: PageFactory, address: str) -> None:
    reader = page()

    reader.goto(address)

    assert found_at_all_sizes(reader, EVERYTHING) == {}


def test_it_has_no_violation_with_everything_unfolded(page: PageFactory) -> None:
    """Menu, drawer and facets are the same on all lists: one stands for them."""
    reader = page()

    reader.goto(FILTERED)
    reader.evaluate(UNFOLD)

    assert found_at_all_sizes(reader, EVERYTHING) == {}


def test_it_has_no_violation_with_the_drawer_open(page: PageFactory) -> None:
    reader = page()

    reader.goto(f"{FILTERED}#filters")

    assert found_at_all_sizes(reader, EVERYTHING) == {}


def test_it_would_see_a_violation(page: PageFactory) -> None:
    reader = page()
    reader.goto("/about/operator/")

    reader.evaluate("document.querySelector('main h1').style.cssText = 'color: #999; background: #aaa'")

    (violation,) = violations(reader)
    assert violation.startswith("color-contrast: h1: ")


def test_it_has_no_violation_on_the_desk(editor: Page) -> None:
    """What is ours of it: the pages on one record, within the frame that Django's admin gives them."""
    open_record(editor, "Kenya Open Data Initiative")
    found = {"edit": found_at_all_sizes(editor, WCAG, "#content-main")}

    text = editor.get_by_label("Document")
    document = text.input_value()
    text.fill(document.replace("summary:", "sumary:", 1))
    editor.get_by_label("Reason").fill("To see what it says.")
    editor.get_by_role("button", name="Show what changes").click()
    found["mistake"] = found_at_all_sizes(editor, WCAG, "#content-main")

    text.fill(document.replace("Kenya Open Data Initiative", "Kenya's Open Data Initiative", 1))
    editor.get_by_role("button", name="Show what changes").click()
    found["difference"] = found_at_all_sizes(editor, WCAG, "#content-main")

    editor.get_by_role("link", name="History").click()
    found["history"] = found_at_all_sizes(editor, WCAG, "#content-main")

    assert found == {"edit": {}, "mistake": {}, "difference": {}, "history": {}}
