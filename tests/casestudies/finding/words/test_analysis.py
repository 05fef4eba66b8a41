from __future__ import annotations

import pytest

from casestudies.finding.words import analysis
from casestudies.finding.words.spelling import halves, normal


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Open data, for all!", ["Open", "data", "for", "all"]),
        ("e-government: luftdaten.info’s 30 euros.", ["e-government", "luftdaten.info’s", "30", "euros"]),
        ("and/or (C4A) - 2,000 … «Ágora»", ["and", "or", "C4A", "2", "000", "Ágora"]),
        ("Cafe\u0301s", ["Cafe\u0301s"]),
        ("* \" - ? …", []),
        ("", []),
    ],
)  # fmt: skip
def test_it_finds_tokens(text: str, tokens: list[str]) -> None:
    assert analysis.tokens(text) == tokens


def test_it_finds_the_same_tokens_whatever_letters_stand_beside_them() -> None:
    text = "FixMyStreet's e-government in luftdaten.info, a_b, U.S. and 2.5"

    assert analysis.tokens(text + " é")[:-1] == analysis.tokens(text)


@pytest.mark.parametrize(
    ("token", "words", "others"),
    [
        ("Organisations", ["organisations"], ()),
        ("e-government", ["e", "government"], ("egovernment",)),
        ("open-source", ["open", "source"], ("opensource",)),
        ("luftdaten.info", ["luftdaten", "info"], ("luftdateninfo",)),
        ("FixMyStreet", ["fix", "my", "street"], ("fixmystreet",)),
        ("ePaństwo", ["e", "panstwo"], ("epanstwo",)),
        ("people's", ["people"], ()),
        ("Queensland’s", ["queensland"], ()),
        ("d'Intérêt", ["d", "interet"], ("dinteret",)),
        ("Zürich", ["zurich"], ("zuerich",)),
        ("NGOs", ["ngos"], ()),
        ("C4A", ["c4a"], ()),
        ("Київ", ["kyiv"], ()),
        ("½", ["12"], ()),
        ("__", [], ()),
        ("a" * 300, ["a" * 100], ()),
    ],
)
def test_it_reads_tokens(token: str, words: list[str], others: tuple[str, ...]) -> None:
    reading = analysis.read(token)

    assert [piece.word for piece in reading.pieces] == words
    assert reading.others == others
    assert reading.words >= {*words, *others}
    assert reading.stems == {analysis.stem(word) for word in (*words, *others)}


def test_it_knows_where_the_pieces_stand() -> None:
    found = [
        [(piece.start, piece.end) for piece in analysis.read(token).pieces] for token in ("e-government", "ePaństwo’s")
    ]

    assert found == [[(0, 1), (2, 12)], [(0, 1), (1, 8)]]


@pytest.mark.parametrize(
    "spellings",
    [
        ("organise", "organize", "organisation", "organization", "organizing", "organised"),
        ("analyse", "analyze", "analysis", "analyzing"),
        ("digitise", "digitize", "digitization"),
        ("colour", "color", "colours"),
        ("neighbourhood", "neighborhood"),
        ("labour", "labor"),
        ("centre", "center", "centres", "centers"),
        ("catalogue", "catalog", "catalogues", "cataloguing"),
        ("dialogue", "dialog"),
        ("programme", "program", "programmes"),
        ("licence", "license", "licensed"),
        ("defence", "defense"),
        ("practise", "practice"),
        ("travelling", "traveling", "travelled", "traveler"),
        ("modelling", "modeling", "models"),
        ("enrolment", "enrollment", "enrol", "enrolled"),
        ("archaeology", "archeology"),
        ("paid", "pay", "pays"),
        ("NGO", "NGOs"),
        ("Kyiv", "Kiev", "Київ"),
        ("city", "cities", "City's"),
    ],
)
def test_it_takes_spellings_and_inflections_for_one(spellings: tuple[str, ...]) -> None:
    assert len({analysis.read(word).pieces[0].stem for word in spellings}) == 1


def test_it_keeps_apart_what_is_not_one() -> None:
    words = [
        "size",
        "prize",
        "seize",
        "citizen",
        "exercise",
        "four",
        "genre",
        "organ",
        "organise",
        "police",
        "policy",
        "metro",
        "metre",
        "rogue",
    ]

    assert len({analysis.stem(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("organiz", "organisation"), ("organizat", "organisation"), ("organis", "organisation"),
        ("colou", "colour"), ("centr", "center"), ("cent", "centre"), ("theatr", "theatre"), ("catalogu", "catalogue"),
        ("programm", "programme"), ("analyz", "analyse"), ("citiz", "citizen"), ("behaviou", "behavior"),
        ("defenc", "defense"), ("licenc", "license"),
    ],
)  # fmt: skip
def test_half_a_word_begins_the_word_in_either_spelling(half: str, whole: str) -> None:
    words = {whole, normal(whole)}

    assert any(word.startswith(beginning) for word in words for beginning in halves(half))


def test_it_gives_the_words_of_rows() -> None:
    tokens = ["Open-source", "data", "Zürich"]
    in_order = analysis.stems_in_order(tokens)

    assert in_order == "open sourc data zurich"
    assert sorted(analysis.other_stems(set(tokens)).split()) == ["opensourc", "zuerich"]
    assert sorted(analysis.all_stems(tokens).split()) == ["data", "open", "opensourc", "sourc", "zuerich", "zurich"]
    assert sorted(analysis.all_words(tokens).split()) == ["data", "open", "opensource", "source", "zuerich", "zurich"]
