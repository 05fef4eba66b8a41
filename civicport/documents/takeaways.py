"""The keys of challenges, lessons and recommendations: assigned once, then kept, so that their addresses last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from civicport import markdown, text
from civicport.documents.serializers import RESERVED_KEYS

Document = dict[str, Any]


def keys(document: Document, names: Iterable[str]) -> Iterator[str]:
    """The keys of the entries of these lists."""
    for name in names:
        for entry in document.get(name, []):
            if "key" in entry:
                yield entry["key"]


def assign_keys(document: Document, names: tuple[str, ...], earlier: Iterable[Document] = ()) -> Document:
    """The document with a key for each entry of the named lists; entries that have one keep it.

    `earlier` are the record's former documents, the newest first. An entry that stood in any of them with the same
    text, or in the newest with the same title, has its key again, in whichever list it stands now; a key that once
    named another entry is never given to a new one.
    """
    before = list(earlier)
    taken = set(keys(document, names)) | RESERVED_KEYS
    result = dict(document)
    for name in names:
        if name not in document:
            continue
        entries = [dict(entry) for entry in document[name]]
        for same, known in (("text", before), ("title", before[:1])):
            for entry in entries:
                if "key" not in entry:
                    _inherit(entry, _formerly(known, name, names), same, taken)
        result[name] = entries
    used = taken.union(*(keys(old, names) for old in before))
    for name in names:
        for entry in result.get(name, []):
            if "key" not in entry:
                entry["key"] = _new_key(entry, name, used)
                used.add(entry["key"])
    return result


def _formerly(before: list[Document], name: str, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The entries of former documents, the newest first; in each those of the same list before those of the others."""
    for old in before:
        for room in sorted(names, key=lambda other: other != name):
            yield from old.get(room, [])


def _inherit(entry: dict[str, Any], candidates: Iterable[dict[str, Any]], same: str, taken: set[str]) -> None:
    for old in candidates:
        if entry.get(same) and old.get(same) == entry[same] and old.get("key") and old["key"] not in taken:
            entry["key"] = old["key"]
            taken.add(old["key"])
            return


def _new_key(entry: dict[str, Any], name: str, used: set[str]) -> str:
    base = text.slugify(entry.get("title") or text.first_sentence(markdown.plain(entry["text"]), at_least=10))
    base = base or name.rstrip("s").replace("_", "-")
    key, number = base, 2
    while key in used:
        key, number = f"{base}-{number}", number + 1
    return key
