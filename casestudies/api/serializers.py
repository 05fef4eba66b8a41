"""What the API answers: flat results in lists, whole documents by slug."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from casestudies.documents.case_studies import CaseStudySerializer
from casestudies.documents.organisations import OrganisationSerializer
from casestudies.documents.tools import ToolSerializer
from casestudies.finding import joining
from casestudies.finding.advice import Advice
from casestudies.models import CaseStudy, Organisation, Takeaway, Tool
from civicport import markdown
from civicport.addresses import absolute
from civicport.api.records import CardSerializer, DetailSerializer, Value, Values
from civicport.documents.exporting import in_order
from civicport.documents.serializers import SourceEntry

MOST_PARTNERS = 50


class CaseStudyCardSerializer(CardSerializer):
    """A case study in a list: what a card shows, and the values of every facet. Null: not known."""

    api_view = "case-study-api-detail"

    title = serializers.CharField()
    summary = serializers.CharField()
    models = Values("model_slugs", help_text="Collaboration models, the main one first.")
    themes = Values("theme_slugs")
    initiators = Values("initiator_slugs")
    funding = Values("funding_slugs")
    status = Value()
    form = Value()
    level = Value()
    countries = Values("country_codes", help_text="ISO 3166-1 alpha-2.")
    participants = Values("participant_slugs")
    motivations = Values("motivation_slugs")
    policy_areas = Values("policy_area_slugs")
    organisations = Values("organisation_slugs")
    tools = Values("tool_slugs")
    start_year = serializers.IntegerField(allow_null=True)
    end_year = serializers.IntegerField(allow_null=True)
    changed = serializers.DateTimeField()


class CaseStudyDetailSerializer(DetailSerializer):
    """A whole case study."""

    kind = "case_studies"
    api_view = "case-study-api-detail"

    @extend_schema_field(CaseStudySerializer)
    def get_document(self, record: Any) -> dict[str, Any]:
        return super().get_document(record)

    def get_links(self, record: CaseStudy) -> dict[str, list[str]]:
        related = CaseStudy.objects.published().filter(pk__in=record.relations.values("to")).order_by("slug")
        back = CaseStudy.objects.published().filter(relations__to=record).order_by("slug")
        return {
            "collaboration_models": self.links_to("collaboration-model-api-detail", record.model_slugs),
            "organisations": self.links_to("organisation-api-detail", record.organisation_slugs),
            "tools": self.links_to("tool-api-detail", record.tool_slugs),
            "related": self.links_to(self.api_view, related.values_list("slug", flat=True)),
            "related_from": self.links_to(self.api_view, back.values_list("slug", flat=True)),
            "lessons": [
                self.link("lesson-api-detail", record.slug, key)
                for key in record.takeaways.in_reading_order().values_list("key", flat=True)
            ],
        }


class OrganisationCardSerializer(CardSerializer):
    """An organisation in a list. Null: not known."""

    api_view = "organisation-api-detail"

    name = serializers.CharField()
    summary = Value()
    kind = Value(source="kind.slug")
    countries = Values("country_codes", help_text="ISO 3166-1 alpha-2.")
    case_study_count = serializers.IntegerField(help_text="In how many public case studies it took part.")


class PartnerSerializer(serializers.Serializer):
    """An organisation that took part in the same case studies as another."""

    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField(help_text="It on the API.")
    case_study_count = serializers.IntegerField(help_text="How many public case studies both share.")


class ThemeInCountriesSerializer(serializers.Serializer):
    """What two organisations both work on, and where."""

    theme = serializers.CharField()
    countries = serializers.ListField(child=serializers.CharField(), help_text="ISO 3166-1 alpha-2.")


class PossiblePartnerSerializer(serializers.Serializer):
    """An organisation that works on the same themes in the same countries, without a case study together."""

    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField(help_text="It on the API.")
    in_common = ThemeInCountriesSerializer(many=True)


class OrganisationDetailSerializer(DetailSerializer):
    """A whole organisation, who works with it, and who might. Both lists end after 50."""

    kind = "organisations"
    api_view = "organisation-api-detail"

    partners = serializers.SerializerMethodField(help_text="With most shared case studies first; 50 at the most.")
    possible_partners = serializers.SerializerMethodField(
        help_text="With most pairs of theme and country in common first; 50 at the most."
    )

    @extend_schema_field(PartnerSerializer(many=True))
    def get_partners(self, record: Organisation) -> list[dict[str, Any]]:
        found, _count = joining.partners(self.context["state"], record.slug, most=MOST_PARTNERS, cases=0)
        return [{**self._named(one.value, one.label), "case_study_count": one.count} for one in found]

    @extend_schema_field(PossiblePartnerSerializer(many=True))
    def get_possible_partners(self, record: Organisation) -> list[dict[str, Any]]:
        found, _count = joining.possible_partners(self.context["state"], record.slug, most=MOST_PARTNERS)
        return [
            {
                **self._named(one.value, one.label),
                "in_common": [
                    {"theme": theme, "countries": sorted(code for code, _name in countries)}
                    for (theme, _label), countries in one.in_common
                ],
            }
            for one in found
        ]

    def _named(self, slug: str, name: str) -> dict[str, str]:
        return {"slug": slug, "name": name, "url": self.link(self.api_view, slug)}

    @extend_schema_field(OrganisationSerializer)
    def get_document(self, record: Any) -> dict[str, Any]:
        return super().get_document(record)

    def get_links(self, record: Organisation) -> dict[str, list[str]]:
        cases = CaseStudy.objects.published().filter(participations__organisation=record).distinct().order_by("slug")
        tools = Tool.objects.published().filter(maintainer_links__organisation=record).order_by("slug")
        return {
            "case_studies": self.links_to("case-study-api-detail", cases.values_list("slug", flat=True)),
            "tools": self.links_to("tool-api-detail", tools.values_list("slug", flat=True)),
        }


class ToolCardSerializer(CardSerializer):
    """A tool in a list. Null: not known."""

    api_view = "tool-api-detail"

    name = serializers.CharField()
    summary = Value()
    licence = Value(help_text="SPDX.")
    themes = Values("theme_slugs")
    case_study_count = serializers.IntegerField(help_text="How many public case studies name it.")


class ToolDetailSerializer(DetailSerializer):
    """A whole tool."""

    kind = "tools"
    api_view = "tool-api-detail"

    @extend_schema_field(ToolSerializer)
    def get_document(self, record: Any) -> dict[str, Any]:
        return super().get_document(record)

    def get_links(self, record: Tool) -> dict[str, list[str]]:
        cases = CaseStudy.objects.published().filter(tool_links__tool=record).order_by("slug")
        maintainers = record.maintainer_links.order_by("position").values_list("organisation__slug", flat=True)
        return {
            "case_studies": self.links_to("case-study-api-detail", cases.values_list("slug", flat=True)),
            "maintainers": self.links_to("organisation-api-detail", maintainers),
        }


class LessonCardSerializer(CardSerializer):
    """A challenge, lesson or recommendation in a list, with the facets of its case study. Null: not known."""

    slug = serializers.SerializerMethodField(help_text="Its case study and its key, with a slash between them.")
    kind = serializers.ChoiceField(choices=Takeaway.Kind.choices)
    title = Value()
    text = serializers.CharField(help_text="Markdown; [^key] cites a source of the case study.")
    case_study = serializers.CharField(source="case_study.slug")
    case_study_title = serializers.CharField(source="case_study.title")
    models = Values("case_study.model_slugs")
    themes = Values("case_study.theme_slugs")
    initiators = Values("case_study.initiator_slugs")
    funding = Values("case_study.funding_slugs")
    status = Value(source="case_study.status")
    form = Value(source="case_study.form")
    level = Value(source="case_study.level")
    countries = Values("case_study.country_codes")
    participants = Values("case_study.participant_slugs")
    motivations = Values("case_study.motivation_slugs")
    policy_areas = Values("case_study.policy_area_slugs")
    organisations = Values("case_study.organisation_slugs")
    tools = Values("case_study.tool_slugs")

    def get_slug(self, record: Takeaway) -> str:
        return f"{record.case_study.slug}/{record.key}"

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record: Any) -> str:
        path = reverse("lesson-api-detail", args=[record.case_study.slug, record.key])
        return absolute(self.context["request"], path)


class LessonDocumentSerializer(serializers.Serializer):
    """A takeaway as it stands in its case study, with the sources that it cites."""

    kind = serializers.ChoiceField(choices=Takeaway.Kind.choices)
    title = serializers.CharField(required=False)
    text = serializers.CharField(help_text="Markdown; [^key] cites a source.")
    key = serializers.CharField()
    sources = SourceEntry(many=True)


class LessonDetailSerializer(DetailSerializer):
    """A challenge, lesson or recommendation with its sources."""

    slug = serializers.SerializerMethodField(help_text="Its case study and its key, with a slash between them.")
    revision = serializers.IntegerField(source="case_study.record.revision", help_text="The case study's revision.")
    changed = serializers.DateTimeField(source="case_study.record.changed", help_text="When that revision came.")

    def get_slug(self, record: Takeaway) -> str:
        return f"{record.case_study.slug}/{record.key}"

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record: Any) -> str:
        return self.link("lesson-api-detail", record.case_study.slug, record.key)

    @extend_schema_field(LessonDocumentSerializer)
    def get_document(self, record: Any) -> dict[str, Any]:
        cited = set(markdown.cited(record.text))
        sources = in_order("case_studies", record.case_study.document)["sources"]
        document = {"kind": record.kind, "title": record.title, "text": record.text, "key": record.key}
        return {
            **{name: value for name, value in document.items() if value},
            "sources": [source for source in sources if source["key"] in cited],
        }

    def get_links(self, record: Takeaway) -> dict[str, list[str]]:
        return {"case_study": [self.link("case-study-api-detail", record.case_study.slug)]}


class AdviceEntrySerializer(serializers.Serializer):
    """A recommendation of a collaboration model."""

    key = serializers.CharField()
    title = serializers.CharField(required=False)
    text = serializers.CharField(help_text="Markdown; [^key] cites a source of the model.")


class AdviceSerializer(serializers.Serializer):
    """What a collaboration model recommends."""

    model = serializers.CharField(source="model.slug")
    name = serializers.CharField(source="model.name")
    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()
    recommendations = AdviceEntrySerializer(many=True)
    more = serializers.IntegerField(help_text="How many of its recommendations are not among these.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, given: Advice) -> str:
        return absolute(self.context["request"], reverse("collaboration-model-api-detail", args=[given.model.slug]))

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_html_url(self, given: Advice) -> str:
        return absolute(self.context["request"], f"{given.model.get_absolute_url()}#recommendations")


class LessonAdviceSerializer(serializers.Serializer):
    """What the collaboration models recommend beside a selection of lessons."""

    count = serializers.IntegerField(help_text="How many challenges, lessons and recommendations the selection has.")
    models = AdviceSerializer(many=True)


class FacetValueSerializer(serializers.Serializer):
    """A value of a facet: how many results choosing it gives."""

    value = serializers.CharField(help_text="What the parameter takes; not-known stands for what is not known.")
    label = serializers.CharField()
    count = serializers.IntegerField(help_text="Under all the other facets, the words and the years.")
    selected = serializers.BooleanField()


class FacetSerializer(serializers.Serializer):
    """A facet with its values."""

    name = serializers.CharField(help_text="The parameter's name.")
    label = serializers.CharField()
    values = FacetValueSerializer(many=True)


class FacetsSerializer(serializers.Serializer):
    """The facets of a selection."""

    count = serializers.IntegerField(help_text="How many results the selection has.")
    facets = FacetSerializer(many=True)
