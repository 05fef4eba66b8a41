from __future__ import annotations

import pytest
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from civicport.markdown import cited, is_web_address, outside, parsed_plain, plain, render
from tests.factories import FIXTURES

ALLOWED = [
    ("One paragraph.", "<p>One paragraph.</p>", "One paragraph."),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>", "One.\nTwo."),
    ("Two\nlines", "<p>Two\nlines</p>", "Two lines"),
    ("*soft* and **strong**", "<p><em>soft</em> and <strong>strong</strong></p>", "soft and strong"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "a\nb"),
    ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>', "a\nb"),
    ("[a](https://b.example/c?d=e)",
     '<p><a href="https://b.example/c?d=e" rel="noopener nofollow">a</a></p>', "a"),
    ("<https://b.example>", '<p><a href="https://b.example" rel="noopener nofollow">https://b.example</a></p>',
     "https://b.example"),
    ("[a](mailto:b@c.example)", '<p><a href="mailto:b@c.example" rel="noopener nofollow">a</a></p>', "a"),
    ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>", "3 < 4 & 5 > 2"),
    (r"\*not soft\* \# &amp; \<b>", "<p>*not soft* # &amp; &lt;b&gt;</p>", "*not soft* # & <b>"),
    ("a_b_c and 2 * 3 * 4", "<p>a_b_c and 2 * 3 * 4</p>", "a_b_c and 2 * 3 * 4"),
    ("[a]: https://b.example", "<p>[a]: https://b.example</p>", "[a]: https://b.example"),
    ("a | b\n--- | ---", "<p>a | b\n--- | ---</p>", "a | b --- | ---"),
    ("~~a~~ https://b.example", "<p>~~a~~ https://b.example</p>", "~~a~~ https://b.example"),
    ("- " * 5 + "a", "<ul>\n<li>\n" * 4 + "<ul>\n<li>a</li>\n</ul>" + "\n</li>\n</ul>" * 4, "a"),
]  # fmt: skip

FORBIDDEN = [
    ("# A", "a heading"),
    ("A\n===", "a heading"),
    ("A\n---", "a heading"),
    ("a\n\n###### b", "a heading"),
    ("- # a", "a heading"),
    ("<b>a</b>", "HTML"),
    ("a <br> b", "HTML"),
    ("<script>alert(1)</script>", "HTML"),
    ("<!-- a -->", "HTML"),
    ("a <!-- b --> c", "HTML"),
    ("<?php ?>", "HTML"),
    ("a <img src=x onerror=alert(1)>", "HTML"),
    ("![a](https://b.example/c.png)", "an image"),
    ("[![a](https://b.example)](https://c.example)", "an image"),
    ("```\na\n```", "a code block"),
    ("~~~\na", "a code block"),
    ("    a", "a code block (a line that is indented by four spaces)"),
    ("a `b` c", "code between backticks"),
    ("> a", "a block quotation"),
    ("a\n\n***", "a ruler"),
    ("a\\\nb", "a forced line break"),
    ("a  \nb", "a forced line break"),
    ("[a](javascript:alert(1))", "a link to “javascript:alert(1)”, which is no http, https or mailto address"),
    ("[a](JavaScript:alert(1))", "a link to “JavaScript:alert(1)”, which is no http, https or mailto address"),
    ("[a](&#106;avascript:b)", "a link to “javascript:b”, which is no http, https or mailto address"),
    ("<javascript:alert(1)>", "a link to “javascript:alert(1)”, which is no http, https or mailto address"),
    ("[a](data:text/html,b)", "a link to “data:text/html,b”, which is no http, https or mailto address"),
    ("[a](vbscript:b)", "a link to “vbscript:b”, which is no http, https or mailto address"),
    ("[a](/b)", "a link to “/b”, which is no http, https or mailto address"),
    ("[a](//b.example)", "a link to “//b.example”, which is no http, https or mailto address"),
    ("[a]()", "a link to “”, which is no http, https or mailto address"),
    ("[a](#b)", "a link to “#b”, which is no http, https or mailto address"),
    ("[a](https://)", "a link to “https://”, which is no http, https or mailto address"),
    ("[a](mailto:)", "a link to “mailto:”, which is no http, https or mailto address"),
    ("- " * 6 + "a", "lists inside each other, more than 5 deep"),
    ("- " * 30 + "<b>a</b>", "lists inside each other, more than 5 deep"),
    ("a &#x202e;b", "the character U+202E, written as an entity"),
    ("a &#xe000; b", "the character U+E000, written as an entity"),
    ("*a &ZeroWidthSpace;*", "the character U+200B, written as an entity"),
    ("&Tab;a", "the character U+0009, written as an entity"),
    ("*" * 40 + "<b>a</b>", "HTML"),
    ("[" * 40 + "<b>a</b>" + "]" * 40, "HTML"),
]


