"""The documents of case studies: six questions, the facts around them, and where every statement comes from."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from casestudies.documents.common import RESERVED
from casestudies.documents.projection import CaseStudyProjection
from casestudies.models import CaseStudy, Form, Level, State, Status
from civicport.documents import fields
from civicport.documents.completeness import too_long, undated
from civicport.documents.problems import Advice
from civicport.documents.serializers import (
    DocumentSerializer,
    Part,
    Parts,
    SourceEntry,
    TakeawayEntry,
    at,
    many,
    slug_fields,
)
from civicport.documents.vocabularies import CLOSED
from civicport.text import words


class PlaceEntry(Part):
    """A town, with coordinates to two decimals."""

    name = fields.Line()
    country = fields.Country(required=False)
    latitude = fields.Coordinate(most=90, required=False)
    longitude = fields.Coordinate(most=180, required=False)

    class Meta:
        list_serializer_class = Parts

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("latitude" in attrs) != ("longitude" in attrs):
            lacking = "longitude" if "latitude" in attrs else "latitude"
            raise serializers.ValidationError({lacking: ["is missing; coordinates are a pair."]})
        return attrs


class FigureEntry(Part):
    """A figure that a source gives. The value is text: sources say "around 250"."""

    label = fields.Line()
    value = fields.Line()
    year = fields.Year(required=False)
    source = fields.Slug()

    class Meta:
        list_serializer_class = Parts


class CostEntry(Part):
    """What something cost, in whole units of a currency."""

    label = fields.Line()
    amount = fields.Amount()
    currency = fields.OneOf(values=fields.CURRENCIES, what="currency code of three letters (ISO 4217), such as EUR")
    year = fields.Year(required=False)
    source = fields.Slug()

    class Meta:
        list_serializer_class = Parts


class MilestoneEntry(Part):
    """A step on the way."""

    year = fields.Year()
    text = fields.Prose(longest=fields.LONGEST_LINE)

    class Meta:
        list_serializer_class = Parts


class ParticipationEntry(Part):
    """An organisation, and what it was in the collaboration."""

    organisation = fields.RecordOf("organisations", label="organisation")
    role = fields.OneOf(values=sorted(CLOSED["organisation_roles"]), what="role", required=False)

    class Meta:
        list_serializer_class = Parts


class RelationEntry(Part):
    """Another case study, and what it is to this one."""

    case_study = fields.RecordOf("case_studies", label="case study")
    relation = fields.OneOf(values=sorted(CLOSED["relations"]), what="relation")

    class Meta:
        list_serializer_class = Parts


def terms(vocabulary: str) -> fields.Many:
    """A list of values of a vocabulary that may be absent."""
    return fields.Many(fields.TermOf(vocabulary), required=False)


class CaseStudySerializer(DocumentSerializer):
    """A case study."""

    prose = ("initiator_note", "funding_note", "aim", "collaboration", "ending_note", "text")
    every_source_is_cited = True

    slug, former_slugs = slug_fields(RESERVED)
    state = fields.OneOf(values=State.values, what="state", required=False)
    title = fields.Line()
    also_known_as = fields.Many(fields.Line(), required=False)
    summary = fields.Summary()
    form = fields.OneOf(values=Form.values, what="form", required=False)
    status = fields.OneOf(values=Status.values, what="status", required=False)
    start_year = fields.Year(required=False)
    end_year = fields.Year(required=False)
    website = fields.Address(required=False)
    repository = fields.Address(required=False)
    reviewed = fields.Day(required=False)
    level = fields.OneOf(values=Level.values, what="level", required=False)
    countries = fields.Many(fields.Country(), required=False)
    places = many(PlaceEntry)
    models = fields.Many(fields.RecordOf("collaboration_models", label="collaboration model"))
    themes = terms("themes")
    policy_areas = terms("policy_areas")
    motivations = terms("motivations")
    initiators = terms("initiator_types")
    initiator_note = fields.Prose(required=False)
    funding = terms("funding_types")
    funding_note = fields.Prose(required=False)
    participants = terms("participant_groups")
    aim = fields.Prose()
    collaboration = fields.Prose(required=False)
    challenges = many(TakeawayEntry)
    lessons = many(TakeawayEntry)
    recommendations = many(TakeawayEntry)
    costs = many(CostEntry)
    ending_note = fields.Prose(required=False)
    outcomes = many(FigureEntry)
    milestones = many(MilestoneEntry)
    organisations = many(ParticipationEntry)
    tools = fields.Many(fields.RecordOf("tools", label="tool"), required=False)
    related = many(RelationEntry)
    sources = SourceEntry(many=True, allow_empty=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("state") == State.PUBLISHED:
            # Absent means published; one document says it in one way.
            del attrs["state"]
        self.check_years(attrs)
        self.check_pairs(attrs)
        return super().validate(attrs)

    def check_years(self, document: dict[str, Any]) -> None:
        start, end = document.get("start_year"), document.get("end_year")
        if start and end and end < start:
            raise serializers.ValidationError({"end_year": [f"{end} is before the start, {start}."]})
        if end and document.get("status") == Status.ONGOING:
            raise serializers.ValidationError(
                {"end_year": ["what is ongoing has no end; leave it out, or change the status."]}
            )

    def check_pairs(self, document: dict[str, Any]) -> None:
        """No case is related to itself or twice to another; no organisation has a role twice."""
        seen: set[tuple[str, ...]] = set()
        for index, entry in enumerate(document.get("related", [])):
            other = entry["case_study"]
            if other == document["slug"] or other in document.get("former_slugs", []):
                message = "a case study is not related to itself."
                raise serializers.ValidationError(at(("related", index, "case_study"), message))
            if (other,) in seen:
                raise serializers.ValidationError(at(("related", index, "case_study"), f"“{other}” stands here twice."))
            seen.add((other,))
        for index, entry in enumerate(document.get("organisations", [])):
            pair = (entry["organisation"], entry.get("role", ""))
            if pair in seen:
                message = f"“{entry['organisation']}” stands here twice in the same role."
                raise serializers.ValidationError(at(("organisations", index, "organisation"), message))
            seen.add(pair)


class CaseStudies(CaseStudyProjection):
    name = "case_studies"
    label = "case study"
    serializer = CaseStudySerializer
    model = CaseStudy
    asks_for = (
        "form", "status", "start_year", "level", "countries", "themes", "policy_areas", "motivations", "initiators",
        "initiator_note", "funding", "funding_note", "participants", "collaboration", "challenges", "lessons",
        "recommendations", "organisations",
    )  # fmt: skip
    keyed = ("challenges", "lessons", "recommendations")

    def advise(self, document: dict[str, Any]) -> list[Advice]:
        advice = too_long(document, {"title": 90, "summary": 280})
        for name, least, most in (("aim", 30, 170), ("collaboration", 50, 280)):
            count = words(document.get(name, ""))
            if name in document and not least <= count <= most:
                advice.append(Advice(name, f"has {count} words; {least} to {most} read well."))
        for name in self.keyed:
            found = len(document.get(name, []))
            if found > 5:
                advice.append(Advice(name, f"has {found} entries; five or fewer are read."))
            for index, entry in enumerate(document.get(name, []), 1):
                if name != "challenges" and "title" not in entry:
                    advice.append(Advice(f"{name}[{index}]", "has no title."))
                if len(entry.get("title", "")) > 80:
                    advice.append(Advice(f"{name}[{index}].title", "has more than 80 characters."))
                if "[^" not in entry["text"]:
                    advice.append(Advice(f"{name}[{index}]", "cites no source."))
        return [*advice, *undated(document, ("costs", "outcomes", "sources"))]
