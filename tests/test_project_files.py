"""What machines read of the project itself says what the project says elsewhere."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LICENCE = (ROOT / "LICENSE").read_text(encoding="utf-8")


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return found


def test_citation_cff_says_what_the_project_says() -> None:
    found = read("CITATION.cff")

    assert {"cff-version", "message", "title", "authors"} <= set(found)
    assert (found["version"], found["license"], found["abstract"]) == (
        PROJECT["version"],
        PROJECT["license"],
        PROJECT["description"],
    )
    assert found["authors"] == [{"name": "CivicPort contributors"}]
    assert "CivicPort contributors" in LICENCE


def test_publiccode_yml_says_what_the_project_says() -> None:
    found = read("publiccode.yml")

    assert set(found) == {
        "publiccodeYmlVersion", "name", "softwareVersion", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert (found["softwareVersion"], found["legal"]) == (PROJECT["version"], {"license": PROJECT["license"]})
    text = found["description"]["en"]
    assert text["shortDescription"] == PROJECT["description"]
    assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"])
    assert found["maintenance"]["contacts"] == [{"name": "CivicPort contributors"}]
