"""The catalogue's Markdown: paragraphs, emphasis, links, lists and citation marks. Nothing else.

One parser reads it for every purpose: to refuse what lies outside the subset, to find what is cited, to render it as
HTML, and to take the plain text out of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from civicport.text import forbidden_character

CITATION = re.compile(r"\[\^([^\]\s]{1,100})\]")
LINK_SCHEMES = ("http", "https", "mailto")
DEEPEST_LIST = 5

_OUTSIDE = {
    "heading_open": "a heading",
    "html_block": "HTML",
    "html_inline": "HTML",
    "fence": "a code block",
    "code_block": "a code block (a line that is indented by four spaces)",
    "code_inline": "code between backticks",
    "blockquote_open": "a block quotation",
    "hr": "a ruler",
    "image": "an image",
    "hardbreak": "a forced line break",
}
_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "sup"}
_ATTRIBUTES = {"a": {"href", "id", "role", "aria-label"}, "ol": {"start"}, "sup": {"class"}}


def _citation(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[^key]`."""
    if state.src[state.pos] != "[":
        return False
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    # "reference" would swallow a paragraph such as "[^key]: text" as a definition that nobody sees.
    # The parser drops what lies deeper than it goes, so it goes deeper than `outside` allows.
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * DEEPEST_LIST + 4}).disable("reference")
    parser.inline.ruler.before("link", "citation", _citation)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # `outside` names a bad address instead
    return parser


_markdown = _parser()


def _tokens(text: str) -> Iterator[Token]:
    for block in _markdown.parse(text):
        yield block
        yield from block.children or []


def outside(text: str) -> str:
    """What in this text lies outside the subset, in words; empty if nothing does."""
    for token in _tokens(text):
        if token.type in _OUTSIDE:
            return _OUTSIDE[token.type]
        if token.type == "list_item_open" and token.level > 2 * DEEPEST_LIST - 1:
            return f"lists inside each other, more than {DEEPEST_LIST} deep"
        if token.type == "text" and (found := forbidden_character(token.content)):
            return f"the character {found}, written as an entity"
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            if not is_web_address(address, LINK_SCHEMES):
                return f"a link to “{address}”, which is no http, https or mailto address"
    return ""


def is_web_address(address: str, schemes: tuple[str, ...] = ("http", "https")) -> bool:
    """Whether this is an absolute address of one of the schemes, with a host where the scheme needs one."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in schemes or re.search(r"[\s<>\"\\^`{|}]", address):
        return False
    return bool(parts.path) if parts.scheme == "mailto" else bool(parts.hostname)


def cited(text: str) -> list[str]:
    """The keys that this text cites, in order, each as often as it stands there."""
    return [token.content for token in _tokens(text) if token.type == "citation"]


# What makes the parser do more than part paragraphs: a mark, or a line that begins in an unusual way.
_MARK = re.compile(r"[\\`*_<>&\[\]\t\r\0\u00a0]")
_ODD_LINE = re.compile(r"\n(?: |[-+=~#]|[0-9]+[.)])")


def plain(text: str) -> str:
    """The text without marks: paragraphs and list entries as lines, citations left out."""
    # Most texts have no marks but citations, and the parser takes many times as long.
    unmarked = CITATION.sub("", text)
    if _MARK.search(unmarked) or _ODD_LINE.search(f"\n{unmarked}") or " \n" in unmarked or "\n\n\n" in unmarked:
        return parsed_plain(text)
    return "\n".join(paragraph.replace("\n", " ") for paragraph in unmarked.strip(" \n").split("\n\n"))


def parsed_plain(text: str) -> str:
    """What `plain` gives, of any text."""
    lines = [""]
    for token in _tokens(text):
        if token.type in ("paragraph_open", "list_item_open") and lines[-1]:
            lines.append("")
        elif token.type == "text":
            lines[-1] += token.content
        elif token.type == "softbreak":
            lines[-1] += " "
    return "\n".join(line.strip() for line in lines).strip()


def _no_citations(key: str) -> str:
    return ""


def render(text: str, cite: Callable[[str], str] = _no_citations, *, inline: bool = False) -> SafeString:
    """The text as HTML. `cite` turns a key into the mark that stands for it; by default there is none.

    With `inline`, a text of one paragraph comes without the paragraph around it.
    """
    tokens = _markdown.parse(text)
    if inline and [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        tokens = tokens[1:2]
    marks: list[str] = []
    for token in tokens:
        for child in token.children or []:
            if child.type == "citation":
                # A citation's mark is the page's own HTML; it is set in after the author's has been cleaned.
                marks.append(cite(child.content))
                child.type, child.content = "text", "\ue000"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(LINK_SCHEMES), link_rel="noopener nofollow"
    )
    pieces = clean.strip().split("\ue000")
    if len(pieces) != len(marks) + 1:
        marks = [""] * (len(pieces) - 1)
    joined = pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))
    return mark_safe(joined)  # noqa: S308  (cleaned above; the marks escape what they show)
