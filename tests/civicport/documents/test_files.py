from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from civicport.documents import files
from civicport.documents.files import as_vocabularies_file, gather
from tests.factories import FIXTURES

MODEL = "slug: {slug}\nname: A\nsummary: B\n"
ROOMS = "vocabularies.yaml, collaboration_models/, organisations/, tools/, case_studies/"


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pack(path: Path, contents: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path


def found(*paths: Path) -> list[tuple[str, str, str]]:
    """Kind, slug and file of each record; there are no problems."""
    gathered = gather(list(paths))
    assert gathered.problems == []
    return [(item.kind, item.document["slug"], item.origin.file) for item in gathered.submissions]


def problems(*paths: Path) -> list[str]:
    return [str(problem) for problem in gather(list(paths)).problems]


def test_it_reads_a_folder(tmp_path: Path) -> None:
    a = put(tmp_path / "tools/a.yaml", "slug: a")
    b = put(tmp_path / "tools/b.yml", "slug: b")
    c = put(tmp_path / "organisations/c.json", '{"slug": "c"}')
    d = put(tmp_path / "deep/er/tools/d.yaml", "slug: d")
    for ignored in ("FORMAT.md", ".git/x.yaml", "tools/.a.yaml.swp", "notes.txt", "scripts/x.py", ".hidden.yaml"):
        put(tmp_path / ignored, "ignored")

    assert sorted(found(tmp_path)) == sorted(
        [("tools", "a", str(a)), ("tools", "b", str(b)), ("organisations", "c", str(c)), ("tools", "d", str(d))]
    )


def test_it_reads_the_folder_of_one_kind_and_single_files(tmp_path: Path) -> None:
    a = put(tmp_path / "tools/a.yaml", "slug: a")
    b = put(tmp_path / "organisations/b.yaml", "slug: b")

    assert found(tmp_path / "tools") == [("tools", "a", str(a))]
    assert found(b, a) == [("organisations", "b", str(b)), ("tools", "a", str(a))]


def test_it_reads_a_zip(tmp_path: Path) -> None:
    contents: dict[str, str | bytes] = {
        "x/tools/": "",
        "x/tools/a.yaml": "slug: a",
        "__MACOSX/tools/._a.yaml": b"\x00",
    }
    path = pack(tmp_path / "all.zip", {**contents, "x/README.md": "# A", "vocabularies.yaml": "themes: {a: {name: A}}"})

    assert found(path) == [
        ("tools", "a", f"{path}:x/tools/a.yaml"),
        ("vocabularies", "themes", f"{path}:vocabularies.yaml"),
    ]


def test_it_reads_the_vocabularies_with_the_line_of_each_value(tmp_path: Path) -> None:
    path = put(tmp_path / "vocabularies.yaml", "themes:\n  a: {name: A}\n  b:\n    name: B\n    help: C\nlevels: {}\n")

    themes, levels = gather([path]).submissions

    assert themes.document == {
        "slug": "themes",
        "values": [{"slug": "a", "name": "A"}, {"slug": "b", "name": "B", "help": "C"}],
    }
    assert [themes.origin.line(place) for place in [(), ("values", 0), ("values", 1, "name")]] == [1, 2, 3]
    assert levels.document == {"slug": "levels", "values": []}
    assert as_vocabularies_file([themes.document]) == {"themes": {"a": {"name": "A"}, "b": {"name": "B", "help": "C"}}}


def test_a_value_of_a_vocabulary_has_one_slug(tmp_path: Path) -> None:
    path = put(tmp_path / "vocabularies.yaml", "themes:\n  a:\n    name: A\n    slug: b\n")

    assert problems(path) == [f"{path}, line 4, themes.a: a value's slug is the key before it."]


@pytest.mark.parametrize("text", ["- a", "themes: [a]", "a: b", "'text'"])
def test_vocabularies_are_mappings(tmp_path: Path, text: str) -> None:
    path = put(tmp_path / "vocabularies.yaml", text)

    assert problems(path) == [f"{path}, line 1: should map each vocabulary to its values."]


def test_a_record_may_be_called_vocabularies(tmp_path: Path) -> None:
    path = put(tmp_path / "case_studies/vocabularies.yaml", "slug: vocabularies")

    assert found(tmp_path) == [("case_studies", "vocabularies", str(path))]


def test_the_slug_is_the_name_of_the_file(tmp_path: Path) -> None:
    path = put(tmp_path / "tools/a.yaml", "name: A\nslug: b")
    put(tmp_path / "tools/c.yaml", "name: A\nslug: ' c '")

    assert problems(tmp_path) == [f"{path}, line 2, slug: “b” does not equal the file's name, “a”."]


def test_it_reports_every_file_that_cannot_be_read(tmp_path: Path) -> None:
    names: dict[str, str | bytes] = {
        "case_studies/a.yaml": "",
        "case_studies/b.yaml": "a: [",
        "case_studies/c.txt": "slug: c",
        "organisation/d.yaml": "slug: d",
        "tools/e.yaml": b"\xff\xfe",
        "tools/f.yaml": b"#" * 2_000_001,
        "z.json": "{}",
    }
    for name, content in names.items():
        put(tmp_path / name, content)

    assert sorted(problems(tmp_path)) == sorted(
        [
            f"{tmp_path}/z.json: belongs to no kind of record; they stand in {ROOMS}.",
            f"{tmp_path}/case_studies/a.yaml: is empty.",
            f"{tmp_path}/case_studies/b.yaml, line 2: is not YAML: did not find expected node content.",
            f"{tmp_path}/case_studies/c.txt: is no .yaml or .yml or .json file.",
            f"{tmp_path}/organisation/d.yaml: belongs to no kind of record; they stand in {ROOMS}. "
            "Did you mean “organisations”?",
            f"{tmp_path}/tools/e.yaml, line 1: is not UTF-8; save the file in that encoding.",
            f"{tmp_path}/tools/f.yaml: has 2,000,001 bytes; 2,000,000 is the most.",
        ]
    )


def test_what_holds_nothing_says_so(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path}: no records found; they stand in {ROOMS}."]
    assert problems(tmp_path / "absent") == [f"{tmp_path}/absent: there is no such file or folder."]
    assert problems(pack(tmp_path / "empty.zip", {})) == [
        f"{tmp_path}/empty.zip: no records found; they stand in {ROOMS}."
    ]


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert problems(Path("a" * 300)) == [f"{'a' * 300}: cannot be read: File name too long."]


def test_links_are_refused(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside/a.yaml", "slug: a")
    linked_file = tmp_path / "one/tools/a.yaml"
    linked_file.parent.mkdir(parents=True)
    linked_file.symlink_to(outside)
    linked_folder = tmp_path / "two/tools"
    linked_folder.parent.mkdir()
    linked_folder.symlink_to(outside.parent)
    dangling = tmp_path / "three/tools/b.yaml"
    dangling.parent.mkdir(parents=True)
    dangling.symlink_to("nowhere")

    for number, link in (("one", linked_file), ("two", linked_folder), ("three", dangling)):
        assert problems(tmp_path / number) == [f"{link}: is a link; put the file itself there."]


def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "tools/a.yaml"
    pipe.parent.mkdir()
    os.mkfifo(pipe)

    assert problems(tmp_path) == [f"{pipe}: is neither a file nor a folder."]
    assert problems(pipe) == [f"{pipe}: is neither a file nor a folder."]
    assert problems(Path("/dev/zero")) == ["/dev/zero: is neither a file nor a folder."]


def test_what_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "tools/a.yaml", "slug: a")

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert problems(tmp_path) == [f"{path}: cannot be read: Permission denied."]

    def refuse_folder(place: Path) -> Iterator[os.DirEntry[str]]:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(os, "scandir", refuse_folder)
    assert problems(tmp_path) == [f"{tmp_path}: cannot be read: Permission denied."]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 2)
    for slug in "abc":
        put(tmp_path / f"tools/{slug}.yaml", f"slug: {slug}")

    assert problems(tmp_path) == ["holds more than 2 files; bring them in parts."]
    assert problems(pack(tmp_path / "a.zip", {f"tools/{n}.yaml": "slug: a" for n in range(5)})) == [
        f"{tmp_path}/a.zip: holds more than 2 files; bring them in parts."
    ]


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_TOTAL", 20)
    contents: dict[str, str | bytes] = {f"tools/{slug}.yaml": f"slug: {slug}  " for slug in "abc"}

    assert problems(pack(tmp_path / "a.zip", contents)) == ["holds more than 20 bytes; bring them in parts."]


