"""What readers come for, from the first page to what they leave with."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFactory
from tests.browser.kinds import CITATION


def value_of(reader: Page, facet: str, value: str) -> tuple[str, int]:
    """Follow a value of a facet; its address and the count that it had."""
    found = reader.locator("details.facet").filter(has=reader.locator("summary", has_text=facet))
    if not found.locator(".choices a").first.is_visible():
        found.locator("> summary").click()
    link = found.locator(".choices").get_by_role("link", name=value)
    address, count = str(link.get_attribute("href")), int(link.locator("b").inner_text())
    link.click()
    return address, count


def titles(reader: Page) -> list[str]:
    return reader.locator(".cards").get_by_role("article").get_by_role("heading").all_inner_texts()


def test_it_tells_an_official_what_it_cost_and_what_went_wrong(page: PageFactory) -> None:
    official = page()
    official.goto("/")

    official.get_by_role("main").get_by_role("combobox").fill("participatory budget")
    official.keyboard.press("Enter")
    expect(official).to_have_url(re.compile(r"/case-studies/\?q=participatory\+budget(&|$)"))
    _address, count = value_of(official, "Who paid", "Paid services")

    expect(official.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{count} case stud"))
    assert len(titles(official)) == count

    official.get_by_role("link", name=re.compile("^Consul")).click()
    official.get_by_role("navigation", name="In short").get_by_role("link", name="Paid by").click()
    funding = official.get_by_role("region", name="Who paid?")

    expect(funding).to_be_in_viewport()
    expect(funding.get_by_role("heading", name="What it cost")).to_be_visible()
    expect(funding.locator(CITATION).first).to_be_visible()

    official.get_by_role("navigation", name="In short").get_by_role("link", name="What went wrong").click()
    learnt = official.get_by_role("region", name="What went wrong, what did they learn?")

    expect(learnt.get_by_role("heading", name="Challenges")).to_be_in_viewport()
    expect(learnt.locator(".takeaway-challenge").first).to_be_visible()


def test_it_gives_a_civic_group_a_model_and_a_precedent(page: PageFactory) -> None:
    group = page(width=360, height=740)
    group.goto("/")

    group.get_by_role("main").get_by_role("link", name=re.compile("^Hackathons")).first.click()
    expect(group).to_have_url(re.compile("/collaboration-models/hackathons/$"))
    advice = group.locator("section").filter(has=group.get_by_role("heading", name="What you should do"))

    expect(group.get_by_role("heading", name="When it fits")).to_be_visible()
    expect(advice.get_by_role("listitem").first).to_be_visible()

    precedent = group.locator(".cards").get_by_role("article").first
    title = precedent.get_by_role("heading").inner_text()
    precedent.get_by_role("link").first.click()

    expect(group.get_by_role("heading", level=1)).to_have_text(title)
    expect(group.get_by_role("article").get_by_role("link", name="Hackathons").first).to_be_visible()


def test_it_gives_a_funder_an_address_to_share(page: PageFactory) -> None:
    funder, colleague = page(), page(width=360)
    funder.goto("/case-studies/")

    value_of(funder, "Theme", "Open data")
    _address, count = value_of(funder, "Who paid", "Foundation grant")
    funder.get_by_role("navigation", name="Order").get_by_role("link", name="Started last").click()
    expect(funder.get_by_role("heading", level=1)).to_have_text(f"{count} case studies")
    colleague.goto(funder.url)

    assert titles(funder) != []
    assert titles(colleague) == titles(funder)
    pills = funder.get_by_role("list", name="Chosen filters").get_by_role("listitem")
    expect(pills.filter(has_text="Open data")).to_have_count(1)
    expect(pills.filter(has_text="Foundation grant")).to_have_count(1)


def test_it_leads_a_researcher_to_the_source_and_to_the_data(page: PageFactory) -> None:
    researcher = page()
    researcher.goto("/case-studies/luftdaten/")

    citation = researcher.get_by_role("region", name="What is the aim?").locator(CITATION).first
    number = citation.inner_text()
    citation.click()
    source = researcher.locator(".sources > li").nth(int(number) - 1)

    expect(source).to_be_in_viewport()
    expect(source.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))

    with researcher.expect_response("**/api/v1/**") as answer:
        researcher.get_by_role("link", name="This record as data").click()
    record = answer.value.json()

    assert answer.value.headers["content-type"].startswith("application/json")
    assert record["slug"] == "luftdaten"
    assert record["document"]["sources"] != []


def test_it_gives_a_developer_the_same_list_as_data(page: PageFactory) -> None:
    developer = page()
    developer.goto("/case-studies/?model=hackathons")
    shown = titles(developer)

    with developer.expect_response("**/api/v1/case-studies/**") as answer:
        developer.locator("#take-away").get_by_role("link", name="API").click()

    assert [result["title"] for result in answer.value.json()["results"]] == shown


def test_it_keeps_empty_fields_out_of_an_address_that_is_shared(page: PageFactory) -> None:
    reader = page()
    reader.goto("/case-studies/?model=labs&ordering=-title")

    reader.get_by_role("main").get_by_role("combobox").fill("city")
    reader.keyboard.press("Enter")

    expect(reader).to_have_url(re.compile(r"/case-studies/\?q=city&model=labs&ordering=-title$"))
