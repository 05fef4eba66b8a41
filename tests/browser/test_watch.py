"""The fixture ``page`` fails a test for what its watch has seen; here the watch itself is tried."""

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import Watch

PAGE = "http://127.0.0.1:9/"


def seen(browser: Browser, html: str, policy: str = "", status: int = 200) -> list[str]:
    """What the watch complains about when the browser opens this page."""
    watch = Watch()
    context = browser.new_context()
    context.on("page", watch.follow)
    # Nothing listens there, and nothing is asked for on the network.
    context.route("**/*", lambda route: route.fulfill(status=404))
    headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    context.route(PAGE, lambda route: route.fulfill(status=status, body=html, headers=headers))
    page = context.new_page()
    page.goto(PAGE)
    page.wait_for_load_state("networkidle")
    context.close()
    return watch.complaints


def html(body: str) -> str:
    """A page that asks for nothing by itself."""
    return f'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Page</title>{body}'


def test_an_ordinary_page_is_no_reason_to_complain(browser: Browser) -> None:
    assert seen(browser, html('<h1>Calm</h1><a href="https://example.org/">Elsewhere</a>')) == []


def test_a_page_that_is_meant_to_be_missing_is_none_either(browser: Browser) -> None:
    assert seen(browser, html("<h1>Not found</h1>"), status=404) == []


def test_a_request_to_another_machine_is_noticed(browser: Browser) -> None:
    complaints = seen(browser, html('<img src="https://example.org/pixel.png" alt="">'))

    assert f"{PAGE} asked for https://example.org/pixel.png" in complaints


@pytest.mark.parametrize("body", ['<p style="color: red">Red</p>', "<script>document.title = 'Run'</script>"])
def test_what_the_policy_blocks_is_noticed(browser: Browser, body: str) -> None:
    (complaint,) = seen(browser, html(body), policy="default-src 'self'; img-src data:")

    assert "Content Security Policy" in complaint


def test_an_error_in_a_script_is_noticed(browser: Browser) -> None:
    (complaint,) = seen(browser, html("<script>missing()</script>"))

    assert complaint == f"{PAGE}: missing is not defined"


def test_a_missing_file_is_noticed(browser: Browser) -> None:
    (complaint,) = seen(browser, html('<script src="/missing.js"></script>'))

    assert complaint.startswith(f"{PAGE}missing.js: Failed to load resource")
