"""Words as people type them: folding, sort keys, slugs, and what no text may contain."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Control characters other than the line feed, surrogates, private use, unassigned, and separators of lines and
# paragraphs; the marks that reorder or hide text; the byte order mark.
_FORBIDDEN_CATEGORIES = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORBIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u2060")


_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:['’ʼ][\u0400-\u04ff]+)*")
_UKRAINIAN = str.maketrans("гґиіїй", "hgyiii", "ь'’ʼ") | {ord("є"): "ie", ord("ю"): "iu", ord("я"): "ia"}
_UKRAINIAN_INITIALS = _UKRAINIAN | {ord("ї"): "yi", ord("й"): "y", ord("є"): "ye", ord("ю"): "yu", ord("я"): "ya"}
_GREEK = (
    (re.compile("(?<=[αεη])[υύ](?=[αάβγδεέζηήιίλμνοόρυύωώ])"), "v"),
    (re.compile("(?<=[αεη])[υύ]"), "f"),
    (re.compile("(?<=ο)[υύ]"), "u"),
    (re.compile("γγ"), "ng"),
    (re.compile(r"\bμπ"), "b"),
)


def fold(text: str) -> str:
    """The text in lower case and plain Latin letters, so that Łódź and Lodz are the same, with single spaces.

    Cyrillic words with a letter that only Ukrainian has are romanised as Ukraine does (Київ = Kyiv), others as Bulgaria
    and Serbia write their names (София = Sofia); Greek as its road signs have it (Διαύγεια = Diavgeia).
    """
    if not text.isascii():
        text = _CYRILLIC.sub(_romanised, unicodedata.normalize("NFC", text).lower())
        for pattern, letters in _GREEK:
            text = pattern.sub(letters, text)
        text = anyascii(text)
    return " ".join(text.lower().split())


def _romanised(match: re.Match[str]) -> str:
    """A Cyrillic word in lower case, as far as it is not romanised letter by letter."""
    word = match[0]
    if any(letter in word for letter in "іїєґ"):
        word = word.replace("зг", "zgh")
        return word[0].translate(_UKRAINIAN_INITIALS) + word[1:].translate(_UKRAINIAN)
    word = re.sub(r"ъ(?![еёюя])", "a", word)
    return re.sub(r"ия$", "ia", re.sub("[ъь]", "", word))


def sort_key(text: str) -> str:
    """By what a name is ordered: folded, without what stands before the first letter or digit; 400 characters."""
    return re.sub(r"^[^a-z0-9]+", "", fold(text))[:400]


def slugify(text: str, limit: int = 60) -> str:
    """A slug made of the first words of a text, cut between words; empty if the text has no letter or digit."""
    words = re.findall(r"[a-z0-9]+", fold(text.replace("'", "").replace("’", "")))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return slug


def forbidden_character(text: str) -> str:
    """The first character that no text of the catalogue may contain, as U+XXXX; empty if there is none."""
    return next((f"U+{ord(character):04X}" for character in text if _is_forbidden(character)), "")


def _is_forbidden(character: str) -> bool:
    if character == "\n" or (character.isascii() and character.isprintable()):
        return False
    return character in _FORBIDDEN or unicodedata.category(character) in _FORBIDDEN_CATEGORIES


def legible(text: str) -> str:
    """The text with a mark in place of each forbidden character, for messages that quote what was refused."""
    return "".join("\ufffd" if _is_forbidden(character) else character for character in text)


def tidy(text: str) -> str:
    """The text in one normal form: composed letters, line feeds, no white space at the end of a line or around it."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+", text))


_SENTENCE_END = re.compile(r"[.!?][\"”’')]*(?=\s+[\"“‘'(]*[A-ZÀ-ÞĀ-Ž0-9])")
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|dr|mr|mrs|ms|st|vs|approx|ca|u\.s|u\.k)|\b[A-Z])\.$", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, in order; abbreviations end none."""
    text = " ".join(text.split())
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATIONS.search(text[start : match.start() + 1]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def first_sentence(text: str, at_least: int = 40, at_most: int = 200) -> str:
    """The first sentence of a plain text, or the first few when it is too short to say anything ("Accuracy.").

    A sentence that is longer than `at_most` characters is cut between words, and an ellipsis says so.
    """
    opening = ""
    for sentence in sentences(text):
        opening = f"{opening} {sentence}".strip()
        if len(opening) >= at_least:
            break
    return shortened(opening, at_most)


def shortened(text: str, at_most: int) -> str:
    """The text or, if it is longer than `at_most` characters, what fits of it, cut between words, with an ellipsis."""
    if len(text) <= at_most:
        return text
    return text[:at_most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
