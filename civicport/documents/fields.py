"""The fields of documents. Each takes what YAML (where every scalar is text) and JSON bring, and gives plain data.

A field's value is already canonical: two documents that mean the same are equal, whatever they were typed like.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Any

import pycountry
from rest_framework import serializers
from rest_framework.fields import empty

from civicport import markdown, text
from civicport.documents.known import Known
from civicport.documents.problems import did_you_mean, shorten
from civicport.models import FIRST_YEAR, LAST_YEAR

LONGEST_LINE = 5_000
LONGEST_TEXT = 50_000
LARGEST_AMOUNT = 10**15
LARGEST_NUMBER = 10**100
"""Python takes long to write larger ones out, or refuses to."""
COUNTRIES = frozenset(country.alpha_2 for country in pycountry.countries)
CURRENCIES = frozenset(currency.alpha_3 for currency in pycountry.currencies)
LANGUAGES = frozenset(language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2"))


class DocumentField(serializers.Field):
    """A value of a document. An empty one is refused: what is not known is left out."""

    default_error_messages = {
        "required": "is missing; it is required.",
        "null": "is empty; leave the key out if it is not known.",
    }

    def fail_with(self, message: str) -> Any:
        raise serializers.ValidationError(message)

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        if data is not empty and data in (None, "", [], {}):
            self.fail("null")
        return super().validate_empty_values(data)

    def to_representation(self, value: Any) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        """The field in JSON Schema, for the API's description."""
        return {"type": "string"}

    def scalar(self, data: Any) -> str:
        """The value as text; refuses lists, mappings and truth values, and what no text may contain."""
        if isinstance(data, bool) or not isinstance(data, str | int | float):
            self.fail_with(f"should be a single value, not {name_of(data)}.")
        if isinstance(data, int) and abs(data) > LARGEST_NUMBER:
            self.fail_with("is too large a number.")
        value = str(data).strip()
        self.refuse_forbidden(value)
        if not value:
            self.fail("null")
        return value

    def refuse_forbidden(self, value: str) -> None:
        if found := text.forbidden_character(value):
            self.fail_with(f"contains the character {found}, which no text may have; take it out.")


def name_of(data: Any) -> str:
    """What a value is, as a message says it."""
    if isinstance(data, bool):
        return "true or false"
    if isinstance(data, Mapping):
        return "a mapping (quote a text that has a colon or a comma in it)"
    if isinstance(data, list | tuple | set | frozenset):
        return "a list"
    if isinstance(data, int) and abs(data) > LARGEST_NUMBER:
        return "a number, and a very large one"
    return f"“{shorten(data)}”"


class Line(DocumentField):
    """A plain text on one line: a name, a title, a label. No Markdown."""

    def __init__(self, *, longest: int = 300, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest}

    def to_internal_value(self, data: Any) -> str:
        return " ".join(self.text(data).split())

    def text(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail_with(f"should be text, not {name_of(data)}.")
        value = text.tidy(data)
        self.refuse_forbidden(value)
        if not value:
            self.fail("null")
        if len(value) > self.longest:
            self.fail_with(f"has {len(value):,} characters; {self.longest:,} is the most.")
        return value


class Summary(Line):
    """One or two sentences, without Markdown and without citation marks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=1_000, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if markdown.CITATION.search(value):
            self.fail_with("has a citation mark; a summary has none, since the text below it is cited.")
        return value


class Prose(Line):
    """Markdown of the closed subset, which may cite sources."""

    def __init__(self, *, longest: int = LONGEST_TEXT, **kwargs: Any) -> None:
        super().__init__(longest=longest, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = self.text(data)
        if found := markdown.outside(value):
            self.fail_with(
                f"contains {found}; paragraphs, emphasis, links, lists and [^citations] are what is allowed."
            )
        return value


class Slug(DocumentField):
    """The name of a record in addresses: lower case, digits, single hyphens."""

    def __init__(self, *, reserved: Collection[str] = (), longest: int = 100, **kwargs: Any) -> None:
        self.reserved, self.longest = reserved, longest
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": self.longest}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail_with(f"should be text, not {name_of(data)}.")
        value = self.scalar(data)
        if not text.SLUG.fullmatch(value) or len(value) > self.longest:
            self.fail_with(
                f"“{shorten(value)}” is no slug: lower-case letters a to z, digits and single hyphens between them, "
                f"{self.longest} characters at most."
            )
        if value in self.reserved:
            self.fail_with(f"“{value}” is reserved for the catalogue's own addresses; choose another.")
        return value


class Whole(DocumentField):
    """A whole number within bounds."""

    def __init__(self, *, least: int, most: int, what: str, **kwargs: Any) -> None:
        self.least, self.most, self.what = least, most, what
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def to_internal_value(self, data: Any) -> int:
        value = self.scalar(data)
        digits = value.removeprefix("-")
        whole = digits.isascii() and digits.isdigit() and len(digits) <= 18
        if not whole or not self.least <= int(value) <= self.most:
            self.fail_with(f"“{shorten(value)}” should be {self.what}.")
        return int(value)


class Year(Whole):
    """A year of the common era."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=FIRST_YEAR, most=LAST_YEAR, what=f"a year from {FIRST_YEAR} to {LAST_YEAR}", **kwargs)


class Amount(Whole):
    """A whole amount of money, without separators."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=0, most=LARGEST_AMOUNT, what="a whole amount in digits, such as 20000", **kwargs)


class Coordinate(DocumentField):
    """Degrees north or east, with at most four decimals."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": -self.most, "maximum": self.most}

    def to_internal_value(self, data: Any) -> float:
        value = self.scalar(data)
        degrees = float(value) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]*)?", value) else float("nan")
        if not abs(degrees) <= self.most or round(degrees, 4) != degrees:
            self.fail_with(
                f"“{shorten(value)}” should be degrees from -{self.most} to {self.most} with four decimals at most "
                "(two are enough for a town)."
            )
        return degrees + 0.0


