"""axe-core: what a page does that keeps people out, as far as a machine can tell."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERYTHING = [*WCAG, "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]

RUN = """async ([within, only]) => {
    const answer = await axe.run(within, {runOnly: only, resultTypes: ["violations"], preload: false});
    return answer.violations.flatMap(({id, nodes}) =>
        nodes.map(({target, failureSummary}) => [id, target.join(" "), failureSummary]));
}"""


def violations(page: Page, only: list[str] = EVERYTHING, within: str = "html") -> list[str]:
    """A sentence for each element that breaks one of these rules, given by their tags or ids."""
    if not page.evaluate("'axe' in window"):  # It comes in past the page's own policy, which stays as it is.
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, [within, only])
    return [f"{rule}: {target}: {' '.join(summary.split())}" for rule, target, summary in found]
