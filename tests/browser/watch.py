"""Sees what a page in the browser does that no page of the catalogue may do."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Watch:
    """What a page did that no page of the catalogue may do."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def follow(self, page: Page) -> None:
        """Write down foreign requests, errors on the console (a blocked style or script is one) and in scripts."""
        page.on("request", self.request)
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def request(self, request: Request) -> None:
        """Only this machine is asked for anything."""
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            self.complaints.append(f"{request.frame.url} asked for {request.url}")

    def console(self, message: ConsoleMessage) -> None:
        """Chromium also calls it an error when the page itself is, say, a 404; whoever opened it knows that."""
        page = message.page
        opened = page is not None and message.location["url"] == page.url and "Failed to load resource" in message.text
        if message.type == "error" and not opened:
            self.complaints.append(f"{message.location['url']}: {message.text}")
