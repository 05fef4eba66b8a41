"""Processes that write at the same time, and one that is killed half-way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from civicport.documents.writing import to_yaml
from tests.factories import make_case, model_document
from tests.variables import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

START = """
import json, os, signal, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from pathlib import Path
from civicport.documents import accepting, storing
from civicport.documents.importing import import_paths
from civicport.models import Catalogue, Record, Revision
"""
WRITE = """
input()
for turn in range(4):
    for slug in ("labs", sys.argv[2]):
        document = {"slug": slug, "name": f"{sys.argv[2]} {turn}", "summary": "A way of working together."}
        accepting.accept("collaboration_models", document, "Alice", "A test")
"""
DIE = """
project = storing.project

def half_way(records):
    project(records)
    os.kill(os.getpid(), signal.SIGKILL)

storing.project = half_way
import_paths([Path(sys.argv[2])], "Alice", "A test")
"""
TELL = """
print(json.dumps({
    "version": Catalogue.current().version,
    "records": list(Record.objects.order_by("slug").values_list("slug", "revision", "document__name")),
    "versions": list(Revision.objects.order_by("version").values_list("version", flat=True)),
}))
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The name of a database with one case study that other processes can reach."""
    make_case("case")
    if connection.vendor == "sqlite":
        # The test's own is in memory.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "copy.sqlite3")])
        return str(tmp_path / "copy.sqlite3")
    return str(connection.settings_dict["NAME"])


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START + code, *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "civicport.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(database: str) -> dict[str, Any]:
    answer, errors = start(TELL, database).communicate()
    assert errors == ""
    state: dict[str, Any] = json.loads(answer)
    return state


def test_writers_at_the_same_time_get_consecutive_versions(database: str) -> None:
    before = told(database)["version"]
    writers = [start(WRITE, database, name) for name in ("one", "two", "three")]

    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    ends = [(*writer.communicate(), writer.returncode) for writer in writers]

    after = told(database)
    revisions = {slug: revision for slug, revision, _ in after["records"]}
    assert ends == [("", "", 0)] * 3
    assert after["version"] == before + 24
    assert after["versions"] == list(range(1, before + 25))
    assert [revisions[slug] for slug in ("labs", "one", "two", "three")] == [13, 4, 4, 4]


def test_a_process_that_is_killed_half_way_leaves_the_catalogue_as_it_was(database: str, tmp_path: Path) -> None:
    before = told(database)
    folder = tmp_path / "collaboration_models"
    folder.mkdir()
    for document in (model_document("labs", name="Changed"), model_document("more")):
        (folder / f"{document['slug']}.yaml").write_text(to_yaml(document), encoding="utf-8")

    killed = start(DIE, database, str(folder))
    ended = (*killed.communicate(), killed.returncode)

    assert ended == ("", "", -signal.SIGKILL)
    assert told(database) == before
    writer = start(WRITE, database, "next")
    assert (*writer.communicate("\n"), writer.returncode) == ("", "", 0)
    assert told(database)["version"] == before["version"] + 8