@pytest.mark.parametrize(
    "name",
    ["../tools/a.yaml", "/tools/a.yaml", "x/../../tools/a.yaml", "..\\tools\\a.yaml", "C:/tools/a.yaml", "C:\\a.yaml"],
)
def test_names_that_lead_out_of_a_zip_are_refused(tmp_path: Path, name: str) -> None:
    path = pack(tmp_path / "a.zip", {name: "slug: a"})

    assert problems(path) == [f"{path}:{name}: has a name that leads out of the archive."]


def test_the_name_of_a_file_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"tools/\x1b[2Ja.yaml": "slug: a"})

    assert problems(path) == [
        f"{path}:tools/\ufffd[2Ja.yaml, line 1, slug: “a” does not equal the file's name, “\ufffd[2Ja”."
    ]


def test_links_in_a_zip_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    entry = zipfile.ZipInfo("tools/a.yaml")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")

    assert problems(path) == [f"{path}:tools/a.yaml: is a link; put the file itself there."]


def test_a_zip_bomb_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"tools/a.yaml": b" " * 30_000_000})

    assert problems(path) == [f"{path}:tools/a.yaml: has 2,000,001 bytes; 2,000,000 is the most."]


def test_a_zip_inside_a_zip_stays_closed(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("tools/a.yaml", "slug: a")
    path = pack(tmp_path / "a.zip", {"inner.zip": inner.getvalue(), "tools/inner.zip": inner.getvalue()})

    assert problems(path) == [f"{path}:tools/inner.zip: is no .yaml or .yml or .json file."]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_little_by_little_is_refused(tmp_path: Path, method: int) -> None:
    path = pack(tmp_path / "a.zip", {"tools/a.yaml": b" " * 30_000_000}, method)

    assert problems(path) == [f"{path}:tools/a.yaml: is packed in an unusual way; pack it as an ordinary zip."]


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"tools/a.yaml": "slug: a"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert problems(path) == [f"{path}:tools/a.yaml: is encrypted; take the password off."]


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"tools/a.yaml": b"# note\n" * 100})
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)

    assert problems(path) == [f"{path}: is no zip archive that can be read."]


def test_a_damaged_zip_is_refused_in_words_wherever_it_is_damaged(tmp_path: Path) -> None:
    whole = pack(tmp_path / "a.zip", {"tools/a.yaml": f"slug: a\n# {'note ' * 20}"}).read_bytes()
    path = tmp_path / "b.zip"

    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        assert isinstance(gather([path]).problems, list)
    for end in range(0, len(whole), 5):
        path.write_bytes(whole[:end])
        assert problems(path) == [f"{path}: is no zip archive that can be read."]


def test_what_is_only_called_a_zip_is_refused(tmp_path: Path) -> None:
    assert problems(put(tmp_path / "a.zip", "slug: a")) == [f"{tmp_path}/a.zip: is no zip archive that can be read."]


def test_it_reads_the_fixtures_without_a_problem() -> None:
    assert len(found(FIXTURES)) == len(list(FIXTURES.glob("*/*.yaml"))) + 12