@pytest.mark.parametrize(("text", "html", "words"), ALLOWED)
def test_it_renders_what_is_allowed(text: str, html: str, words: str) -> None:
    assert outside(text) == ""
    assert render(text) == html
    assert plain(text) == words


@pytest.mark.parametrize(("text", "what"), FORBIDDEN)
def test_it_names_what_is_not(text: str, what: str) -> None:
    assert outside(text) == what


@pytest.mark.parametrize("text", [text for text, _ in FORBIDDEN])
def test_even_what_is_not_allowed_is_rendered_harmless(text: str) -> None:
    html = render(text)

    for danger in ("<script", "<img", "onerror=", 'href="java', 'href="data', 'href="vb', "<b>", "<!--"):
        assert danger not in html.lower().replace("&lt;", "")


def test_it_finds_citations_in_their_order() -> None:
    text = "One.[^a] Two[^b-2].\n\n- Three[^a]\n- **Four[^c]**\n\n\\[^no] [^] [^a b] [x] [^d](https://e.example)"

    assert cited(text) == ["a", "b-2", "a", "c", "d"]
    assert plain("One.[^a] Two.") == "One. Two."


def test_a_citation_is_no_definition_that_nobody_sees() -> None:
    assert cited("[^a]: hidden?") == ["a"]
    assert plain("[^a]: hidden?") == ": hidden?"


def test_marks_stand_where_the_author_cites() -> None:
    html = render(
        "A [^x] <b>.\n\n- B[^y][^x]", lambda key: format_html('<sup data-key="{}">{}</sup>', key, key.upper())
    )

    assert html == (
        '<p>A <sup data-key="x">X</sup> .</p>\n<ul>\n<li>B<sup data-key="y">Y</sup>'
        '<sup data-key="x">X</sup></li>\n</ul>'
    )


def test_a_text_of_one_paragraph_can_stand_in_a_line() -> None:
    assert render("A *b*", inline=True) == "A <em>b</em>"
    assert render("A\n\nb", inline=True) == "<p>A</p>\n<p>b</p>"
    assert render("- a", inline=True) == "<ul>\n<li>a</li>\n</ul>"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b#c", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("https://[::1]/", True),
        ("https://example.org:99999", False),
        ("https://[::1", False),
        ("https:///a", False),
        ("https:example.org", False),
        ("example.org", False),
        ("ftp://example.org", False),
        ("mailto:a@b.example", False),
        ("https://a b", False),
        ("https://a\nb", False),
        ("https://a\\b", False),
        ("https://a<b", False),
        ("", False),
    ],
)
def test_it_knows_a_web_address(address: str, expected: bool) -> None:
    assert is_web_address(address) is expected


PIECES = ("a", "B", " ", "  ", "\n", "\n\n", "[^k]", "[^k", "]", "*", "- ", "1. ", "1)", "#", "=", "~~~", "    ", "ł",
          ".", "!", "(", "\\", "`", "&amp;", "<b>", "\t", "\u00a0", "_", "> ", ":")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_plain_text_is_the_same_whether_it_was_parsed_or_had_no_marks(text: str) -> None:
    assert plain(text) == parsed_plain(text)


def test_the_plain_texts_of_the_catalogue_are_those_that_the_parser_gives() -> None:
    texts = [
        text for path in sorted(FIXTURES.rglob("*.yaml")) for text in path.read_text(encoding="utf-8").split("\n\n")
    ]
    assert len(texts) > 400
    assert [plain(text) for text in texts] == [parsed_plain(text) for text in texts]
