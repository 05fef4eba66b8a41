"""Viewsets and serializers that every kind of record shares: a flat list, and the whole document by its slug."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from civicport.addresses import absolute, present_slug, was_public
from civicport.api.problems import BadParameters, Gone
from civicport.documents import kinds
from civicport.documents.exporting import in_order
from civicport.documents.problems import did_you_mean, shorten

LIST_PARAMETERS = frozenset({"page", "page_size", "fields"})
"""What every list takes beside its filters."""

NULLABLE_SLUGS = {"type": ["array", "null"], "items": {"type": "string"}}


@extend_schema_field(NULLABLE_SLUGS)
class Values(serializers.Field):
    """The values of a facet, as slugs or codes; null where not known, which is not the same as none."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        super().__init__(source=source, read_only=True, **kwargs)

    def to_representation(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) or None


@extend_schema_field({"type": "string"})
class Value(serializers.Field):
    """The one value of a facet; null where not known."""

    def __init__(self, **kwargs: Any) -> None:
        # Null as well where what should have the value is not known itself.
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return str(value)

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) or None


class CardSerializer(serializers.Serializer):
    """One flat result of a list; `fields` narrows it to the named keys."""

    api_view: ClassVar[str]

    slug = serializers.CharField(help_text="The record's name in addresses.")
    url = serializers.SerializerMethodField(help_text="The record on the API.")
    html_url = serializers.SerializerMethodField(help_text="The record's page.")

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        wanted = self.context.get("wanted")
        return {name: field for name, field in fields.items() if name in wanted} if wanted else fields

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record: Any) -> str:
        return absolute(self.context["request"], reverse(self.api_view, args=[record.slug]))

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_html_url(self, record: Any) -> str:
        return absolute(self.context["request"], record.get_absolute_url())


class DetailSerializer(serializers.Serializer):
    """A whole record: its document as the catalogue's files have it, and where it leads."""

    kind: ClassVar[str]
    api_view: ClassVar[str]

    slug = serializers.CharField(help_text="The record's name in addresses.")
    url = serializers.SerializerMethodField(help_text="This record on the API.")
    html_url = serializers.SerializerMethodField(help_text="The record's page.")
    revision = serializers.IntegerField(source="record.revision", help_text="The number of the present revision.")
    changed = serializers.DateTimeField(source="record.changed", help_text="When the present revision came.")
    document = serializers.SerializerMethodField(help_text="The record as FORMAT.md describes it; absent: not known.")
    links = serializers.SerializerMethodField(help_text="The records that it names or that name it, on the API.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record: Any) -> str:
        return self.link(self.api_view, record.slug)

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_html_url(self, record: Any) -> str | None:
        return absolute(self.context["request"], record.get_absolute_url())

    def get_document(self, record: Any) -> dict[str, Any]:
        kind = kinds.get(self.kind)
        return in_order(self.kind, kind.public_document(record.document))

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}})
    def get_links(self, record: Any) -> dict[str, list[str]]:
        return {}

    def link(self, view: str, *arguments: str) -> str:
        """An absolute address on the API."""
        return absolute(self.context["request"], reverse(view, args=arguments))

    def links_to(self, view: str, slugs: Any) -> list[str]:
        """Absolute addresses of records on the API."""
        return [self.link(view, slug) for slug in slugs]


class RecordViewSet(viewsets.ReadOnlyModelViewSet):
    """Records of one kind, read only. A former slug leads to the present one; a withdrawn record is gone."""

    kind: ClassVar[str]
    detail_view: ClassVar[str]
    detail_serializer_class: ClassVar[type[serializers.Serializer]]
    lookup_field = "slug"
    lookup_value_regex = "[a-z0-9-]+"

    def get_serializer_class(self) -> type[Any]:
        return self.serializer_class if self.action == "list" else self.detail_serializer_class  # type: ignore[return-value]

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "wanted": getattr(self, "wanted", [])}

    def wanted_fields(self) -> list[str]:
        """The keys of a result that `fields` asks for; empty for all. Refuses what is no key."""
        asked = [name.strip() for part in self.request.query_params.getlist("fields") for name in part.split(",")]
        if not asked:
            return []
        declared = self.serializer_class._declared_fields  # type: ignore[union-attr]
        bad = [name for name in asked if name not in declared]
        if bad:
            raise BadParameters(
                [
                    (
                        "fields",
                        name,
                        _("There is no field “%(name)s”.") % {"name": shorten(name)} + did_you_mean(name, declared),
                    )
                    for name in bad
                ]
            )
        return asked

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action == "retrieve":
            refuse_unknown(request, frozenset())
        self.wanted = self.wanted_fields()

    @extend_schema(
        parameters=[OpenApiParameter("fields", str, description="The keys of a result, with commas between them.")]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            return self.elsewhere(kwargs["slug"])

    def elsewhere(self, slug: str) -> Response:
        """The answer for a slug that the public does not find: moved, gone, or Http404."""
        if now := present_slug(self.kind, slug):
            location = absolute(self.request, reverse(self.detail_view, args=[now]))
            return Response({"url": location}, status=301, headers={"Location": location})
        if was_public(self.kind, slug):
            raise Gone
        raise Http404


def refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """Refuses parameters that are not among the known ones, and suggests what may have been meant."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise BadParameters(
            [
                (name, request.query_params[name], _("There is no such parameter.") + did_you_mean(name, known))
                for name in unknown
            ]
        )
