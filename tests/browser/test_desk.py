"""An editor changes a record on the desk, and readers find the change."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFactory, open_record

TITLE = "Kawal Pemilu: 700 volunteers recount Indonesia's election"
BETTER = "Kawal Pemilu: 700 volunteers recount a whole election"
PAGE = "/case-studies/kawal-pemilu/"
REASON = "The country stands in the summary."


def test_it_shows_the_desk_to_editors_only(page: PageFactory) -> None:
    stranger = page()

    stranger.goto("/admin/casestudies/casestudy/")

    expect(stranger).to_have_url(re.compile("/admin/login/"))
    expect(stranger.get_by_label("Password")).to_be_visible()


def test_it_takes_a_change_after_a_mistake(editor: Page, page: PageFactory) -> None:
    reader = page()
    reader.goto(PAGE)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    open_record(editor, "Kawal Pemilu")
    text, reason = editor.get_by_label("Document"), editor.get_by_label("Reason")
    before = text.input_value()
    right = re.sub("(?m)^title: .*$", f"title: '{BETTER}'", before)
    wrong = right.replace("\nsummary:", "\nsumary:", 1)
    line = wrong.splitlines().index("sumary: >-") + 1

    # A mistake: told with its line, and nothing is lost.
    text.fill(wrong)
    reason.fill(REASON)
    editor.get_by_role("button", name="Show what changes").click()

    problems = editor.get_by_role("alert")
    expect(problems).to_contain_text("Nothing was changed.")
    expect(problems).to_contain_text(f"line {line}, sumary")
    expect(problems).to_contain_text("summary")
    expect(text).to_have_value(wrong)
    expect(reason).to_have_value(REASON)

    # Mended: what changes, to be confirmed.
    text.fill(right)
    editor.get_by_role("button", name="Show what changes").click()

    expect(editor.locator("del")).to_have_text([re.compile("^title: .*Indonesia")])
    expect(editor.locator("ins")).to_have_text([re.compile(f"^title: .*{re.escape(BETTER)}")])
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)

    # Second thoughts: back to the text, as it was.
    editor.get_by_role("button", name="Go on editing").click()
    expect(text).to_have_value(right)
    expect(reason).to_have_value(REASON)

    editor.get_by_role("button", name="Show what changes").click()
    editor.get_by_role("button", name="Accept the change").click()

    expect(editor.get_by_text("kawal-pemilu is revision 2 now.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(BETTER)
    expect(reader.get_by_text(re.compile("Revision 2, last changed on"))).to_be_visible()
    reader.goto("/case-studies/?q=recount+a+whole+election")
    expect(reader.get_by_role("article").get_by_role("heading")).to_have_text([BETTER])

    editor.get_by_role("link", name="History").click()

    expect(editor.get_by_text(REASON)).to_be_visible()
