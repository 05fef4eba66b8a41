"""What every document has in common: how it is checked as a whole, and the parts that several kinds share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.settings import api_settings

from civicport import markdown
from civicport.documents import fields
from civicport.documents.problems import Path, did_you_mean, shorten

ITEMS_AT_MOST = 200
# Ids that the pages give to their own sections: no key of a takeaway may be one of them.
RESERVED_KEYS = frozenset(
    {
        "aim", "initiator", "funding", "model", "lessons-learnt", "recommendations", "sources", "facts", "main",
        "in-short", "related", "navigation", "search", "top", "description", "watch-out", "fits-when", "case-studies",
        "lessons", "challenges", "examples", "content", "masthead-q", "aim-heading", "facts-heading",
        "funding-heading", "initiator-heading", "lessons-heading", "model-heading", "problems-heading",
        "recommendations-heading", "related-heading", "sources-heading",
    }
)  # fmt: skip


class Part(serializers.Serializer):
    """A mapping in which only the declared keys may stand; its canonical form has them in the declared order."""

    default_error_messages = {
        **fields.DocumentField.default_error_messages,
        "invalid": "should be a mapping of keys and values.",
    }

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping) or not data:
            message = self.error_messages["null" if isinstance(data, Mapping) else "invalid"]
            raise serializers.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [message]})
        if len(data) > ITEMS_AT_MOST:
            message = f"has {len(data):,} keys; {len(self.fields)} is the most."
            raise serializers.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [message]})
        value, errors = self.gather(data)
        if errors:
            raise serializers.ValidationError(errors)
        return value

    def gather(self, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values that are right, in their declared order, and what is wrong with the others."""
        errors: dict[str, Any] = {
            str(key): [f"“{shorten(key)}” is no key of this part.{did_you_mean(key, self.fields)}"]
            for key in data
            if key not in self.fields
        }
        value: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                value[name] = field.run_validation(data.get(name, serializers.empty))
            except serializers.ValidationError as error:
                errors[name] = error.detail
            except serializers.SkipField:
                continue
        return value, errors


class Parts(serializers.ListSerializer):
    """A list of parts, not empty."""

    default_error_messages = {
        **fields.Many.default_error_messages,
    }

    def to_internal_value(self, data: Any) -> list[Any]:
        if not isinstance(data, list):
            message = f"should be a list, not {fields.name_of(data)}."
            raise serializers.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [message]})
        if len(data) > ITEMS_AT_MOST:
            message = f"has {len(data):,} entries; {ITEMS_AT_MOST} is the most."
            raise serializers.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [message]})
        return super().to_internal_value(data)


def many(part: type[Part]) -> Any:
    """A list of these parts that may be absent but not empty."""
    return part(many=True, required=False, allow_empty=False)


class SourceEntry(Part):
    """Where a statement comes from."""

    key = fields.Slug()
    title = fields.Line(longest=1_000)
    publisher = fields.Line(longest=500, required=False)
    url = fields.Address(required=False)
    year = fields.Year(required=False)
    language = fields.OneOf(
        values=fields.LANGUAGES, what="language code of two letters (ISO 639-1), such as en", required=False
    )
    archive_url = fields.Address(required=False)
    accessed = fields.Day(required=False)

    class Meta:
        list_serializer_class = Parts


class TakeawayEntry(Part):
    """A challenge, a lesson or a recommendation."""

    title = fields.Line(longest=200, required=False)
    text = fields.Prose(longest=fields.LONGEST_LINE)
    key = fields.Slug(required=False, reserved=RESERVED_KEYS)

    class Meta:
        list_serializer_class = Parts


class ExampleEntry(Part):
    """A programme worth reading about that has no record of its own."""

    name = fields.Line()
    url = fields.Address(required=False)

    class Meta:
        list_serializer_class = Parts


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a document with its place, but for those of its sources."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if (*path, key) != ("sources",):
                yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index))


