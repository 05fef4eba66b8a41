"""The catalogue keeps to itself: no foreign request, no cookie, nothing kept on a reader's machine, nothing inline."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import PageFactory
from tests.browser.kinds import every_kind

NOTE_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", event => {
        window.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
"""
KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(database => database.name), ...await caches.keys(),
    ...(await navigator.serviceWorker.getRegistrations()).map(worker => worker.scope),
]"""
INLINE = """() => [...document.querySelectorAll("*")].filter(element =>
    element.matches("style, [style], script:not([src]):not([type='application/ld+json']), [href^='javascript:' i]")
    || [...element.attributes].some(({name}) => name.startsWith("on"))
).map(element => element.outerHTML.slice(0, 200))"""


@every_kind
def test_it_keeps_to_itself(page: PageFactory, catalogue_site: str, address: str) -> None:
    reader = page()
    reader.add_init_script(NOTE_VIOLATIONS)
    asked: set[str] = set()
    reader.on("request", lambda request: asked.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url))))

    reader.goto(address, wait_until="networkidle")

    assert asked == {catalogue_site}
    assert reader.context.cookies() == []
    assert reader.evaluate(KEPT) == []
    assert reader.evaluate("window.violations") == []
    assert reader.evaluate(INLINE) == []


def test_it_forbids_what_is_inline(page: PageFactory) -> None:
    reader = page()

    response = reader.goto("/")

    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_it_sets_no_cookie_on_a_whole_visit(page: PageFactory) -> None:
    reader = page()
    reader.goto("/")
    reader.get_by_role("main").get_by_role("combobox").fill("budget")
    reader.keyboard.press("Enter")
    reader.get_by_role("article").first.get_by_role("link").first.click()
    reader.get_by_role("link", name="This record as data").click()
    reader.wait_for_url("**/api/v1/**")

    assert reader.context.cookies() == []


def test_it_sets_cookies_for_those_who_sign_in(editor: Page) -> None:
    assert {cookie["name"] for cookie in editor.context.cookies()} == {"csrftoken", "sessionid"}
