"""Zips, written while they are sent; documents of a selection as YAML that can be imported again."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, cast

from django.utils.translation import gettext_lazy

from casestudies.exports.columns import Document
from casestudies.exports.reading import SLICE, Selected, tell_all
from casestudies.exports.spreadsheets import BLOCK, about_selection
from casestudies.models import Organisation, Tool
from civicport.context import the_site
from civicport.documents import kinds
from civicport.documents.exporting import in_order
from civicport.documents.files import as_vocabularies_file
from civicport.documents.vocabularies import NAMES
from civicport.documents.writing import to_yaml
from civicport.models import Record
from collaboration_models.models import CollaborationModel


class _Sink:
    """What a zip is written to: a file that cannot be rewound, and is emptied as it is sent."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        data = bytes(self.waiting)
        self.waiting.clear()
        return data


def zipped(files: Iterable[tuple[str, Iterable[bytes]]], at: datetime.datetime) -> Iterator[bytes]:
    """A zip of files, each a name and its parts, in blocks; all of them were last changed then.

    A file is asked for when the one before it has been written, and has up to 2 GiB: the form for more is one that some
    spreadsheets do not read.
    """
    sink = _Sink()
    moment = max(at, datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)).astimezone(datetime.UTC).timetuple()[:6]
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in files:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as inside:
                for part in parts:
                    inside.write(part)
                    if len(sink.waiting) >= BLOCK:
                        yield sink.taken()
    # The list of what is inside came with the closing.
    yield sink.taken()


# --- YAML ------------------------------------------------------------------------------------------------------------


def as_yaml(selected: Selected) -> Iterator[bytes]:
    """The documents of a selection, and of all that they name, as the files that a catalogue is imported from.

    Relations to case studies outside the selection are left out, since an import would not find them.
    """
    return zipped(_yaml_files(selected), selected.as_of)


def _yaml_files(selected: Selected) -> Iterator[tuple[str, list[bytes]]]:
    inside = set(selected.slugs())
    named: dict[str, set[str]] = {"collaboration_models": set(), "organisations": set(), "tools": set()}
    yield "README.md", [_readme(selected).encode()]
    for part in tell_all(selected):
        for told in part:
            document = _related_only_to(inside, told.document)
            named["collaboration_models"].update(document["models"])
            named["organisations"].update(entry["organisation"] for entry in document.get("organisations", []))
            named["tools"].update(document.get("tools", []))
            yield _yaml_file("case_studies", document)
    # Tools come before organisations: they name who maintains them.
    rows: list[tuple[str, Any]] = [
        ("tools", Tool.objects.published()),
        ("organisations", Organisation.objects.published()),
        ("collaboration_models", CollaborationModel.objects.published()),
    ]
    for kind, published in rows:
        for document in _documents(kind, published, sorted(named[kind])):
            named["organisations"].update(document.get("maintainers", []))
            yield _yaml_file(kind, document)
    vocabularies = [record.document for record in Record.objects.of_kind("vocabularies")]
    vocabularies.sort(key=lambda document: NAMES.index(document["slug"]))
    yield "vocabularies.yaml", [to_yaml(as_vocabularies_file(vocabularies)).encode()]


def _related_only_to(inside: set[str], document: Document) -> Document:
    kept = [entry for entry in document.get("related", []) if entry["case_study"] in inside]
    return {name: kept if name == "related" else value for name, value in document.items() if name != "related" or kept}


def _documents(kind: str, published: Any, slugs: Sequence[str]) -> Iterator[Document]:
    """The public documents of these slugs, in their order."""
    for start in range(0, len(slugs), SLICE):
        rows = published.filter(slug__in=slugs[start : start + SLICE]).select_related("record").order_by("slug")
        for document in kinds.get(kind).public_documents([row.document for row in rows]):
            yield in_order(kind, document)


def _yaml_file(kind: str, document: Document) -> tuple[str, list[bytes]]:
    return f"{kind}/{document['slug']}.yaml", [to_yaml(document).encode()]


_EXPLAINED = gettext_lazy(
    """One YAML file a record, in the form in which the catalogue keeps them. Beside the case studies of the selection
there are the collaboration models, organisations and tools that they name, and all vocabularies, so that

    manage.py import_catalogue FILE.zip

brings all of it into an empty catalogue (20,000 files at a time). Relations to case studies outside the selection
are left out: do not import a part of a catalogue into that catalogue itself.

An absent key means not known, which is not the same as none."""
)


def _readme(selected: Selected) -> str:
    facts = "\n".join(f"- {name}: {_in_line(value)}" for name, value in about_selection(selected))
    return f"# {the_site().name}\n\n{facts}\n\n{_EXPLAINED}\n"


def _in_line(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return str(value).replace("\n", "; ")
