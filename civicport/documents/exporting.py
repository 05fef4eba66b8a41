"""Writes the catalogue out as the files that it can be imported from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from civicport.documents import kinds
from civicport.documents.files import ENDINGS, VOCABULARIES, as_vocabularies_file
from civicport.documents.problems import CatalogueError
from civicport.documents.serializers import DocumentSerializer
from civicport.documents.vocabularies import NAMES
from civicport.documents.writing import to_yaml
from civicport.models import Record


class ExportError(CatalogueError):
    """The folder cannot take an export."""


def export_to(folder: Path, *, include_unpublished: bool = False) -> int:
    """Writes every record that the public may see (or every record) under a folder; gives how many there were.

    The folder must be new, empty, or hold nothing but a catalogue's files: those of records that are no longer there
    are removed, so that an import of the folder gives this catalogue. Raises `ExportError`, also where that would
    remove records that are there but not published.
    """
    records = Record.objects.all() if include_unpublished else Record.objects.published()
    files = {}
    vocabularies: list[dict[str, Any]] = []
    count = 0
    for record in records.order_by("kind", "slug").iterator(chunk_size=500):
        count += 1
        if record.kind == VOCABULARIES:
            vocabularies.append(record.document)
        else:
            public = record.document if include_unpublished else kinds.get(record.kind).public_document(record.document)
            files[f"{record.kind}/{record.slug}.yaml"] = to_yaml(in_order(record.kind, public))
    if vocabularies:
        vocabularies.sort(key=lambda document: NAMES.index(document["slug"]))
        files["vocabularies.yaml"] = to_yaml(as_vocabularies_file(vocabularies))
    _write(folder, files)
    return count


@cache
def parts_of(kind: str) -> DocumentSerializer:
    """The fields of a kind's documents in their canonical order; made once, since that takes milliseconds."""
    return kinds.get(kind).serializer()


def in_order(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """The document with its keys in their canonical order, which some databases do not keep."""
    return _in_order(parts_of(kind), document)


def _in_order(part: Any, value: Any) -> Any:
    if isinstance(value, list):
        child = getattr(part, "child", None)
        return [_in_order(child, entry) for entry in value]
    if isinstance(value, dict):
        fields = getattr(part, "fields", {})
        return {name: _in_order(field, value[name]) for name, field in fields.items() if name in value}
    return value


def _write(folder: Path, files: dict[str, str]) -> None:
    rooms = [folder / name for name in kinds.names() if name != VOCABULARIES]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = [path for room in [folder, *rooms] if room.is_dir() for path in room.iterdir()]
        before = {path for path in found if _is_record(path, folder, rooms)}
        strangers = [
            path
            for path in found
            if not (_is_ignored(path, folder) or path in before or (path in rooms and not path.is_symlink()))
        ]
        if strangers:
            names = sorted(path.relative_to(folder).as_posix() for path in strangers)
            raise ExportError(f"{folder} holds what is no export ({', '.join(names[:3])}); name a new or empty folder.")
        left_out = sorted(path.relative_to(folder).as_posix() for path in before if _is_left_out(path, folder, files))
        if left_out:
            raise ExportError(
                f"{folder} holds records that are not published ({', '.join(left_out[:3])}), which this export would"
                " remove; add --include-unpublished, or name a new or empty folder."
            )
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        for old in before:
            if old.relative_to(folder).as_posix() not in files:
                old.unlink()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}.") from None


def _is_left_out(path: Path, folder: Path, files: dict[str, str]) -> bool:
    """Whether the file holds a record that is in the catalogue but not in this export."""
    name = path.relative_to(folder).as_posix()
    return name not in files and Record.objects.filter(kind=path.parent.name, slug=path.stem).exists()


def _is_record(path: Path, folder: Path, rooms: list[Path]) -> bool:
    """Whether an import of the folder takes this file."""
    in_place = path.parent in rooms or (path.parent == folder and path.stem == VOCABULARIES)
    return in_place and path.suffix in ENDINGS and path.is_file() and not path.is_symlink()


def _is_ignored(path: Path, folder: Path) -> bool:
    """Whether an import of the folder passes over this file: hidden ones everywhere, notes beside the records."""
    return path.name.startswith(".") or (path.parent == folder and path.suffix == ".md")
