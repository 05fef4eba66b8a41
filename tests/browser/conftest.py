"""A real browser and the real server, with the catalogue's own content."""

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import machine, server, variables
from tests.browser.watch import Watch

ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with it, and it sees nothing but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds until something must have happened: it does at once, but the machine may have much else to do."""
PASSWORD = "a harbour, a tide and a lamp"

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; the hook is handed all tests."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def locked(path: Path, mode: int) -> Iterator[None]:
    """Hold a lock on this file, which a process that dies gives back, too."""
    with path.open("a") as file:
        fcntl.flock(file, mode)
        yield


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the running catalogue keeps its database and its log; all workers share it."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def catalogue_site(site_folder: Path) -> Iterator[str]:
    """The address of the running catalogue, without a closing slash.

    All workers share one server: the first that needs it starts it, and stops it once the others are done.
    """
    folder = site_folder
    starting, using, address = folder / "site.starting", folder / "site.using", folder / "site.address"
    own = None
    with locked(using, fcntl.LOCK_SH):
        with locked(starting, fcntl.LOCK_EX):
            if not address.exists():
                try:
                    own, found = server.start(folder)
                except server.CannotStart as error:
                    pytest.fail(str(error), pytrace=False)
                address.write_text(found, encoding="ascii")
        yield address.read_text(encoding="ascii")
    if own:
        with locked(starting, fcntl.LOCK_EX), locked(using, fcntl.LOCK_EX):
            address.unlink()
            server.stop(own)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    executable = machine.chromium()
    if executable is None:
        sentence = f"Chromium is missing: none of {', '.join(machine.BROWSERS)} is on the PATH."
        if machine.everything_required():
            pytest.fail(sentence)
        pytest.skip(sentence)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


class PageFactory(Protocol):
    """Opens a page that is empty at first."""

    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: str = "light",
        java_script_enabled: bool = True,
        **options: Any,
    ) -> Page: ...


@pytest.fixture
def page(browser: Browser, catalogue_site: str) -> Iterator[PageFactory]:
    """A function that opens a page: ``page(width=360, color_scheme="dark", java_script_enabled=False)``.

    Addresses may start with the slash. The test fails if a page of it asks another machine for anything, or if an
    error appears on the console.
    """
    watch = Watch()
    closing: list[Callable[[], None]] = []

    def open_page(*, width: int = 1280, height: int = 900, **options: Any) -> Page:
        options = {"reduced_motion": "reduce", "locale": "en-GB", **options}
        context = browser.new_context(base_url=catalogue_site, viewport={"width": width, "height": height}, **options)
        closing.append(context.close)
        context.set_default_timeout(PATIENCE)
        context.on("page", watch.follow)
        return context.new_page()

    yield open_page
    for close in closing:
        close()
    if watch.complaints:
        pytest.fail("\n".join(watch.complaints), pytrace=False)


@pytest.fixture(scope="session")
def editor_name(catalogue_site: str, site_folder: Path, worker_id: str) -> str:
    """The name under which an editor signs in, with PASSWORD; each worker has its own."""
    name = f"editor-{worker_id}"
    environment = server.environment_with(
        DATABASE_URL=f"sqlite:///{site_folder / 'catalogue.sqlite3'}", DJANGO_SUPERUSER_PASSWORD=PASSWORD
    )
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "createsuperuser",
            "--noinput",
            f"--username={name}",
            "--email=editor@localhost",
        ],
        cwd=variables.ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return name


@pytest.fixture
def editor(page: PageFactory, editor_name: str) -> Page:
    """A page of somebody who is signed in on the editors' desk."""
    opened = page(width=1440)
    opened.goto("/admin/login/?next=/admin/")
    opened.get_by_label("Username").fill(editor_name)
    opened.get_by_label("Password").fill(PASSWORD)
    opened.get_by_role("button", name="Log in").click()
    opened.wait_for_url("**/admin/")
    return opened


def open_record(editor: Page, title: str) -> None:
    """Go from the list of case studies on the desk to the one whose title starts so."""
    editor.goto(f"/admin/casestudies/casestudy/?q={quote(title)}")
    editor.locator("#result_list").get_by_role("link", name=title).first.click()
