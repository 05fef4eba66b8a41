from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casestudies.models import CaseStudy
from civicport.documents.importing import import_paths
from civicport.documents.writing import to_yaml
from civicport.models import Catalogue, Record, Revision
from tests.factories import BY, REASON, case_document, make_model, model_document, publish_everything

pytestmark = pytest.mark.django_db
MODEL = to_yaml(model_document("labs"))


def put(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_it_reports_every_problem_at_once_and_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "collaboration_models/labs.yaml", MODEL)
    a = put(tmp_path / "case_studies/a.yaml", "slug: a\ntitel: A\n")
    b = put(tmp_path / "case_studies/b.yaml", "slug: b\nslug: c\n")
    c = put(
        tmp_path / "case_studies/c.yaml",
        to_yaml(case_document("c", models=["labs", "lab"], start_year=18, lessons=[{"text": "# No", "ttile": "x"}])),
    )
    heard: list[int] = []

    report = import_paths([tmp_path], BY, REASON, start=lambda total: heard.append(total) or heard.append)  # type: ignore[func-returns-value]

    required = ["title", "summary", "models", "aim", "sources"]
    assert [str(problem) for problem in report.problems] == [
        f"{b}, line 2: the key “slug” stands here twice.",
        f"{a}, line 2, titel: “titel” is no key of this part. Did you mean “title”?",
        *(f"{a}, line 1, {name}: is missing; it is required." for name in required),
        f"{c}, line 8, start_year: “18” should be a year from 1800 to 2100.",
        f"{c}, line 4, models[2]: there is no collaboration model “lab”. Did you mean “labs”?",
        f"{c}, line 10, lessons[1].ttile: “ttile” is no key of this part. Did you mean “title”?",
        f"{c}, line 10, lessons[1].text: contains a heading; "
        "paragraphs, emphasis, links, lists and [^citations] are what is allowed.",
    ]
    assert heard == [3, 1, 1, 1]
    assert not Record.objects.exists()
    assert Catalogue.current().version == 0


def test_it_counts_what_was_created_changed_and_unchanged(tmp_path: Path) -> None:
    make_model("labs")
    make_model("clubs")
    put(tmp_path / "collaboration_models/labs.yaml", MODEL)
    put(tmp_path / "collaboration_models/clubs.yaml", to_yaml(model_document("clubs", name="Others")))
    put(tmp_path / "collaboration_models/teams.yaml", to_yaml(model_document("teams")))

    report = import_paths([tmp_path], BY, REASON)

    assert str(report) == "1 created, 1 changed, 1 unchanged"


def test_a_dry_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "collaboration_models/labs.yaml", MODEL)

    call_command("import_catalogue", tmp_path, "--dry-run")

    assert capsys.readouterr().out == "1 created, 0 changed, 0 unchanged (dry run: nothing was changed).\n"
    assert not Record.objects.exists()
    assert not Revision.objects.exists()
    assert Catalogue.current().version == 0


def test_the_command_reports_and_signs_its_revisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "collaboration_models/labs.yaml", MODEL)

    call_command("import_catalogue", tmp_path, "--by", "Bob", "--reason", "First files")

    assert capsys.readouterr().out == "1 created, 0 changed, 0 unchanged.\n"
    assert Revision.objects.values_list("by", "reason").get() == ("Bob", "First files")


def test_the_command_names_every_problem_and_fails(tmp_path: Path) -> None:
    path = put(tmp_path / "tools/a.yaml", "slug: a\nnaem: A\n")
    errors = io.StringIO()

    with pytest.raises(CommandError, match=r"^2 problems; nothing was changed\.$"):
        call_command("import_catalogue", path, stderr=errors)

    assert errors.getvalue() == (
        f"{path}, line 2, naem: “naem” is no key of this part. Did you mean “name”?\n"
        f"{path}, line 1, name: is missing; it is required.\n"
    )


def test_a_zip_and_a_folder_are_one_import(tmp_path: Path) -> None:
    put(tmp_path / "files/collaboration_models/labs.yaml", MODEL)
    with zipfile.ZipFile(tmp_path / "cases.zip", "w") as archive:
        archive.writestr("case_studies/case.json", '{"slug": "case", "title": "A", "summary": "B", "models": ["labs"],'
                         ' "aim": "C.[^d]", "sources": [{"key": "d", "title": "E", "year": 2018}]}')  # fmt: skip

    report = import_paths([tmp_path / "cases.zip", tmp_path / "files"], BY, REASON)

    assert str(report) == "2 created, 0 changed, 0 unchanged"
    assert CaseStudy.objects.get().model_slugs == ["labs"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL plans by statistics that come later.")
def test_the_database_knows_how_much_there_is_after_a_load() -> None:
    publish_everything()

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'casestudies_casestudy'")
        assert cursor.fetchone() == (CaseStudy.objects.count(),)
