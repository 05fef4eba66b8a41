"""The catalogue's files: which record a file holds, and where a record is written. FORMAT.md describes them.

    vocabularies.yaml       all vocabularies, one key each
    KIND/SLUG.yaml          one record

Paths may be folders, single files, or a zip of them. What a zip or a folder may not hold (links, names that lead
outside, bombs) is refused before it is read.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from civicport.documents import kinds
from civicport.documents.checking import Submission
from civicport.documents.problems import Origin, Problem, Refused, did_you_mean, shorten
from civicport.documents.problems import Path as Place
from civicport.documents.reading import LARGEST_FILE, decode, read

MOST_FILES = 20_000
LARGEST_TOTAL = 500_000_000
ENDINGS = (".yaml", ".yml", ".json")
VOCABULARIES = "vocabularies"


@dataclass
class Gathered:
    """What the named paths hold: documents on their way in, and everything that could not be read."""

    submissions: list[Submission] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def gather(paths: list[Path]) -> Gathered:
    """Reads every file under these paths, and reports all that is wrong with them at once."""
    gathered = Gathered()
    total = count = 0
    try:
        for name, content in _contents(paths):
            count += 1
            total += len(content)
            if count > MOST_FILES:
                raise Refused([Problem(f"holds more than {MOST_FILES:,} files; bring them in parts.")])
            if total > LARGEST_TOTAL:
                raise Refused([Problem(f"holds more than {LARGEST_TOTAL:,} bytes; bring them in parts.")])
            try:
                gathered.submissions += _submissions(name, content)
            except Refused as refused:
                gathered.problems += refused.problems
    except Refused as refused:
        gathered.problems += refused.problems
    if not gathered.submissions and not gathered.problems:
        where = ", ".join(str(path) for path in paths)
        gathered.problems.append(Problem(f"no records found; they stand in {_rooms()}.", file=where))
    return gathered


def _rooms() -> str:
    folders = [f"{name}/" for name in kinds.names() if name != VOCABULARIES]
    return f"vocabularies.yaml, {', '.join(folders)}"


def _contents(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        try:
            if path.is_dir():
                yield from _in_folder(path)
            elif not path.exists():
                raise Refused([Problem("there is no such file or folder.", file=str(path))])
            elif path.suffix == ".zip" and path.is_file():
                yield from _in_zip(path)
            else:
                yield str(path), _bytes(path)
        except OSError as error:
            name = error.filename or path
            raise Refused([Problem(f"cannot be read: {error.strerror}.", file=str(name))]) from None


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        # A pipe or a device would be read for ever.
        raise Refused([Problem("is neither a file nor a folder.", file=str(path))])
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _is_ours(name: str) -> bool:
    """Whether a file in a folder or zip is meant for the catalogue: hidden ones, notes and scripts are not."""
    parts = PurePosixPath(name).parts
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return False
    return name.endswith(ENDINGS) or (len(parts) > 1 and parts[-2] in kinds.names())


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    base = folder.parent if folder.name in kinds.names() else folder
    for place, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(place, name) for name in folders):
            _refuse_link(path)
        for path in (Path(place, name) for name in sorted(files)):
            if _is_ours(path.relative_to(base).as_posix()):
                _refuse_link(path)
                yield str(path), _bytes(path)


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise Refused([Problem("is a link; put the file itself there.", file=str(path))])


def _raise(error: OSError) -> None:
    raise error


def _in_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > 2 * MOST_FILES:
                raise Refused([Problem(f"holds more than {MOST_FILES:,} files; bring them in parts.", file=str(path))])
            for entry in entries:
                if not entry.is_dir():
                    yield from _in_archive(archive, entry, f"{path}:{entry.filename}")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise Refused([Problem("is no zip archive that can be read.", file=str(path))]) from None


def _in_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Iterator[tuple[str, bytes]]:
    inside = PurePosixPath(entry.filename)
    if inside.is_absolute() or ".." in inside.parts or "\\" in entry.filename or ":" in entry.filename:
        raise Refused([Problem("has a name that leads out of the archive.", file=name)])
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused([Problem("is a link; put the file itself there.", file=name)])
    if entry.flag_bits & 1:
        raise Refused([Problem("is encrypted; take the password off.", file=name)])
    if not _is_ours(entry.filename):
        return
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The others are unpacked whole before any of it can be counted.
        raise Refused([Problem("is packed in an unusual way; pack it as an ordinary zip.", file=name)])
    with archive.open(entry) as stream:
        # Never more than one byte past the limit, whatever the archive says of its size.
        yield name, stream.read(LARGEST_FILE + 1)


def _submissions(name: str, content: bytes) -> list[Submission]:
    """The records of one file."""
    path = PurePosixPath(name.replace("\\", "/").rsplit(":", 1)[-1])
    if not name.endswith(ENDINGS):
        raise Refused([Problem(f"is no {' or '.join(ENDINGS)} file.", file=name)])
    kind = path.parent.name
    if path.stem == VOCABULARIES and kind not in kinds.names():
        kind = VOCABULARIES
    if kind not in kinds.names():
        hint = did_you_mean(kind, kinds.names())
        raise Refused([Problem(f"belongs to no kind of record; they stand in {_rooms()}.{hint}", file=name)])
    data, origin = read(decode(content, name), name)
    if kind == VOCABULARIES:
        return _vocabularies(data, origin)
    submission = Submission(kind, data, origin)
    slug = data.get("slug") if isinstance(data, dict) else None
    if isinstance(slug, str) and slug.strip() != path.stem:
        message = f"“{shorten(slug)}” does not equal the file's name, “{shorten(path.stem)}”."
        raise Refused([submission.problem(message, ("slug",))])
    return [submission]


def _vocabularies(data: Any, origin: Origin) -> list[Submission]:
    """vocabularies.yaml holds them all: a mapping of names to mappings of values."""
    if not isinstance(data, dict) or not all(isinstance(values, dict) for values in data.values()):
        raise Refused([Submission(VOCABULARIES, data, origin).problem("should map each vocabulary to its values.")])
    submissions = []
    for slug, values in data.items():
        lines: dict[Place, int] = {
            (): origin.lines[slug,],
            ("slug",): origin.lines[slug,],
            ("values",): origin.lines[slug,],
        }
        entries = []
        for index, (value, entry) in enumerate(values.items()):
            entries.append({**entry, "slug": value} if isinstance(entry, dict) else entry)
            lines["values", index] = origin.lines[slug, value]
            if isinstance(entry, dict) and "slug" in entry:
                place = origin.lines[slug, value, "slug"]
                raise Refused([Problem("a value's slug is the key before it.", (slug, value), origin.file, place)])
        submissions.append(Submission(VOCABULARIES, {"slug": slug, "values": entries}, Origin(origin.file, lines)))
    return submissions


def as_vocabularies_file(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """The document of vocabularies.yaml, made of the documents of all vocabularies."""
    return {
        document["slug"]: {
            value["slug"]: {name: value[name] for name in ("name", "help") if name in value}
            for value in document["values"]
        }
        for document in documents
    }
