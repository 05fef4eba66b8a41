"""Zips: YAML that comes back through the importer, and the Data Package that frictionless reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from django.test import Client

from casestudies.models import CaseStudy, Organisation, Relation, Tool
from civicport.documents.importing import import_paths
from civicport.documents.reading import read as read_yaml
from civicport.models import Catalogue, Record
from collaboration_models.models import CollaborationModel
from tests.casestudies.exports import file, unpacked
from tests.factories import make_case, make_model, make_organisation, make_tool

pytestmark = pytest.mark.django_db

YAML, PACKAGE = "/case-studies/export/yaml/", "/about/data/data-package/"


def kept() -> dict[str, Any]:
    return {str(record): record.document for record in Record.objects.all()}


def test_a_selection_comes_with_all_that_it_names_and_nothing_else(client: Client) -> None:
    make_model("networks")
    make_organisation("maker")
    make_organisation("city")
    make_organisation("stranger")
    make_tool("app", maintainers=["maker"])
    make_tool("other-app")
    make_case("b")
    make_case("c", models=["networks"], organisations=[{"organisation": "stranger"}], tools=["other-app"])
    make_case(
        "a",
        organisations=[{"organisation": "city"}],
        tools=["app"],
        related=[{"case_study": "b", "relation": "see-also"}, {"case_study": "c", "relation": "replicates"}],
    )

    files = unpacked(file(client, f"{YAML}?model=labs"))

    assert sorted(files) == [
        "README.md",
        "case_studies/a.yaml",
        "case_studies/b.yaml",
        "collaboration_models/labs.yaml",
        "organisations/city.yaml",
        "organisations/maker.yaml",
        "tools/app.yaml",
        "vocabularies.yaml",
    ]
    document, _origin = read_yaml(files["case_studies/a.yaml"], "a.yaml")
    assert document["related"] == [{"case_study": "b", "relation": "see-also"}]
    assert "- Selection: Collaboration model: Labs\n- Found: 2\n" in files["README.md"]


def test_a_selection_can_be_imported_into_an_empty_catalogue(client: Client, tmp_path: Path) -> None:
    make_organisation("city")
    make_case("a", title="NO", themes=["open-data"], organisations=[{"organisation": "city"}])
    make_case("b", themes=["open-data"], related=[{"case_study": "a", "relation": "see-also"}])
    make_case("c")
    (tmp_path / "part.zip").write_bytes(file(client, f"{YAML}?theme=open-data"))
    before = {name: document for name, document in kept().items() if name != "case_studies/c"}
    for kind in (Relation, CaseStudy, Tool, Organisation, CollaborationModel, Record, Catalogue):
        kind.objects.all().delete()

    report = import_paths([tmp_path / "part.zip"], "Alice", "Taken along")

    assert report.problems == []
    assert kept() == before


def test_the_package_says_what_its_columns_hold_and_how_tables_join(client: Client) -> None:
    make_organisation("city")
    make_case(organisations=[{"organisation": "city", "role": "host"}], reviewed="2026-11-22")

    package = json.loads(unpacked(file(client, PACKAGE))["datapackage.json"])

    tables = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert tables["case-study-organisations"] == {
        "fields": [
            {"name": "slug", "type": "string", "description": "The case study."},
            {"name": "position", "type": "integer", "description": "The place in the list, counted from 1."},
            {"name": "organisation", "type": "string", "description": "The slug of a record of organisations."},
            {"name": "role", "type": "string"},
        ],
        "missingValues": [""],
        "primaryKey": ["slug", "position"],
        "foreignKeys": [
            {"fields": ["slug"], "reference": {"resource": "case-studies", "fields": ["slug"]}},
            {"fields": ["organisation"], "reference": {"resource": "organisations", "fields": ["slug"]}},
        ],
    }
    types = {field["name"]: field["type"] for field in tables["case-studies"]["fields"]}
    assert [types[name] for name in ("title", "start_year", "reviewed", "lessons_count", "changed")] == [
        "string", "integer", "date", "integer", "datetime",
    ]  # fmt: skip


def test_the_package_defuses_formulas_too(client: Client) -> None:
    make_case(title="=1+1", places=[{"name": "@home", "latitude": -1.5, "longitude": 2.5}])

    files = unpacked(file(client, PACKAGE))

    assert "\r\ncase,,'=1+1," in files["data/case-studies.csv"]
    assert files["data/case-study-places.csv"].split("\r\n")[1] == "case,1,'@home,,-1.5,2.5"


def test_an_empty_catalogue_is_a_sound_package(client: Client, tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(file(client, PACKAGE))

    assert frictionless.Package(tmp_path / "package.zip").validate().valid
