from __future__ import annotations

import pytest

from civicport.wording import (
    address_in_words,
    countries_in_words,
    country_in_sentence,
    country_name,
    in_words,
    language_name,
    money,
    years_in_words,
)


@pytest.mark.parametrize(
    ("status", "start", "end", "words"),
    [
        ("ongoing", 2015, None, "Ongoing since 2015"),
        ("ongoing", None, None, "Ongoing, start not known"),
        ("completed", 2016, 2018, "Completed, 2016 to 2018"),
        ("completed", 2016, 2016, "Completed, 2016"),
        ("completed", 2016, None, "Completed, started in 2016, end not known"),
        ("completed", None, 2018, "Completed, ended in 2018, start not known"),
        ("completed", None, None, "Completed, years not known"),
        ("discontinued", 2016, 2018, "Discontinued, 2016 to 2018"),
        ("", 2016, 2018, "2016 to 2018"),
        ("", 2016, None, "Started in 2016, end not known"),
        ("", None, 2018, "Ended in 2018, start not known"),
        ("", None, None, "Years not known"),
    ],
)
def test_years_say_what_is_not_known(status: str, start: int | None, end: int | None, words: str) -> None:
    assert years_in_words(status, start, end) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], ""),
        (["NL"], "The Netherlands"),
        (["ES", "NL"], "Spain and the Netherlands"),
        (["ES", "NL", "US"], "Spain, the Netherlands and the United States"),
        (["ES", "NL", "US", "PL"], "Spain, the Netherlands and 2 more"),
        (["XX"], "XX"),
    ],
)
def test_countries_are_named_and_then_counted(codes: list[str], words: str) -> None:
    assert countries_in_words(codes) == words


def test_a_country_has_the_name_that_readers_know() -> None:
    assert [country_name(code) for code in ("CZ", "HK", "PS", "MM", "PL")] == [
        "Czechia", "Hong Kong", "Palestine", "Myanmar", "Poland",
    ]  # fmt: skip
    assert [country_in_sentence(code) for code in ("GB", "FR", "CZ")] == ["the United Kingdom", "France", "Czechia"]


def test_names_follow_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civicport.wording.get_language", lambda: "pl")
    assert (country_name("DE"), country_in_sentence("NL"), language_name("en")) == ("Niemcy", "Holandia", "angielski")
    assert language_name("xx") == "xx"


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_it_lists_in_words(names: list[str], words: str) -> None:
    assert in_words(names) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [(20000, "EUR", "€20,000"), (0, "GBP", "£0"), (1234567, "USD", "US$1,234,567"), (500, "PLN", "PLN500")],
)
def test_an_amount_has_its_currency_and_no_fractions(amount: int, currency: str, words: str) -> None:
    assert money(amount, currency) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/kit/?page=2#top", "example.org/kit"),
    ],
)
def test_an_address_is_what_a_reader_recognises(address: str, words: str) -> None:
    assert address_in_words(address) == words
