from __future__ import annotations

import pytest
from django.utils.safestring import SafeString

from casestudies.finding.words.query import parse
from casestudies.finding.words.snippets import marked, says, snippet

FILLER = "Nothing of note is written here. " * 20


@pytest.mark.parametrize(
    ("text", "typed", "html"),
    [
        ("They opened the data.", "open data", "They <mark>opened</mark> the <mark>data</mark>."),
        ("An organisation", "organiz", "An <mark>organisation</mark>"),
        ("In Київ and Łódź", "kyiv OR lodz", "In <mark>Київ</mark> and <mark>Łódź</mark>"),
        ("On FixMyStreet", "fix my street", "On <mark>FixMyStreet</mark>"),
        ("On FixMyStreet", "street", "On FixMy<mark>Street</mark>"),
        ("For e-government", "egovernment", "For <mark>e-government</mark>"),
        ("On luftdaten.info and airbg.info", "luftdaten.info", "On <mark>luftdaten.info</mark> and airbg.info"),
        ("Data: open data!", '"open data"', "Data: <mark>open</mark> <mark>data</mark>!"),
        ("Data: open data!", '"open data" OR "data open"',
         "<mark>Data</mark>: <mark>open</mark> <mark>data</mark>!"),
        ("A <b>city</b> & its “hall”", "city", "A &lt;b&gt;<mark>city</mark>&lt;/b&gt; &amp; its “hall”"),
        ("City", "the city -hall", "<mark>City</mark>"),
        ("Hall", "-hall", ""),
        ("Hall", "city", ""),
        ("Hall", "", ""),
        ("", "city", ""),
    ],
)  # fmt: skip
def test_it_marks_hits(text: str, typed: str, html: str) -> None:
    found = snippet([text], parse(typed))

    assert found == html
    assert isinstance(found, SafeString)


def test_it_takes_the_paragraph_that_says_most() -> None:
    texts = ["A city.\nOpen data in a city.", "Data, data and a city and data."]

    assert snippet(texts, parse("city data")) == "Open <mark>data</mark> in a <mark>city</mark>."
    assert snippet(texts, parse("data")) == "Open <mark>data</mark> in a city."


def test_it_cuts_between_words_around_the_hits() -> None:
    html = snippet([f"{FILLER}The city opened its data. {FILLER}City."], parse("city data"), at_most=60)

    assert html == "…written here. The <mark>city</mark> opened its <mark>data</mark>. Nothing of note is …"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"City first. {FILLER}", "<mark>City</mark> first. Nothing of note is written …"),
        (f"{FILLER}Last a city", "…of note is written here. Last a <mark>city</mark>"),
        (f"{'y' * 90} city", "…<mark>city</mark>"),
    ],
)
def test_it_uses_the_room_on_either_side(text: str, html: str) -> None:
    assert snippet([text], parse("city"), at_most=40) == html


def test_a_hit_that_is_longer_than_all_is_cut() -> None:
    assert snippet(["city" + "y" * 50], parse("city"), at_most=10) == "<mark>cityyyyyyy</mark> …"


@pytest.mark.parametrize(
    ("html", "typed", "then"),
    [
        ("<p>A <em>city</em> hall</p>", "hall city", "<p>A <em><mark>city</mark></em> <mark>hall</mark></p>"),
        ('<a href="/city/">R&amp;D &lt;city&gt;</a>', "city", '<a href="/city/">R&amp;D &lt;<mark>city</mark>&gt;</a>'),
        ("<p>open data, open city</p>", '"open data"', "<p><mark>open</mark> <mark>data</mark>, open city</p>"),
        ("<p>open</p>", "", "<p>open</p>"),
        ("", "open", ""),
    ],
)
def test_it_marks_hits_in_the_text_of_html(html: str, typed: str, then: str) -> None:
    found = marked(SafeString(html), parse(typed))

    assert found == then
    assert isinstance(found, SafeString)


@pytest.mark.parametrize(
    ("text", "typed", "holds"),
    [
        ("They opened the data.", "open data", True),
        ("They opened the data.", "open data city", False),
        ("They opened the data.", "open dat", True),
        ("On FixMyStreet", "fix my street", True),
        ("Data: open data!", '"open data"', True),
        ("Open\ndata", '"open data"', False),
        ("The city", "hall OR city", True),
        ("The city hall", "city -hall", False),
        ("The city hall", '-"hall city"', True),
        ("Anything", "", True),
    ],
)
def test_it_knows_whether_a_text_says_what_is_asked_for(text: str, typed: str, holds: bool) -> None:
    assert says(text, parse(typed)) is holds
