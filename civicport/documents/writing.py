"""Writes documents as canonical YAML: the same document gives the same bytes, and any YAML reader the same values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 116
"""How long a line of a file may be before a text is folded or a list is broken up, in characters."""


# What readers of YAML 1.2 take for a number although PyYAML does not.
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+")


class _Writer(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # Entries of a list stand two columns in, as people write them.
        super().increase_indent(flow, False)


def _text(writer: _Writer, value: str) -> yaml.ScalarNode:
    style = None
    if "\n" in value:
        style = "|"
    elif len(value) > WIDTH - 28 and " " in value:
        style = ">"
    elif _NUMBER.fullmatch(value):
        style = "'"
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _is_short(values: Any) -> bool:
    """Whether scalars stand well on one line."""
    return all(not isinstance(value, dict | list) for value in values) and sum(
        len(str(value)) + 4 for value in values
    ) <= (WIDTH - 20)


def _list(writer: _Writer, value: list[Any]) -> yaml.SequenceNode:
    return writer.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=_is_short(value))


def _mapping(writer: _Writer, value: dict[str, Any]) -> yaml.MappingNode:
    short = _is_short([*value, *value.values()])
    return writer.represent_mapping("tag:yaml.org,2002:map", value, flow_style=short)


class _Document(dict[str, Any]):
    """A whole document: every key has a line of its own, however short it is."""


def _document(writer: _Writer, value: _Document) -> yaml.MappingNode:
    return writer.represent_mapping("tag:yaml.org,2002:map", value, flow_style=False)


_Writer.add_representer(str, _text)
_Writer.add_representer(list, _list)
_Writer.add_representer(dict, _mapping)
_Writer.add_representer(_Document, _document)
_Writer.ignore_aliases = lambda self, data: True


def to_yaml(document: Mapping[str, Any]) -> str:
    """The canonical YAML of a document, in the order of its keys."""
    text: str = yaml.dump(_Document(document), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text
