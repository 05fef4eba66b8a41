from __future__ import annotations

import pytest

from civicport.text import first_sentence, fold, forbidden_character, legible, slugify, sort_key, tidy, words


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("Łódź", "lodz"),
        ("  ePaństwo\n Foundation ", "epanstwo foundation"),
        ("Straße", "strasse"),
        ("Cafe\u0301", "cafe"),
        ("İstanbul", "istanbul"),
        ("Αθήνα", "athina"),
        ("Διαύγεια", "diavgeia"),
        ("αυτοδιοίκηση", "aftodioikisi"),
        ("Ούτω Μπάνος άγγελος", "outo banos angelos"),
        ("Київ", "kyiv"),
        ("Чернівці", "chernivtsi"),
        ("Їжак, Згін, об’єднання, єдність", "yizhak, zghin, obiednannia, yednist"),
        ("София", "sofia"),
        ("България", "balgaria"),
        ("Прозорро", "prozorro"),
        ("Объединение", "obedinenie"),
        ("Београд", "beograd"),
        ("Știri", "stiri"),
        ("Żoliborz", "zoliborz"),
        ("Kutná Hoře", "kutna hore"),
        ("Código", "codigo"),
        ("", ""),
    ],
)
def test_it_folds(given: str, folded: str) -> None:
    assert fold(given) == folded


def test_a_sort_key_begins_with_a_letter_or_digit_and_ends_in_time() -> None:
    assert [sort_key(name) for name in ("«Ágora»", "(2nd) Life", "…", "日" * 300)] == [
        "agora>>", "2nd) life", "", ("Ri" * 300).lower()[:400],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("Expect the unexpected!", "expect-the-unexpected"),
        ("People's choice – Łódź", "peoples-choice-lodz"),
        ("one two", "one-two"),
        ("…", ""),
        ("a" * 100, "a" * 60),
        ("word " * 20, "-".join(["word"] * 12)),
    ],
)
def test_it_makes_slugs(given: str, slug: str) -> None:
    assert slugify(given) == slug


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\x00", "U+0000"), ("\t", "U+0009"), ("\r", "U+000D"), ("\x1b", "U+001B"), ("\x7f", "U+007F"),
        ("\x85", "U+0085"), ("\u200b", "U+200B"), ("\u2028", "U+2028"), ("\u2029", "U+2029"), ("\u202a", "U+202A"),
        ("\u202e", "U+202E"), ("\u2060", "U+2060"), ("\u2066", "U+2066"), ("\u2069", "U+2069"), ("\ufeff", "U+FEFF"),
        ("\ufffe", "U+FFFE"), ("\ud800", "U+D800"), ("\ue000", "U+E000"), ("\U000e0000", "U+E0000"),
        ("\n", ""), (" ", ""), ("\u00a0", ""), ("é", ""), ("\u0301", ""), ("日", ""), ("😀", ""), ("\u200d", ""),
        ("\u200e", ""), ("\u00ad", ""),
    ],
)  # fmt: skip
def test_it_knows_what_no_text_may_contain(character: str, expected: str) -> None:
    assert forbidden_character(f"a{character}b") == expected
    assert legible(f"a{character}b") == ("a\ufffdb" if expected else f"a{character}b")


def test_it_tidies_white_space_and_composes_letters() -> None:
    assert tidy(" \r\n a \t \r\n\r\n b\rc e\u0301\u00a0\n ") == "a\n\n b\nc é"
    assert tidy(tidy(" a\t\n\u3000b ")) == tidy(" a\t\n\u3000b ") == "a\n\u3000b"


def test_it_counts_words() -> None:
    assert words("One, two – “three” it's.[^4]") == 6


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Accuracy. It matters to everybody who reads a figure. More.",
         "Accuracy. It matters to everybody who reads a figure."),
        ("Talk to officials early, e.g. Mayors and clerks of the town. Then act.",
         "Talk to officials early, e.g. Mayors and clerks of the town."),
        ("The plan by J. Smith was to ask everybody in the town first. Then act.",
         "The plan by J. Smith was to ask everybody in the town first."),
        ("No end in sight", "No end in sight"),
        ("Does everybody in the whole town really know about it? Ask.",
         "Does everybody in the whole town really know about it?"),
        ("word " * 60, ("word " * 40).strip() + " …"),
        ("", ""),
    ],
)  # fmt: skip
def test_it_takes_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
