"""Nothing that can be typed is an error."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from casestudies.finding.words.query import parse
from casestudies.finding.words.snippets import snippet
from casestudies.finding.words.text_index import Entry, TextIndex

TEXTS = (
    "FixMyStreet, open-source software for Zürich's e-government",
    "Open data in Київ: volunteers organised a hackathon.\nA fellowship <b>in</b> Łódź",
)
SNAPSHOT = TextIndex({"title": 2.0, "body": 1.0}).change(
    (), [Entry(row, {"title": text.split()[0], "body": text}, (), (None, None)) for row, text in enumerate(TEXTS)]
)
words = st.sampled_from([*" ".join(TEXTS).split(), "OR", "AND", "-", '"', '-"', "*", "(", "hackaton", "the", "fix"])
typed = st.one_of(st.text(max_size=200), st.lists(st.one_of(words, st.text(max_size=5)), max_size=20).map(" ".join))


@given(typed)
def test_it_answers_whatever_is_typed(text: str) -> None:
    query = parse(text)
    ids = SNAPSHOT.ids(query).tolist()
    fewer, those = SNAPSHOT.fewer_ids(query)

    assert fewer.tolist() == ids if those else sorted({0, 1} - set(fewer.tolist())) == ids
    assert sorted(SNAPSHOT.best(query, [], (None, None), 0, 10)) == ids
    if not ids and (corrected := SNAPSHOT.corrected(query)) is not None:
        assert len(SNAPSHOT.ids(corrected)) > 0


@given(typed)
def test_what_it_says_that_it_asks_for_asks_for_no_less(text: str) -> None:
    query = parse(text)

    assert set(SNAPSHOT.ids(parse(str(query)))) >= set(SNAPSHOT.ids(query))


@given(typed, st.lists(st.one_of(st.sampled_from(TEXTS), st.text()), max_size=4), st.integers(1, 60))
def test_a_snippet_is_a_piece_of_a_text(text: str, texts: list[str], at_most: int) -> None:
    html = snippet(texts, parse(text), at_most)
    plain = re.sub("</?mark>", "", html).removeprefix("…").removesuffix(" …")

    assert "<" not in plain
    assert any(_unescaped(plain) in given_text for given_text in texts) or not html


@given(typed)
def test_a_text_finds_itself(text: str) -> None:
    query = parse(f'"{text.replace(chr(34), " ")}"')
    snapshot = TextIndex({"title": 1.0}).change((), [Entry(7, {"title": " ".join(text.split())}, (), (None, None))])

    assert snapshot.ids(query).tolist() == [7]


def _unescaped(html: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        html = html.replace(entity, character)
    return html
