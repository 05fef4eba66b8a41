from __future__ import annotations

import pytest

from casestudies.finding.words.query import Query, parse


def asked(query: Query) -> list[list[str]]:
    return [[" ".join(clause.words) for clause in alternatives] for alternatives in query.required]


def shut_out(query: Query) -> list[str]:
    return [" ".join(clause.words) for clause in query.excluded]


@pytest.mark.parametrize(
    ("typed", "required", "excluded"),
    [
        ("open data", [["open"], ["data"]], []),
        ('"open data" city', [["open data"], ["city"]], []),
        ("“open data”", [["open data"]], []),
        ("open -data", [["open"]], ["data"]),
        ('-"open data"', [], ["open data"]),
        ("hackathon OR fellowship brazil", [["hackathon", "fellowship"], ["brazil"]], []),
        ('a1 OR b1 OR "c1 d1"', [["a1", "b1", "c1 d1"]], []),
        ("hackathon AND brazil", [["hackathon"], ["brazil"]], []),
        ("e-government", [["e government"]], []),
        ("open/closed", [["open"], ["closed"]], []),
        ("data data datas", [["data"]], []),
        ("data OR data", [["data", "data"]], []),
        # Small words count where nothing else is asked for, or where they are quoted.
        ("how do I start a civic tech fellowship?", [["start"], ["civic"], ["tech"], ["fellowship"]], []),
        ("who pays for open source in cities", [["pays"], ["open"], ["source"], ["cities"]], []),
        ("to be or not to be", [["not"]], []),
        ("the who", [["the"], ["who"]], []),
        ('"the who"', [["the who"]], []),
        # Nothing is wrong.
        ('"open data', [["open data"]], []),
        ("OR open OR", [["open"]], []),
        ("open OR OR data", [["open", "data"]], []),
        ("open OR -data city", [["open", "city"]], ["data"]),
        ("- * ? \"\" -- ( [ ]) -\"", [], []),
        ("--data", [], ["data"]),
        ("(open) [data]*", [["open"], ["data"]], []),
        ("OR", [], []),
        ("", [], []),
    ],
)  # fmt: skip
def test_it_reads_what_is_typed(typed: str, required: list[list[str]], excluded: list[str]) -> None:
    query = parse(typed)

    assert asked(query) == required
    assert shut_out(query) == excluded


def test_equal_questions_are_equal_values() -> None:
    assert parse("open  data -hackathon ") == parse("open data -hackathon")
    assert hash(parse("open data")) == hash(parse("open data"))
    assert parse("open data") != parse('"open data"')


@pytest.mark.parametrize(
    ("typed", "halves"),
    [
        ("open gov", ["gov"]),
        ("open-sour", ["opensour"]),
        ("open OR organiz", ["organiz", "organis"]),
        ("open go", []),
        ('open "gov"', []),
        ("open -gov", []),
        ("gov OR", []),
        ("gov OR -open", []),
    ],
)
def test_the_last_word_may_be_half_typed(typed: str, halves: list[str]) -> None:
    assert [half for clause in parse(typed).clauses for half in clause.beginnings] == halves


def test_neighbours_may_be_one_word() -> None:
    fix, street = parse("fix my street").clauses

    assert fix.others == ("fixmy", "fixmystreet")
    assert street.others == ("mystreet", "fixmystreet")
    assert [clause.others for clause in parse('fix "my" street').clauses] == [(), (), ()]
    assert [clause.others for clause in parse("fix OR street").clauses] == [(), ()]


def test_it_keeps_the_words_as_they_were_spoken() -> None:
    assert parse('Code for "All of Us" -none').spoken == ("code", "for", "all", "of", "us")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("how do I start a fellowship?", "start fellowship"),
        ('hackathon OR "civic tech" -brazil -"open data"', 'hackathon OR "civic tech" -brazil -"open data"'),
        ("“unclosed phrase", '"unclosed phrase"'),
        ('"OR"', '"OR"'),
        ("-", ""),
    ],
)
def test_it_says_what_it_asks_for(typed: str, said: str) -> None:
    assert str(parse(typed)) == said
    assert str(parse(said)) == said
