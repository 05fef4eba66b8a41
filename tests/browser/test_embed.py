"""A part of the catalogue on somebody else's page: copied, pasted, framed, followed."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import EVERYTHING
from tests.browser.conftest import PATIENCE, PageFactory
from tests.browser.test_accessibility import found_at_all_sizes
from tests.browser.test_reflow import CUT_OFF, SMALL, SMALLEST_TARGET, STICKING_OUT, enlarge_text

CARD, LIST = "/embed/case-studies/luftdaten/", "/embed/case-studies/?theme=open-data&nonsense=1"
MISSING = "/embed/case-studies/nowhere/"
OFFERED = {"/case-studies/luftdaten/": CARD, "/case-studies/?theme=open-data": "/embed/case-studies/?theme=open-data"}

every_frame = pytest.mark.parametrize("address", [CARD, LIST, MISSING])


class Host:
    """A site of somebody else, with one page."""

    def __init__(self) -> None:
        self.html = ""
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><link rel=icon href=data:,><h1>Ours</h1>{host.html}".encode())

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def host() -> Iterator[Host]:
    site = Host()
    thread = Thread(target=site.server.serve_forever)
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def code(reader: Page) -> str:
    reader.get_by_text("Show it on your page").click()
    return reader.get_by_label("HTML to copy").input_value()


@pytest.mark.parametrize(("address", "embedded"), OFFERED.items())
def test_what_is_copied_shows_the_catalogue_on_another_page(
    page: PageFactory, host: Host, catalogue_site: str, address: str, embedded: str
) -> None:
    reader = page(java_script_enabled=False)
    reader.goto(address)
    title = reader.title()
    host.html = code(reader)

    reader.goto(host.address)
    frame = reader.frame_locator("iframe")
    link = frame.get_by_role("heading", level=1).get_by_role("link")
    expect(link).to_be_visible()

    assert [inner.url for inner in reader.frames[1:]] == [catalogue_site + embedded]
    assert frame.get_by_role("contentinfo").inner_text() == "From CivicPort, CC BY 4.0"
    link.click()
    reader.wait_for_url(catalogue_site + address)
    assert reader.title() == title
    assert reader.context.cookies() == []


def test_a_page_that_is_not_for_frames_shows_in_none(browser: Browser, host: Host, catalogue_site: str) -> None:
    host.html = f'<iframe src="{catalogue_site}/case-studies/luftdaten/"></iframe>'
    # Without the watch, since the browser calls it an error.
    context = browser.new_context()
    reader = context.new_page()
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text))

    with reader.expect_event("requestfailed", timeout=PATIENCE) as failed:
        reader.goto(host.address)

    assert failed.value.url == f"{catalogue_site}/case-studies/luftdaten/"
    assert failed.value.failure == "net::ERR_BLOCKED_BY_RESPONSE"
    assert any("frame-ancestors 'none'" in text for text in said)
    context.close()


@pytest.mark.parametrize("address", OFFERED)
def test_a_button_copies_it(page: PageFactory, address: str) -> None:
    reader = page(permissions=["clipboard-read", "clipboard-write"])
    reader.goto(address)
    html = code(reader)

    reader.get_by_role("button", name="Copy", exact=True).click()

    expect(reader.locator("[data-copy-code]").get_by_role("status")).to_have_text("Copied")
    assert reader.evaluate("navigator.clipboard.readText()") == html


def test_without_scripts_there_is_no_button_and_the_text_can_be_selected(page: PageFactory) -> None:
    reader = page(java_script_enabled=False)
    reader.goto("/case-studies/luftdaten/")
    code(reader)

    expect(reader.get_by_role("button", name="Copy", exact=True)).to_have_count(0)
    reader.get_by_label("HTML to copy").focus()
    expect(reader.get_by_label("HTML to copy")).to_be_focused()


@pytest.mark.parametrize("address", OFFERED)
def test_the_fold_has_no_violation(page: PageFactory, address: str) -> None:
    reader = page()
    reader.goto(address)
    code(reader)

    assert found_at_all_sizes(reader, EVERYTHING) == {}


@every_frame
def test_a_frame_has_no_violation(page: PageFactory, address: str) -> None:
    reader = page()

    reader.goto(address)

    assert found_at_all_sizes(reader, EVERYTHING) == {}


@every_frame
@pytest.mark.parametrize("width", [600, 320, 200])
def test_a_frame_fits_its_width(page: PageFactory, address: str, width: int) -> None:
    reader = page(width=width, height=380)

    reader.goto(address)

    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate(CUT_OFF) == []
    assert reader.evaluate(SMALL, ["footer a, .embed-more a", SMALLEST_TARGET]) == []


@every_frame
def test_a_frame_fits_text_twice_as_large(page: PageFactory, address: str) -> None:
    reader = page(width=600, height=380)
    reader.goto(address)

    enlarge_text(reader)

    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate(CUT_OFF) == []
