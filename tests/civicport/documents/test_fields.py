from __future__ import annotations

from typing import Any

import pytest
from rest_framework import serializers

from civicport.documents import fields
from civicport.documents.serializers import flatten

MISSING = "is empty; leave the key out if it is not known."
TOO_DEEP = "- " * 6 + "deep"
Pairs = list[tuple[Any, Any]]


def refusal(field: serializers.Field, value: Any) -> list[str]:
    """The messages with which a field refuses a value, with their place where it is a list."""
    with pytest.raises(serializers.ValidationError) as refused:
        field.run_validation(value)
    return [
        "".join(f"[{int(part) + 1}] " for part in path) + message for path, message in flatten(refused.value.detail)
    ]


@pytest.mark.parametrize(
    ("field", "given", "canonical"),
    [
        (fields.Line(), "  a \t b\n\nc\u00a0d ", "a b c d"),
        (fields.Line(), "Cafe\u0301", "Café"),
        (fields.Line(), "NO", "NO"),
        (fields.Line(), "# 👩\u200d💻 – <b>", "# 👩\u200d💻 – <b>"),
        (fields.Line(longest=3), "  abc  ", "abc"),
        (fields.Summary(), "A note [1].", "A note [1]."),
        (fields.Prose(), "a  \r\n\r\n- b\r\n", "a\n\n- b"),
        (fields.Prose(), "See [^a] and **b**.", "See [^a] and **b**."),
        (fields.Slug(), " a-1 ", "a-1"),
        (fields.Slug(), "2018", "2018"),
        (fields.Year(), "1800", 1800),
        (fields.Year(), 2100, 2100),
        (fields.Year(), "02018", 2018),
        (fields.Amount(), "0", 0),
        (fields.Amount(), 10**15, 10**15),
        (fields.Amount(), "-0", 0),
        (fields.Coordinate(most=90), "-0.0", 0.0),
        (fields.Coordinate(most=90), "90", 90.0),
        (fields.Coordinate(most=180), -179.9999, -179.9999),
        (fields.Coordinate(most=180), 52.2300, 52.23),
        (fields.Truth(), True, True),
        (fields.Truth(), "false", False),
        (fields.Day(), "2024-02-29", "2024-02-29"),
        (fields.Day(), "2026-1-2", "2026-01-02"),
        (fields.Address(), "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (fields.Address(), "HTTP://example.org", "HTTP://example.org"),
        (fields.Country(), "NO", "NO"),
        (fields.OneOf(values=["a", "b"], what="letter"), " b ", "b"),
        (fields.Many(fields.Year()), ["1999", 2000], [1999, 2000]),
    ],
)
def test_it_gives_the_canonical_value(field: serializers.Field, given: Any, canonical: Any) -> None:
    value = field.run_validation(given)

    assert (value, type(value)) == (canonical, type(canonical))
    assert field.run_validation(value) == value


EMPTY: Pairs = [(None, [MISSING]), ("", [MISSING]), ([], [MISSING]), ({}, [MISSING])]


@pytest.mark.parametrize("field", [fields.Line(), fields.Prose(), fields.Slug(), fields.Year(), fields.Truth()])
@pytest.mark.parametrize(("value", "messages"), [*EMPTY, ("  ", None)])
def test_an_empty_value_is_refused(field: serializers.Field, value: Any, messages: list[str] | None) -> None:
    found = refusal(field, value)

    if messages is None:
        messages = ["should be true or false, not “”."] if isinstance(field, fields.Truth) else [MISSING]
    assert found == messages


SLUG = "is no slug: lower-case letters a to z, digits and single hyphens between them, 100 characters at most."
YEAR = "should be a year from 1800 to 2100."
DEGREES = "should be degrees from -90 to 90 with four decimals at most (two are enough for a town)."
WEB = "should be a web address that begins with https:// or http://."
SUBSET = "; paragraphs, emphasis, links, lists and [^citations] are what is allowed."


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (fields.Line(), 5, "should be text, not “5”."),
        (fields.Line(), True, "should be text, not true or false."),
        (fields.Line(), ["a"], "should be text, not a list."),
        (fields.Line(), ("a",), "should be text, not a list."),
        (fields.Line(), {"a": 1}, "should be text, not a mapping (quote a text that has a colon or a comma in it)."),
        (fields.Line(longest=3), "abcd", "has 4 characters; 3 is the most."),
        (fields.Line(longest=5_000), "a" * 5_001, "has 5,001 characters; 5,000 is the most."),
        (fields.Line(), "a\x00b", "contains the character U+0000, which no text may have; take it out."),
        (fields.Line(), "a\x1bb", "contains the character U+001B, which no text may have; take it out."),
        (fields.Line(), "a\u202eb", "contains the character U+202E, which no text may have; take it out."),
        (fields.Line(), "a\ud800b", "contains the character U+D800, which no text may have; take it out."),
        (fields.Line(), "a\ue000b", "contains the character U+E000, which no text may have; take it out."),
        (fields.Summary(), "So.[^a]", "has a citation mark; a summary has none, since the text below it is cited."),
        (fields.Prose(), "# A", f"contains a heading{SUBSET}"),
        (fields.Prose(), "[a](javascript:b)",
         f"contains a link to “javascript:b”, which is no http, https or mailto address{SUBSET}"),
        (fields.Prose(), TOO_DEEP, f"contains lists inside each other, more than 5 deep{SUBSET}"),
        (fields.Slug(), "A", f"“A” {SLUG}"),
        (fields.Slug(), "a--b", f"“a--b” {SLUG}"),
        (fields.Slug(), "-a", f"“-a” {SLUG}"),
        (fields.Slug(), "a_b", f"“a_b” {SLUG}"),
        (fields.Slug(), "łódź", f"“łódź” {SLUG}"),
        (fields.Slug(), "../a", f"“../a” {SLUG}"),
        (fields.Slug(), "a" * 101, f"“{'a' * 59}…” {SLUG}"),
        (fields.Slug(), 2018, "should be text, not “2018”."),
        (fields.Slug(), "a\x00", "contains the character U+0000, which no text may have; take it out."),
        (fields.Slug(reserved={"map"}), "map", "“map” is reserved for the catalogue's own addresses; choose another."),
        (fields.Year(), "1799", f"“1799” {YEAR}"),
        (fields.Year(), 2101, f"“2101” {YEAR}"),
        (fields.Year(), "c. 2018", f"“c. 2018” {YEAR}"),
        (fields.Year(), "٢٠١٨", f"“٢٠١٨” {YEAR}"),
        (fields.Year(), "20²8", f"“20²8” {YEAR}"),
        (fields.Year(), 2018.0, f"“2018.0” {YEAR}"),
        (fields.Year(), True, "should be a single value, not true or false."),
        (fields.Year(), [2018], "should be a single value, not a list."),
        (fields.Year(), "9" * 5000, f"“{'9' * 59}…” {YEAR}"),
        (fields.Amount(), "20,000", "“20,000” should be a whole amount in digits, such as 20000."),
        (fields.Amount(), "1_000", "“1_000” should be a whole amount in digits, such as 20000."),
        (fields.Amount(), -1, "“-1” should be a whole amount in digits, such as 20000."),
        (fields.Amount(), 10**15 + 1, "“1000000000000001” should be a whole amount in digits, such as 20000."),
        (fields.Coordinate(most=90), "90.0001", f"“90.0001” {DEGREES}"),
        (fields.Coordinate(most=90), "52.12345", f"“52.12345” {DEGREES}"),
        (fields.Coordinate(most=90), "nan", f"“nan” {DEGREES}"),
        (fields.Coordinate(most=90), float("inf"), f"“inf” {DEGREES}"),
        (fields.Coordinate(most=90), "5_2.1", f"“5_2.1” {DEGREES}"),
        (fields.Coordinate(most=90), "52°", f"“52°” {DEGREES}"),
        (fields.Truth(), "yes", "should be true or false, not “yes”."),
        (fields.Truth(), 1, "should be true or false, not “1”."),
        (fields.Truth(), [[[]]], "should be true or false, not a list."),
        (fields.Day(), "2026-02-30", "“2026-02-30” should be a day such as 2026-11-22."),
        (fields.Day(), "22.11.2026", "“22.11.2026” should be a day such as 2026-11-22."),
        (fields.Address(), "www.example.org", f"“www.example.org” {WEB}"),
        (fields.Address(), "javascript:alert(1)", f"“javascript:alert(1)” {WEB}"),
        (fields.Address(), "ftp://example.org", f"“ftp://example.org” {WEB}"),
        (fields.Address(), "https://", f"“https://” {WEB}"),
        (fields.Address(), "https://a b", f"“https://a b” {WEB}"),
        (fields.Address(), "https://[::1", f"“https://[::1” {WEB}"),
        (fields.Address(), "https://a:99999", f"“https://a:99999” {WEB}"),
        (fields.Address(), "https://a/\u202eb", "contains the character U+202E, which no text may have; take it out."),
        (fields.Address(), f"https://a/{'b' * 2000}", f"“https://a/{'b' * 49}…” {WEB}"),
        (fields.Country(), "UK", "“UK” is no country code of two letters (ISO 3166-1), such as PL."),
        (fields.Country(), "pl", "“pl” is no country code of two letters (ISO 3166-1), such as PL."),
        (fields.OneOf(values=["one", "two"], what="step"), "twoo",
         "“twoo” is no step: one, two. Did you mean “two”?"),
        (fields.Many(fields.Line()), "a", "should be a list, not “a”."),
        (fields.Many(fields.Line()), {"a": "b"},
         "should be a list, not a mapping (quote a text that has a colon or a comma in it)."),
        (fields.Many(fields.Line()), [], MISSING),
        (fields.Many(fields.Line()), None, MISSING),
        (fields.Many(fields.Line()), ["a"] * 201, "has 201 entries; 200 is the most."),
        (fields.Many(fields.Line()), ["a", "b", " a "], "[3] “a” stands here twice."),
        (fields.Many(fields.Line()), ["a", None], f"[2] {MISSING}"),
        (fields.Many(fields.Line()), ["a", ["b"]], "[2] should be text, not a list."),
    ],
)  # fmt: skip
def test_it_refuses_in_a_sentence(field: serializers.Field, value: Any, message: str) -> None:
    assert refusal(field, value) == [message]


def test_it_refuses_a_number_that_python_would_not_write_out() -> None:
    assert refusal(fields.Line(), 10**5000) == ["should be text, not a number, and a very large one."]
    assert refusal(fields.Year(), -(10**5000)) == ["is too large a number."]


@pytest.mark.parametrize("currency", ["EUR", "PLN", "XAF"])
def test_it_knows_currencies(currency: str) -> None:
    assert currency in fields.CURRENCIES


def test_it_describes_itself_in_json_schema() -> None:
    described = [
        fields.Line(longest=5).schema(),
        fields.Slug().schema()["maxLength"],
        fields.Year().schema(),
        fields.Truth().schema(),
        fields.OneOf(values=["b", "a"], what="letter").schema(),
    ]

    assert described == [
        {"type": "string", "maxLength": 5},
        100,
        {"type": "integer", "minimum": 1800, "maximum": 2100},
        {"type": "boolean"},
        {"type": "string", "enum": ["a", "b"]},
    ]