def at(path: Path, message: str) -> Any:
    """A message as the framework nests it: mappings by key, lists by index, the message innermost."""
    nested: Any = [message]
    for part in reversed(path):
        nested = {part: nested}
    return nested


class DocumentSerializer(Part):
    """Checks a document as a whole; `validated_data` is then its canonical form. Context: `known`."""

    default_error_messages = {"null": "is empty; a record is a mapping of keys and values."}

    prose: tuple[str, ...] = ()
    """The keys under which Markdown stands: at the top, in a list, or in the entries of a list."""
    every_source_is_cited = False

    def gather(self, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Besides what is wrong with single values: the marks in those that are right, so that one try shows all."""
        value, errors = super().gather(data)
        if errors and "sources" in value:
            _merge(errors, self.unknown_marks(value))
        return value, errors

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        self.check_former_slugs(attrs)
        self.check_keys(attrs)
        self.check_citations(attrs)
        return attrs

    def check_former_slugs(self, document: dict[str, Any]) -> None:
        for index, slug in enumerate(document.get("former_slugs", [])):
            if slug == document["slug"]:
                raise serializers.ValidationError(
                    at(("former_slugs", index), f"“{slug}” is the present slug; it cannot be a former one too.")
                )

    def check_keys(self, document: dict[str, Any]) -> None:
        """No two entries with a key share it: neither sources among themselves nor takeaways."""
        errors: dict[str, Any] = {}
        for names in (("sources",), ("challenges", "lessons", "recommendations", "watch_out")):
            seen: set[str] = set()
            for name in names:
                for index, entry in enumerate(document.get(name, [])):
                    key = entry.get("key")
                    if key and key in seen:
                        errors.setdefault(name, {})[index] = {"key": [f"“{key}” stands in this record twice."]}
                    seen.add(key)
        if errors:
            raise serializers.ValidationError(errors)

    def check_citations(self, document: dict[str, Any]) -> None:
        """Every citation mark has a source, and (where the kind asks for it) every source is cited."""
        errors = self.unknown_marks(document)
        if self.every_source_is_cited and not errors:
            cited = {key for _path, key in self.marks(document)}
            for index, source in enumerate(document.get("sources", [])):
                key = source["key"]
                if key not in cited:
                    message = f"the source “{key}” is never cited; cite it as [^{key}] or take it out."
                    _merge(errors, at(("sources", index), message))
        if errors:
            raise serializers.ValidationError(errors)

    def unknown_marks(self, document: dict[str, Any]) -> dict[Any, Any]:
        """What is wrong with the citations of a document: those of no source."""
        keys = [source["key"] for source in document.get("sources", [])]
        errors: dict[Any, Any] = {}
        for path, key in self.marks(document):
            if key not in keys:
                message = f"cites “{shorten(key)}”, which is not among the sources.{did_you_mean(key, keys)}"
                _merge(errors, at(path, message))
        return errors

    def marks(self, document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        """Every citation of a document: its place, and the key that it names."""
        for path, text in texts(document):
            name = next(part for part in reversed(path) if isinstance(part, str))
            found = [text] if name == "source" else markdown.cited(text) if name in self.prose else []
            yield from ((path, key) for key in found)


def _merge(into: dict[Any, Any], new: dict[Any, Any]) -> None:
    for key, value in new.items():
        if isinstance(into.get(key), dict) and isinstance(value, dict):
            _merge(into[key], value)
        else:
            into.setdefault(key, value)


def flatten(detail: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The framework's nested errors as pairs of place and message, in the order of the document's fields."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = key == api_settings.NON_FIELD_ERRORS_KEY
            yield from flatten(inner, path if own else (*path, key))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            if isinstance(inner, Mapping | list):
                if inner:
                    yield from flatten(inner, (*path, index))
            else:
                yield path, str(inner)
    else:
        yield path, str(detail)


def slug_fields(reserved: frozenset[str]) -> tuple[fields.Slug, fields.Many]:
    """The slug of a record and the slugs that it had."""
    return fields.Slug(reserved=reserved), fields.Many(fields.Slug(reserved=reserved), required=False)
