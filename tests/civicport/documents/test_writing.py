from __future__ import annotations

from typing import Any

import pytest
import yaml

from civicport.documents.reading import read
from civicport.documents.writing import WIDTH, to_yaml


@pytest.mark.parametrize(
    ("document", "written"),
    [
        ({"slug": "a"}, "slug: a\n"),
        (
            {"a": "NO", "b": "2018", "c": 2018, "d": True, "e": "true"},
            "a: 'NO'\nb: '2018'\nc: 2018\nd: true\ne: 'true'\n",
        ),
        ({"a": "1e3", "b": "0o17", "c": ".5", "d": "12:30"}, "a: '1e3'\nb: '0o17'\nc: '.5'\nd: '12:30'\n"),
        ({"a": 52.23, "b": -0.5, "c": 100.0}, "a: 52.23\nb: -0.5\nc: 100.0\n"),
        ({"a": ["x", "y"]}, "a: [x, y]\n"),
        ({"a": [{"b": "c", "d": 1}]}, "a:\n  - {b: c, d: 1}\n"),
        ({"a": [{"b": ["c"], "d": 1}]}, "a:\n  - b: [c]\n    d: 1\n"),
        ({"a": "one\n\ntwo\n- three"}, "a: |-\n  one\n\n  two\n  - three\n"),
        ({"a": "Łódź 😀 日本"}, "a: Łódź 😀 日本\n"),
        ({"a": "x: y", "b": "- z", "c": "# d", "e": "@f"}, "a: 'x: y'\nb: '- z'\nc: '# d'\ne: '@f'\n"),
    ],
)
def test_it_writes_the_canonical_form(document: dict[str, Any], written: str) -> None:
    assert to_yaml(document) == written
    assert yaml.safe_load(written) == document


def test_it_folds_long_texts_and_breaks_long_lists() -> None:
    document = {"a": "word " * 40 + "end", "b": ["item number " + str(n) for n in range(12)]}

    written = to_yaml(document)

    assert written.startswith("a: >-\n  word word")
    assert "\nb:\n  - item number 0\n  - item number 1\n" in written
    assert max(map(len, written.splitlines())) <= WIDTH + len("word ")
    assert yaml.safe_load(written) == document


@pytest.mark.parametrize(
    "text", ["two  spaces " * 12, "a" * 300, "x " * 60 + " \u00a0 y", "tail: " * 30, "\u200e " * 60]
)
def test_what_it_writes_is_read_as_it_was(text: str) -> None:
    document = {"a": text.strip(), "b": [{"c": text.strip()}], "d": f"one\n\n{text.strip()}"}

    written = to_yaml(document)

    assert yaml.safe_load(written) == document
    assert read(written, "a.yaml")[0] == document


def test_the_same_value_twice_is_written_twice() -> None:
    shared = ["a"]

    assert to_yaml({"x": shared, "y": shared}) == "x: [a]\ny: [a]\n"
