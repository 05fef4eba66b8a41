"""The catalogue's own content, taken away and read again."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest
from django.test import Client

from civicport.models import Record
from tests.casestudies.exports import file, unpacked
from tests.factories import FIXTURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]


def test_the_places_of_the_catalogue_are_points_as_rfc_7946_has_them(client: Client) -> None:
    found = json.loads(file(client, "/case-studies/export/geojson/"))

    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids)) > 80
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_the_whole_catalogue_comes_back_byte_for_byte(client: Client) -> None:
    files = unpacked(file(client, "/case-studies/export/yaml/"))

    del files["README.md"]
    there = {path.relative_to(FIXTURES).as_posix(): path.read_text() for path in FIXTURES.rglob("*.yaml")}
    assert files == there


def test_frictionless_finds_nothing_wrong_with_the_package(client: Client, tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(file(client, "/about/data/data-package/"))

    package = frictionless.Package(tmp_path / "package.zip")
    report = package.validate()

    assert report.flatten(["title", "message"]) == []
    assert report.valid
    assert package.resource_names == [
        "case-studies", "case-study-values", "case-study-places", "case-study-challenges", "case-study-lessons",
        "case-study-recommendations", "case-study-costs", "case-study-outcomes", "case-study-milestones",
        "case-study-organisations", "case-study-related", "case-study-sources", "organisations", "tools",
        "collaboration-models", "vocabularies",
    ]  # fmt: skip
    kinds = ("case_studies", "organisations", "tools", "collaboration_models")
    counts = [Record.objects.filter(kind=kind).count() for kind in kinds]
    names = ("case-studies", "organisations", "tools", "collaboration-models")
    assert [len(package.get_table_resource(name).read_rows()) for name in names] == counts
