from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from civicport.documents import reading
from civicport.documents.problems import Refused
from civicport.documents.reading import LARGEST_FILE, decode, read


def refusal(text: str | bytes, file: str = "a.yaml") -> str:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(Refused) as refused:
        read(decode(content, file), file)
    return str(refused.value)


def test_every_scalar_of_yaml_is_text_or_absent() -> None:
    text = "a: NO\nb: 12:30\nc: 2018\nd: true\ne: null\nf: ~\ng:\nh: 'null'\ni: ''\nj: 1e3\nk: 2026-11-22\nl: .inf\n"

    data, _ = read(text, "a.yaml")

    assert data == {
        "a": "NO", "b": "12:30", "c": "2018", "d": "true", "e": None, "f": None, "g": None, "h": "null", "i": "",
        "j": "1e3", "k": "2026-11-22", "l": ".inf",
    }  # fmt: skip


def test_it_knows_the_line_of_every_value_of_yaml() -> None:
    data, origin = read("# a note\n\na: b\nlist:\n  - one\n  - x: y\n    z: >-\n      long\n      text\n", "a.yaml")

    assert data == {"a": "b", "list": ["one", {"x": "y", "z": "long text"}]}
    assert origin.file == "a.yaml"
    assert origin.lines == {
        (): 3, ("a",): 3, ("list",): 4, ("list", 0): 5, ("list", 1): 6, ("list", 1, "x"): 6, ("list", 1, "z"): 7,
    }  # fmt: skip
    assert origin.line(("list", 1, "absent", 5)) == 6


def test_it_reads_json_and_knows_the_line_of_every_value() -> None:
    text = '\n{"a": [1, 2.5, true, null],\n "b": {"c": "d\\u0142", "e": []}, "f": {}\n}\n '

    data, origin = read(text, "a.json")

    assert data == json.loads(text)
    assert origin.lines == {
        (): 2, ("a",): 2, ("a", 0): 2, ("a", 1): 2, ("a", 2): 2, ("a", 3): 2, ("b",): 3, ("b", "c"): 3, ("b", "e"): 3,
        ("f",): 3,
    }  # fmt: skip


@pytest.mark.parametrize("data", ["text", 5, -0.5, None, True, [], {}, [[], {}], {"": ""}, {"a": {"b": [1, [2]]}}])
def test_it_reads_json_as_the_standard_library_does(data: Any) -> None:
    for indent in (None, 2):
        assert read(json.dumps(data, indent=indent), "a.json")[0] == data


def test_it_takes_a_byte_order_mark_and_the_line_ends_of_windows() -> None:
    content = b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n  e\r\n"

    data, origin = read(decode(content, "a.yaml"), "a.yaml")

    assert data == {"a": "b", "c": "d\ne\n"}
    assert origin.lines["c",] == 2


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "a.yaml, line 1: uses an anchor (&a); take it out."),
        ("a: *b", "a.yaml, line 1: uses an alias (*name); write the value out."),
        ("a:\n  &b c", "a.yaml, line 2: uses an anchor (&b); take it out."),
        ("&a b: c", "a.yaml, line 1: uses an anchor (&a); take it out."),
        ("a: !!python/object/apply:os.system [ls]",
         "a.yaml, line 1: uses a tag (tag:yaml.org,2002:python/object/apply:os.system); take it out."),
        ("a: !!str b", "a.yaml, line 1: uses a tag (tag:yaml.org,2002:str); take it out."),
        ("a: !b c", "a.yaml, line 1: uses a tag (!b); take it out."),
        ("!!map {a: b}", "a.yaml, line 1: uses a tag (tag:yaml.org,2002:map); take it out."),
        ("a: {b: c}\nd:\n  <<: e", "a.yaml, line 3: uses a merge key (<<); write the values out."),
        ("a: 1\nb: 2\na: 3", "a.yaml, line 3: the key “a” stands here twice."),
        ("a: 1\n'a': 3", "a.yaml, line 2: the key “a” stands here twice."),
        ("x: {a: 1, b: 2, a: 3}", "a.yaml, line 1: the key “a” stands here twice."),
        ("a: b\n---\nc: d", "a.yaml, line 2: begins a second document; a file holds one."),
        ("? [a]\n: b", "a.yaml, line 1: uses a list or a mapping as a key; a key is a word."),
        ("{a: b}: c", "a.yaml, line 1: uses a list or a mapping as a key; a key is a word."),
        ("a: b\n c: d", "a.yaml, line 2: is not YAML: mapping values are not allowed in this context."),
        ("a: [b", "a.yaml, line 2: is not YAML: did not find expected ',' or ']'."),
        ("a: 'b", "a.yaml, line 1: is not YAML: found unexpected end of stream."),
        ("a:\tb\n\tc: d", "a.yaml, line 2: is not YAML: found a tab character that violates indentation."),
        ("@a", "a.yaml, line 1: is not YAML: found character that cannot start any token."),
        ("", "a.yaml: is empty."),
        ("# a note only\n", "a.yaml: is empty."),
        ("[" * 100_000, "a.yaml, line 1: is nested deeper than 12 levels."),
        ("- " * 100_000, "a.yaml, line 1: is nested deeper than 12 levels."),
        ("{a: " * 100_000, "a.yaml, line 1: is nested deeper than 12 levels."),
        ("\n".join(" " * depth + "a:" for depth in range(1_000)), "a.yaml, line 13: is nested deeper than 12 levels."),
        ("? " * 100_000, "a.yaml, line 1: uses a list or a mapping as a key; a key is a word."),
        (f"a: &{'b' * 1_000} c", f"a.yaml, line 1: uses an anchor (&{'b' * 59}…); take it out."),
    ],
)  # fmt: skip
def test_it_refuses_hostile_yaml(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,\n "a": 2}', "a.json, line 2: the key “a” stands here twice."),
        ('{"a": {"b": 1, "\\u0062": 2}}', "a.json, line 1: the key “b” stands here twice."),
        ("[" * 100_000, "a.json, line 1: is nested deeper than 12 levels."),
        ('{"a":' * 100_000, "a.json, line 1: is nested deeper than 12 levels."),
        ('{"a": NaN}', "a.json, line 1: is not JSON: NaN is no number."),
        ("[Infinity]", "a.json, line 1: is not JSON: Infinity is no number."),
        ("[1,\n-Infinity]", "a.json, line 2: is not JSON: -Infinity is no number."),
        ("", "a.json, line 1: is not JSON: Expecting value."),
        ("\n{", "a.json, line 2: is not JSON: expected a key in double quotes."),
        ('{"a" 1}', "a.json, line 1: is not JSON: expected “:” after a key."),
        ('{"a": 1 "b": 2}', "a.json, line 1: is not JSON: expected “,” or “}”."),
        ('{"a": 1,}', "a.json, line 1: is not JSON: expected a key in double quotes."),
        ("[1,]", "a.json, line 1: is not JSON: Expecting value."),
        ("[1}", "a.json, line 1: is not JSON: expected “,” or “]”."),
        ("[1] [2]", "a.json, line 1: is not JSON: something stands after the end."),
        ("{} x", "a.json, line 1: is not JSON: something stands after the end."),
        ("{'a': 1}", "a.json, line 1: is not JSON: expected a key in double quotes."),
        ('{"a": "b', "a.json, line 1: is not JSON: Unterminated string starting at."),
        ('{"a": "b\n"}', "a.json, line 1: is not JSON: Invalid control character at."),
        ("[01]", "a.json, line 1: is not JSON: expected “,” or “]”."),
        ("// note\n{}", "a.json, line 1: is not JSON: Expecting value."),
        ("]", "a.json, line 1: is not JSON: Expecting value."),
        ("a: b", "a.json, line 1: is not JSON: Expecting value."),
    ],
)
def test_it_refuses_what_is_no_json(text: str, message: str) -> None:
    assert refusal(text, "a.json") == message


