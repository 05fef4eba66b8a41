from __future__ import annotations

import pytest

from civicport.documents.problems import Origin, Problem, Refused, did_you_mean, shorten


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("is wrong."), "is wrong."),
        (Problem("is wrong.", ("lessons", 1, "title"), "a.yaml", 7), "a.yaml, line 7, lessons[2].title: is wrong."),
        (Problem("is wrong.", ("models", 0)), "models[1]: is wrong."),
        (Problem("is wrong.", (), "a.yaml"), "a.yaml: is wrong."),
        (Problem("is wrong.", ("a" * 100, "\x1b"), "\x1b.yaml"), f"\ufffd.yaml, {'a' * 59}….\ufffd: is wrong."),
    ],
)
def test_a_problem_says_where_it_stands(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_refusal_says_everything() -> None:
    assert str(Refused([Problem("One."), Problem("Two.")])) == "One.\nTwo."


def test_a_place_without_a_line_has_that_of_what_is_around_it() -> None:
    origin = Origin("a.yaml", {(): 1, ("a",): 2, ("a", 0): 3})

    assert [origin.line(path) for path in [("a", 0, "b"), ("a", 1), ("c",), ()]] == [3, 2, 1, 1]
    assert Origin().line(("a",)) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\n\tb", "a b"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("a" * 1_000_000, "a" * 59 + "…"),
        ("\ud800\x00\u202e", "\ufffd\ufffd\ufffd"),
        (5, "5"),
    ],
)
def test_a_value_is_quoted_short_and_legible(value: object, text: str) -> None:
    assert shorten(value) == text


def test_it_suggests_what_comes_nearest_or_nothing() -> None:
    assert did_you_mean("titel", ["title", "text"]) == " Did you mean “title”?"
    assert did_you_mean("zzz", ["title", "text"]) == ""
    assert did_you_mean("t" * 1_000_000, ["title"]) == ""
