"""Reads one file, YAML or JSON, into plain data and the line of each value; whatever is hostile is refused.

YAML scalars stay text: the serializers' fields know which is a number, and `NO` is Norway. Neither reader recurses
over what it is given.
"""

from __future__ import annotations

import json
from json import decoder
from typing import Any, NoReturn

import yaml

from civicport.documents.problems import Origin, Path, Problem, Refused, shorten
from civicport.text import forbidden_character

LARGEST_FILE = 2_000_000
DEEPEST = 12

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(content: bytes, file: str) -> str:
    """The text of a file. Refuses what is too large, or not UTF-8, or has characters that no text may have."""
    if len(content) > LARGEST_FILE:
        raise Refused([Problem(f"has {len(content):,} bytes; {LARGEST_FILE:,} is the most.", file=file)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused([Problem("is not UTF-8; save the file in that encoding.", file=file, line=line)]) from None
    for number, part in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if found := forbidden_character(part.replace("\t", " ")):
            raise Refused(
                [
                    Problem(
                        f"contains the character {found}, which no file may have; take it out.", file=file, line=number
                    )
                ]
            )
    return text


def read(text: str, file: str) -> tuple[Any, Origin]:
    """The data of a file and where each value stands. Its name says what it is: `.json`, or else YAML."""
    builder = _Builder(file)
    if file.endswith(".json"):
        _read_json(text, builder)
    else:
        _read_yaml(text, builder)
    return builder.result, Origin(file, builder.lines)


class _Builder:
    """Puts data together from what a parser meets, one thing after the other."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.result: Any = None
        self._open: list[dict[str, Any] | list[Any]] = []
        self._path: list[str | int] = []
        self._key: str | None = None
        self._key_line = 0

    def refuse(self, message: str, line: int | None) -> NoReturn:
        raise Refused([Problem(message, file=self.file, line=line)])

    @property
    def wants_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._key is None

    def key(self, key: str, line: int) -> None:
        if key in self._open[-1]:
            self.refuse(f"the key “{shorten(key)}” stands here twice.", line)
        self._key, self._key_line = key, line

    def value(self, value: Any, line: int) -> None:
        self._place(value, line)
        self._path.pop()

    def open(self, container: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._open) >= DEEPEST:
            self.refuse(f"is nested deeper than {DEEPEST} levels.", line)
        self._place(container, line)
        self._open.append(container)

    def close(self) -> None:
        self._open.pop()
        self._path.pop()

    def _place(self, value: Any, line: int) -> None:
        """Puts a value where it belongs, and its place at the end of the path."""
        if not self._open:
            self.result = value
            self._path.append("")
            self.lines[()] = line
            return
        holder = self._open[-1]
        if isinstance(holder, dict):
            assert self._key is not None  # noqa: S101  (both parsers give a key before its value)
            holder[self._key] = value
            self._path.append(self._key)
            line = self._key_line
            self._key = None
        else:
            self._path.append(len(holder))
            holder.append(value)
        self.lines[tuple(self._path[1:])] = line


def _read_yaml(text: str, builder: _Builder) -> None:
    documents = 0
    event: Any
    try:
        for event in yaml.parse(text, Loader=_Loader):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    builder.refuse("begins a second document; a file holds one.", line)
            elif isinstance(event, yaml.AliasEvent):
                builder.refuse("uses an alias (*name); write the value out.", line)
            elif isinstance(event, yaml.NodeEvent):
                _read_node(event, builder, line)
            elif isinstance(event, yaml.CollectionEndEvent):
                builder.close()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it cannot be read"
        builder.refuse(f"is not YAML: {what}.", mark.line + 1 if mark else None)
    if documents == 0:
        builder.refuse("is empty.", None)


def _read_node(event: Any, builder: _Builder, line: int) -> None:
    if event.anchor is not None:
        builder.refuse(f"uses an anchor (&{shorten(event.anchor)}); take it out.", line)
    if event.tag is not None:
        builder.refuse(f"uses a tag ({shorten(event.tag)}); take it out.", line)
    if isinstance(event, yaml.ScalarEvent):
        if builder.wants_key:
            if event.value == "<<":
                builder.refuse("uses a merge key (<<); write the values out.", line)
            builder.key(event.value, line)
        else:
            absent = not event.style and event.value in ("", "~", "null", "Null", "NULL")
            builder.value(None if absent else event.value, line)
    elif builder.wants_key:
        builder.refuse("uses a list or a mapping as a key; a key is a word.", line)
    else:
        builder.open([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)


_SPACE = " \t\n\r"
_scan_string: Any = decoder.scanstring  # type: ignore[attr-defined]


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _whole(digits: str) -> int | str:
    # What is too long for a number stays text, for a field to refuse.
    return int(digits) if len(digits) <= 100 else digits


_scalar = json.JSONDecoder(parse_constant=_no_number, parse_int=_whole).raw_decode


def _read_json(text: str, builder: _Builder) -> None:
    """A JSON reader that knows its line; strings and numbers are read by the standard library."""
    position, line, counted = 0, 1, 0
    closers: list[str] = []
    state = "value"
    try:
        while state != "end":
            while position < len(text) and text[position] in _SPACE:
                position += 1
            line += text.count("\n", counted, position)
            counted = position
            here = text[position : position + 1]
            if here and closers and here == closers[-1] and state in ("more", "first"):
                builder.close()
                closers.pop()
                position += 1
                state = "more" if closers else "end"
            elif state == "more":
                if here != ",":
                    raise ValueError(f"expected “,” or “{closers[-1]}”")
                position += 1
                state = "key" if closers[-1] == "}" else "value"
            elif closers and closers[-1] == "}" and state in ("first", "key"):
                if here != '"':
                    raise ValueError("expected a key in double quotes")
                key, position = _scan_string(text, position + 1, True)
                builder.key(key, line)
                while position < len(text) and text[position] in _SPACE:
                    position += 1
                if text[position : position + 1] != ":":
                    raise ValueError("expected “:” after a key")
                position += 1
                state = "value"
            elif here and here in "{[":
                builder.open({} if here == "{" else [], line)
                closers.append("}" if here == "{" else "]")
                position += 1
                state = "first"
            else:
                value, position = _scalar(text, position)
                builder.value(value, line)
                state = "more" if closers else "end"
        if text[position:].strip():
            raise ValueError("something stands after the end")
    except ValueError as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        builder.refuse(f"is not JSON: {what}.", line)
