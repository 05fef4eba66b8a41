"""What years, countries, languages, amounts and addresses are called. Nothing here knows a record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale
from babel.numbers import format_currency
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# Countries whose English name wants an article inside a sentence.
_THE = {
    "AE", "BS", "CD", "CF", "DO", "FK", "FO", "GB", "GM", "IM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC",
    "TC", "UM", "US", "VA", "VG", "VI",
}  # fmt: skip
_NAMES = {"CZ": "Czechia", "HK": "Hong Kong", "MO": "Macao", "PS": "Palestine", "MM": "Myanmar"}


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def country_name(code: str) -> str:
    """The name of a country in the reader's language; the code itself if it has none."""
    language = get_language() or "en"
    if language.startswith("en") and code in _NAMES:
        return _NAMES[code]
    return _locale(language.split("-")[0]).territories.get(code, code)


def language_name(code: str) -> str:
    """The name of a language in the reader's language."""
    return _locale((get_language() or "en").split("-")[0]).languages.get(code, code)


def country_in_sentence(code: str) -> str:
    """The name of a country as it stands in a sentence: "the Netherlands"."""
    name = country_name(code)
    english = (get_language() or "en").startswith("en")
    return f"the {name}" if english and code in _THE else name


def countries_in_words(codes: Sequence[str], most: int = 2) -> str:
    """ "Spain, the Netherlands and 7 more", with `most` names before the rest is counted; empty for none.

    One more than that is named, since "and 1 more" is no shorter than a name.
    """
    names = [country_in_sentence(code) for code in codes]
    if len(names) <= most + 1:
        words = in_words(names)
    else:
        words = _("%(names)s and %(count)s more") % {
            "names": ", ".join(names[:most]),
            "count": len(names) - most,
        }
    return words[:1].upper() + words[1:]


def in_words(names: Sequence[str]) -> str:
    """ "a, b and c"; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def grouped(number: int) -> str:
    """A number of things in figures, its thousands apart: "2,431"."""
    return str(number) if abs(number) < 1000 else number_format(number, force_grouping=True)


def money(amount: int, currency: str) -> str:
    """An amount with its currency, an ISO 4217 code: "€20,000"."""
    locale = _locale(get_language() or "en-gb")
    return format_currency(amount, currency, "¤#,##0", locale=locale, currency_digits=False)


def address_in_words(address: str) -> str:
    """An address of the web as a reader recognises it: without scheme, query and a closing slash."""
    parts = urlsplit(address)
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")


def years_in_words(status: str, start: int | None, end: int | None) -> str:
    """The status and years of a collaboration, saying what is not known of them."""
    years = {"start": start, "end": end}
    match status:
        case "ongoing":
            return _("Ongoing since %(start)s") % years if start else _("Ongoing, start not known")
        case "completed" | "discontinued":
            ended = _("Completed") if status == "completed" else _("Discontinued")
            return f"{ended}, {_span(start, end)}"
    if start or end:
        span = _span(start, end)
        return span[:1].upper() + span[1:]
    return _("Years not known")


def _span(start: int | None, end: int | None) -> str:
    years = {"start": start, "end": end}
    if start and end:
        return str(start) if start == end else _("%(start)s to %(end)s") % years
    if start:
        return _("started in %(start)s, end not known") % years
    if end:
        return _("ended in %(end)s, start not known") % years
    return _("years not known")
