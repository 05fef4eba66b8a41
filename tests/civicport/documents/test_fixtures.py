"""The catalogue's own content on its way in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casestudies.models import CaseStudy
from civicport.documents.exporting import export_to
from civicport.documents.importing import import_paths
from civicport.models import Catalogue, Record, Revision
from tests.factories import BY, FIXTURES, REASON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]
FOUR = ("consul", "luftdaten", "monitorizare-vot", "code-for-all")
SIX_QUESTIONS = (
    ("aim",),
    ("funding", "funding_note"),
    ("initiators", "initiator_note"),
    ("models", "collaboration"),
    ("lessons", "challenges"),
    ("recommendations",),
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_every_file_is_a_record_with_one_revision() -> None:
    count = len(list(FIXTURES.glob("*/*.yaml"))) + 12

    assert (Record.objects.count(), Revision.objects.count(), Catalogue.current().version) == (count,) * 3


def test_a_second_import_finds_everything_unchanged() -> None:
    count = Record.objects.count()

    report = import_paths([FIXTURES], BY, REASON)

    assert str(report) == f"0 created, 0 changed, {count} unchanged"
    assert Catalogue.current().version == count


def test_it_comes_out_as_it_went_in_byte_for_byte(tmp_path: Path) -> None:
    count = export_to(tmp_path)

    assert count == Record.objects.count()
    assert contents(tmp_path) == contents(FIXTURES)


def test_an_ordinary_reader_of_yaml_reads_the_same_values() -> None:
    records = Record.objects.exclude(kind="vocabularies")

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values = {
        (path.parent.name, path.stem): yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
        for path in FIXTURES.glob("*/*.yaml")
    }
    assert values == {(record.kind, record.slug): record.document for record in records}


def test_the_four_main_records_are_complete_and_answer_all_six_questions() -> None:
    cases = CaseStudy.objects.published().filter(slug__in=FOUR).select_related("record")

    assert {case.slug: case.record.completeness for case in cases} == dict.fromkeys(FOUR, 100)
    for case in cases:
        for names in SIX_QUESTIONS:
            assert all(case.document[name] for name in names), (case.slug, names)
