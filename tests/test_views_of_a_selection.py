"""One contract for all ways to look at a selection: the same query string shows the same case studies everywhere."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from casestudies.briefs.making import MOST_CASES
from casestudies.models import CaseStudy, Participation
from casestudies.models.joins import Relation
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.embed import SHOWN
from tests.casestudies.exports import file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

SELECTIONS = (
    "",
    "?model=hackathons",
    "?model=hackathons&model=fellowships",
    "?model=labs&theme=open-data",
    "?model=networks&status=ongoing",
    "?theme=open-data",
    "?theme=public-procurement",
    "?initiator=civil-society",
    "?tool=not-known&level=local",
    "?funding=foundation-grant",
    "?level=local",
    "?level=national&level=regional",
    "?status=completed",
    "?form=direct",
    "?country=PL",
    "?country=PL&country=RO&country=UA",
    "?country=US&active_from=2012",
    "?organisation=code-for-america",
    "?organisation=code-for-romania&organisation=epanstwo-foundation",
    "?tool=consul",
    "?tool=not-known",
    "?active_from=2015",
    "?active_to=2010",
    "?active_from=2012&active_to=2014",
    "?q=procurement",
    "?q=open+data+-hackathon",
    "?q=%22open+data%22&model=networks",
    "?q=monitorizare&ordering=-start_year",
    "?ordering=-title",
    "?q=nothing-has-this-word-in-it-whatever&country=PL",
)


def truth(client: Client, query: str) -> list[str]:
    """The slugs that the API finds, in its order."""
    slugs, url = [], f"/api/v1/case-studies/{query}{'&' if query else '?'}page_size=100&fields=slug"
    while url:
        answer = client.get(url).json()
        slugs += [result["slug"] for result in answer["results"]]
        url = answer["next"]
    return slugs


def seen(client: Client, query: str, view: str) -> Any:
    """What the page of a view was made of; its head says how many there are."""
    response = client.get(CASE_STUDIES.seen_as(view).path + query)
    assert response.status_code == 200, (view, query)
    return response.context


def paged(client: Client, query: str, view: str) -> list[Any]:
    """What all pages of a view were made of."""
    first = seen(client, query, view)
    number = first["listing"].page.paginator.num_pages
    further = [f"{query}{'&' if query else '?'}page={page}" for page in range(2, number + 1)]
    return [first, *(seen(client, address, view) for address in further)]


def records(slugs: list[str]) -> list[int]:
    return list(CaseStudy.objects.published().filter(slug__in=slugs).values_list("pk", flat=True))


def test_there_are_thirty_and_nearly_all_find_something(client: Client) -> None:
    assert len(set(SELECTIONS)) == 30
    assert sum(not truth(client, query) for query in SELECTIONS) == 1


@pytest.mark.parametrize("query", SELECTIONS)
@pytest.mark.parametrize("view", CASE_STUDIES.views)
def test_every_view_says_how_many_there_are_and_leads_to_all_the_others(client: Client, query: str, view: str) -> None:
    listing = seen(client, query, view)["listing"]

    plain = CASE_STUDIES.seen_as("").path
    assert listing.count == len(truth(client, query))
    assert listing.problems == []
    canonical = listing.selection.query_string()
    assert [link.url for link in listing.views] == [
        plain + (f"{name}/" if name else "") + canonical for name in CASE_STUDIES.views
    ]


@pytest.mark.parametrize("query", SELECTIONS)
def test_every_view_shows_the_same_case_studies(client: Client, query: str) -> None:
    slugs = truth(client, query)

    shown = [case.slug for context in paged(client, query, "") for case in context["listing"].page.object_list]
    assert shown == slugs

    drawn = [bar.case.slug for context in paged(client, query, "timeline") for bar in bars(context)]
    assert sorted(drawn) == sorted(slugs)

    assert [row.url.rstrip("/").rpartition("/")[2] for row in rows(seen(client, query, "brief"))] == slugs[:MOST_CASES]

    embedded = client.get(f"/embed/case-studies/{query}").context
    assert [case.slug for case in embedded["cases"]] == slugs[:SHOWN]

    table = csv.DictReader(io.StringIO(file(client, f"/case-studies/export/csv/{query}").decode("utf-8-sig")))
    assert [row["slug"] for row in table] == slugs

    geojson = json.loads(file(client, f"/case-studies/export/geojson/{query}"))
    placed = {feature["properties"]["slug"] for feature in geojson["features"]}
    assert placed <= set(slugs)
    assert len(placed) + geojson["without_coordinates"] == len(slugs)

    feed = client.get(f"/case-studies/feed/json/{query}").json()
    assert {item["url"].rstrip("/").rpartition("/")[2] for item in feed["items"]} <= set(slugs)
    assert len(feed["items"]) == min(len(slugs), 50)


@pytest.mark.parametrize("query", [query for query in SELECTIONS if "nothing-has" not in query])
def test_what_is_counted_and_drawn_is_of_the_same_case_studies(client: Client, query: str) -> None:
    slugs = truth(client, query)
    ids = records(slugs)

    assert slugs
    assert seen(client, query, "matrix")["matrix"].total == str(len(slugs))

    places = seen(client, query, "map")["map"].places
    assert places.everywhere + places.nowhere == len(slugs)
    assert {case.url.rstrip("/").rpartition("/")[2] for case in places.cases} <= set(slugs)
    assert len(places.cases) == min(places.everywhere, 50)

    taking_part = Participation.objects.filter(case_study__in=ids)
    network = seen(client, query, "network")["network"]
    named = {member.name for member in network.members} | {link.label for link in network.alone}
    names = set(taking_part.values_list("organisation__name", flat=True))
    assert named <= names
    assert len(named) == min(len(network.members), 40) + min(len(names) - joined(ids), 60)
    assert len(network.members) == min(joined(ids), 40)

    boxes = [box for lineage in seen(client, query, "lineage")["lineages"].lineages for box in lineage.boxes]
    inside = {box.url.rstrip("/").rpartition("/")[2] for box in boxes if not box.outside}
    related = Relation.objects.filter(case_study__in=ids).exclude(relation="see-also")
    assert inside <= set(slugs)
    assert inside >= set(related.values_list("case_study__slug", flat=True)) or len(boxes) >= 60


def joined(ids: list[int]) -> int:
    """How many organisations share one of these case studies with another."""
    members: dict[int, set[int]] = {}
    for case, organisation in Participation.objects.filter(case_study__in=ids).values_list(
        "case_study", "organisation"
    ):
        members.setdefault(case, set()).add(organisation)
    return len(set().union(*(found for found in members.values() if len(found) > 1)))


def bars(context: Any) -> list[Any]:
    return list(context["timeline"].bars) if context["listing"].count else []


def rows(context: Any) -> list[Any]:
    return list(context["brief"].glance) if context["listing"].count else []