class Truth(DocumentField):
    """true or false."""

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def to_internal_value(self, data: Any) -> bool:
        if isinstance(data, bool):
            return data
        if data not in ("true", "false"):
            self.fail_with(f"should be true or false, not {name_of(data)}.")
        return data == "true"


class Day(DocumentField):
    """A day, as 2026-11-22."""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def to_internal_value(self, data: Any) -> str:
        value = self.scalar(data)
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date().isoformat()
        except ValueError:
            return self.fail_with(f"“{shorten(value)}” should be a day such as 2026-11-22.")


class Address(DocumentField):
    """An absolute address on the web."""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri"}

    def to_internal_value(self, data: Any) -> str:
        value = self.scalar(data)
        if len(value) > 2_000 or not markdown.is_web_address(value):
            self.fail_with(f"“{shorten(value)}” should be a web address that begins with https:// or http://.")
        return value


class OneOf(DocumentField):
    """One of a few codes that the application knows, such as a currency."""

    def __init__(self, *, values: Collection[str], what: str, **kwargs: Any) -> None:
        self.values, self.what = values, what
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": sorted(self.values)} if len(self.values) <= 10 else {"type": "string"}

    def to_internal_value(self, data: Any) -> str:
        value = self.scalar(data)
        if value not in self.values:
            few = f": {', '.join(self.values)}" if len(self.values) <= 10 else ""
            self.fail_with(f"“{shorten(value)}” is no {self.what}{few}.{did_you_mean(value, self.values)}")
        return value


class Country(OneOf):
    """An ISO 3166-1 alpha-2 code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(values=COUNTRIES, what="country code of two letters (ISO 3166-1), such as PL", **kwargs)


class TermOf(DocumentField):
    """The slug of a value of one of these vocabularies."""

    def __init__(self, *vocabularies: str, **kwargs: Any) -> None:
        self.vocabularies = vocabularies
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = self.scalar(data)
        known: Known = self.context["known"]
        values = [slug for vocabulary in self.vocabularies for slug in known.terms(vocabulary)]
        if value not in values:
            where = " or ".join(self.vocabularies)
            self.fail_with(f"“{shorten(value)}” is no value of {where}.{did_you_mean(value, values)}")
        return value


class RecordOf(DocumentField):
    """The slug of a record of this kind; a former slug becomes the present one."""

    def __init__(self, kind: str, *, label: str, **kwargs: Any) -> None:
        self.kind, self.noun = kind, label
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = self.scalar(data)
        known: Known = self.context["known"]
        slug = known.resolve(self.kind, value)
        if slug is None:
            near = did_you_mean(value, known.slugs(self.kind))
            self.fail_with(f"there is no {self.noun} “{shorten(value)}”.{near}")
        return str(slug)


class Many(serializers.ListField):
    """A list of single values, without repetitions and not empty."""

    default_error_messages = {
        **DocumentField.default_error_messages,
        "not_a_list": "should be a list.",
        "empty": "is empty; leave the key out if it is not known.",
    }

    def __init__(self, child: DocumentField, *, most: int = 200, **kwargs: Any) -> None:
        self.most = most
        super().__init__(child=child, allow_empty=False, **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        if not isinstance(data, list):
            raise serializers.ValidationError(f"should be a list, not {name_of(data)}.")
        if len(data) > self.most:
            raise serializers.ValidationError(f"has {len(data):,} entries; {self.most:,} is the most.")
        values = super().to_internal_value(data)
        repeated: dict[Any, Any] = {
            index: [f"“{shorten(value)}” stands here twice."]
            for index, value in enumerate(values)
            if value in values[:index]
        }
        if repeated:
            raise serializers.ValidationError(repeated)
        return values
