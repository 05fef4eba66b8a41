from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from civicport.documents.exporting import ExportError, export_to, in_order
from civicport.documents.importing import import_paths
from civicport.documents.reading import read
from civicport.models import Record
from tests.factories import (
    BY,
    REASON,
    accepted,
    case_document,
    make_case,
    make_model,
    make_organisation,
    make_tool,
    vocabularies,
)

pytestmark = pytest.mark.django_db


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(contents(folder))


def refusal(folder: Path) -> str:
    with pytest.raises(ExportError) as refused:
        export_to(folder)
    return str(refused.value)


def test_drafts_and_what_only_they_name_stay_inside(tmp_path: Path) -> None:
    for slug in ("seen", "unseen", "looks-after-seen", "looks-after-unseen", "named-by-nobody"):
        make_organisation(slug)
    make_tool("app", maintainers=["looks-after-seen"])
    make_tool("secret-app", maintainers=["looks-after-unseen"])
    make_tool("idle-app")
    make_case("draft", state="draft", organisations=[{"organisation": "unseen"}], tools=["secret-app"])
    make_case("withdrawn", state="withdrawn")
    related = [{"case_study": slug, "relation": "see-also"} for slug in ("draft", "withdrawn", "other")]
    make_case("other", related=related[:2])
    make_case("public", related=related, organisations=[{"organisation": "seen"}], tools=["app"])

    export_to(tmp_path)

    assert names(tmp_path) == [
        "case_studies/other.yaml",
        "case_studies/public.yaml",
        "collaboration_models/labs.yaml",
        "organisations/looks-after-seen.yaml",
        "organisations/seen.yaml",
        "tools/app.yaml",
        "vocabularies.yaml",
    ]
    public = yaml.safe_load((tmp_path / "case_studies/public.yaml").read_text(encoding="utf-8"))
    assert public["related"] == [{"case_study": "other", "relation": "see-also"}]
    assert "related" not in yaml.safe_load((tmp_path / "case_studies/other.yaml").read_text(encoding="utf-8"))
    for path, content in contents(tmp_path).items():
        for secret in (b"draft", b"withdrawn", b"unseen", b"secret", b"idle", b"nobody"):
            assert secret not in content, path


def test_editors_export_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_organisation("unseen")
    make_case("other", state="withdrawn")
    make_case("draft", state="draft", related=[{"case_study": "other", "relation": "see-also"}])

    call_command("export_catalogue", tmp_path, "--include-unpublished")

    assert capsys.readouterr().out == f"16 records written to {tmp_path}.\n"
    assert names(tmp_path)[:4] == [
        "case_studies/draft.yaml", "case_studies/other.yaml", "collaboration_models/labs.yaml",
        "organisations/unseen.yaml",
    ]  # fmt: skip
    assert str(import_paths([tmp_path], BY, REASON)) == "0 created, 0 changed, 16 unchanged"


def test_files_of_records_that_are_gone_are_removed(tmp_path: Path) -> None:
    make_case("one")
    make_case("two")
    export_to(tmp_path)
    for stale in ("case_studies/new.json", "case_studies/other.yml", "vocabularies.yml"):
        (tmp_path / stale).write_text("{}")
    for kept in ("FORMAT.md", ".gitignore", "case_studies/.DS_Store"):
        (tmp_path / kept).write_text("kept")
    (tmp_path / "case_studies" / "two.yaml").rename(tmp_path / "case_studies" / "three.yaml")
    accepted("case_studies", case_document("two", state="draft"))

    export_to(tmp_path)

    assert names(tmp_path) == [
        ".gitignore", "FORMAT.md", "case_studies/.DS_Store", "case_studies/one.yaml", "collaboration_models/labs.yaml",
        "vocabularies.yaml",
    ]  # fmt: skip
    assert import_paths([tmp_path], BY, REASON).problems == []


def test_an_empty_catalogue_empties_the_folder(tmp_path: Path) -> None:
    make_case("one")
    export_to(tmp_path)
    for kind in ("case_studies", "collaboration_models", "vocabularies"):
        Record.objects.filter(kind=kind).delete()

    assert export_to(tmp_path) == 0
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["setup.py", "src/x.yaml", "tools/build.sh", "tools/deep/x.yaml", "notes.txt"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, name: str) -> None:
    vocabularies()
    stranger = tmp_path / name
    stranger.parent.mkdir(exist_ok=True, parents=True)
    stranger.write_text("mine")
    named = {"src/x.yaml": "src", "tools/deep/x.yaml": "tools/deep"}.get(name, name)

    assert refusal(tmp_path) == f"{tmp_path} holds what is no export ({named}); name a new or empty folder."
    assert names(tmp_path) == [name]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    make_model("labs")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "labs.yaml").write_text("mine")
    one, two = tmp_path / "one", tmp_path / "two/collaboration_models"
    one.mkdir()
    two.mkdir(parents=True)
    (one / "collaboration_models").symlink_to(elsewhere)
    (two / "labs.yaml").symlink_to(elsewhere / "labs.yaml")

    assert "(collaboration_models" in refusal(one)
    assert refusal(two.parent) == (
        f"{two.parent} holds what is no export (collaboration_models/labs.yaml); name a new or empty folder."
    )
    assert (elsewhere / "labs.yaml").read_text() == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    assert refusal(tmp_path / "file") == f"{tmp_path}/file cannot be written: File exists."
    with pytest.raises(CommandError, match="cannot be written: Not a directory"):
        call_command("export_catalogue", tmp_path / "file" / "below")


def test_keys_come_in_their_order_whatever_the_database_keeps() -> None:
    document: dict[str, Any] = case_document("case", lessons=[{"title": "T", "text": "U", "key": "t"}], form="direct")
    shuffled = dict(reversed(document.items()))
    shuffled["lessons"] = [dict(reversed(document["lessons"][0].items()))]

    ordered = in_order("case_studies", shuffled)

    assert ordered == document
    assert list(ordered) == ["slug", "title", "summary", "form", "models", "aim", "lessons", "sources"]
    assert list(ordered["lessons"][0]) == ["title", "text", "key"]


def test_a_record_called_vocabularies_survives(tmp_path: Path) -> None:
    make_case("vocabularies", title="Words")

    export_to(tmp_path)

    path = tmp_path / "case_studies/vocabularies.yaml"
    assert read(path.read_text(encoding="utf-8"), str(path))[0]["title"] == "Words"
    assert str(import_paths([tmp_path], BY, REASON)) == "0 created, 0 changed, 14 unchanged"


def test_it_neither_shows_nor_loses_what_is_not_published(tmp_path: Path) -> None:
    make_case("harbour")
    make_case("draft")
    export_to(tmp_path)
    accepted("case_studies", case_document("draft", state="draft"))
    before = (tmp_path / "case_studies" / "draft.yaml").read_text()

    with pytest.raises(ExportError) as caught:
        export_to(tmp_path)

    assert str(caught.value) == (
        f"{tmp_path} holds records that are not published (case_studies/draft.yaml), which this export would remove;"
        " add --include-unpublished, or name a new or empty folder."
    )
    assert (tmp_path / "case_studies" / "draft.yaml").read_text() == before
