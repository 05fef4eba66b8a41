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


def fold(text: str) -> str:
    """The text in lower case and plain Latin letters, so that Łódź and Lodz are the same, with single spaces."""
    return " ".join(anyascii(unicodedata.normalize("NFC", text)).lower().split())


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
    for character in text:
        if character in "\n" or character.isascii() and character.isprintable():
            continue
        if character in _FORBIDDEN or unicodedata.category(character) in _FORBIDDEN_CATEGORIES:
            return f"U+{ord(character):04X}"
    return ""


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


def first_sentence(text: str, at_least: int = 40, at_most: int = 200) -> str:
    """The first sentence of a plain text, or the first few when it is too short to say anything ("Accuracy.").

    A sentence that is longer than `at_most` characters is cut between words, and an ellipsis says so.
    """
    text = " ".join(text.split())
    end = len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() >= at_least and not _ABBREVIATIONS.search(text[: match.start() + 1]):
            end = match.end()
            break
    sentence = text[:end]
    if len(sentence) <= at_most:
        return sentence
    return sentence[:at_most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