def test_a_number_of_any_length_is_left_for_its_field_to_refuse() -> None:
    data, _ = read(f"[{'9' * 100_000}, {'9' * 30}, 1e999, -7]", "a.json")

    assert data == ["9" * 100_000, int("9" * 30), float("inf"), -7]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"ab\nc: d\x00", "a.yaml, line 2: contains the character U+0000, which no file may have; take it out."),
        (b"a: b\x1b", "a.yaml, line 1: contains the character U+001B, which no file may have; take it out."),
        (b"a: b\rc: d", "a.yaml, line 1: contains the character U+000D, which no file may have; take it out."),
        ("\n\na: \u202eb".encode(),
         "a.yaml, line 3: contains the character U+202E, which no file may have; take it out."),
        ("a: \ufeffb".encode(), "a.yaml, line 1: contains the character U+FEFF, which no file may have; take it out."),
        ("a: b\u2028c: d".encode(),
         "a.yaml, line 1: contains the character U+2028, which no file may have; take it out."),
        ("a: b".encode("utf-16"), "a.yaml, line 1: is not UTF-8; save the file in that encoding."),
        ("a: b".encode("utf-16-le"),
         "a.yaml, line 1: contains the character U+0000, which no file may have; take it out."),
        ("a: b".encode("utf-32"), "a.yaml, line 1: is not UTF-8; save the file in that encoding."),
        ("a: b\nc: Łódź".encode("iso-8859-2"), "a.yaml, line 2: is not UTF-8; save the file in that encoding."),
        (b"a: \xed\xa0\x80", "a.yaml, line 1: is not UTF-8; save the file in that encoding."),
        (b"a: \xc0\xaf", "a.yaml, line 1: is not UTF-8; save the file in that encoding."),
        (b"a" * (LARGEST_FILE + 1), "a.yaml: has 2,000,001 bytes; 2,000,000 is the most."),
    ],
)  # fmt: skip
def test_it_refuses_what_is_no_clean_text(content: bytes, message: str) -> None:
    assert refusal(content) == message


def test_a_file_may_be_as_large_as_the_limit() -> None:
    assert len(decode(b"a" * LARGEST_FILE, "a.yaml")) == LARGEST_FILE


def test_the_reader_without_the_c_library_refuses_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_Loader", yaml.SafeLoader)

    assert refusal(BOMB) == "a.yaml, line 1: uses an anchor (&a); take it out."
    assert refusal("[" * 10_000) == "a.yaml, line 1: is nested deeper than 12 levels."
    assert refusal("") == "a.yaml: is empty."
    assert read("a: NO\nb: [1]\nc: ~", "a.yaml")[0] == {"a": "NO", "b": ["1"], "c": None}
