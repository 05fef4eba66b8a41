from pathlib import Path

import pytest

from civicport import environment
from civicport.environment import ConfigurationError


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLE", raising=False)
    monkeypatch.delenv("SAMPLE_FILE", raising=False)


@pytest.mark.parametrize(("value", "expected"), [("harbour", "harbour"), ("  harbour\n", "harbour"), ("  ", "quay")])
def test_text_is_stripped_and_empty_means_the_default(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: str
) -> None:
    monkeypatch.setenv("SAMPLE", value)

    assert environment.text("SAMPLE", "quay") == expected


def test_unset_variables_have_their_defaults() -> None:
    assert environment.text("SAMPLE") == ""
    assert environment.secret("SAMPLE", "quay") == "quay"
    assert environment.boolean("SAMPLE", default=True) is True
    assert environment.integer("SAMPLE", 7, minimum=1, maximum=9) == 7
    assert environment.items("SAMPLE") == []
    assert environment.choice("SAMPLE", "INFO", ("INFO", "ERROR")) == "INFO"
    assert environment.address("SAMPLE") == ""


@pytest.mark.parametrize("value", ["true", "True", "YES", "on", "1", " true "])
def test_boolean_understands_yes(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SAMPLE", value)

    assert environment.boolean("SAMPLE", default=False) is True


@pytest.mark.parametrize("value", ["false", "False", "NO", "off", "0"])
def test_boolean_understands_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SAMPLE", value)

    assert environment.boolean("SAMPLE", default=True) is False


@pytest.mark.parametrize("value", ["ture", "2", "y", "none"])
def test_boolean_refuses_anything_else(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SAMPLE", value)

    with pytest.raises(ConfigurationError) as caught:
        environment.boolean("SAMPLE", default=True)

    assert str(caught.value) == f'SAMPLE is "{value}": please write true or false.'


@pytest.mark.parametrize(("value", "expected"), [("1", 1), ("9", 9), ("007", 7)])
def test_integer_understands_digits_within_the_bounds(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: int
) -> None:
    monkeypatch.setenv("SAMPLE", value)

    assert environment.integer("SAMPLE", 5, minimum=1, maximum=9) == expected


@pytest.mark.parametrize("value", ["abc", "0", "10", "-1", "1.5", "1_0", "٣"])
def test_integer_refuses_anything_else(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SAMPLE", value)

    with pytest.raises(ConfigurationError) as caught:
        environment.integer("SAMPLE", 5, minimum=1, maximum=9)

    assert str(caught.value) == f'SAMPLE is "{value}": please write a whole number from 1 to 9.'


def test_items_keep_their_order_and_lose_empty_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLE", "quay, harbour,,anchor ,")

    assert environment.items("SAMPLE") == ["quay", "harbour", "anchor"]


def test_choice_ignores_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLE", "error")

    assert environment.choice("SAMPLE", "INFO", ("INFO", "ERROR")) == "ERROR"


def test_choice_names_the_choices_when_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLE", "loud")

    with pytest.raises(ConfigurationError) as caught:
        environment.choice("SAMPLE", "INFO", ("INFO", "ERROR"))

    assert str(caught.value) == 'SAMPLE is "loud": please write one of INFO, ERROR.'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://catalogue.example.org/", "https://catalogue.example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://example.org/catalogue/", "https://example.org/catalogue"),
    ],
)
def test_address_loses_its_closing_slash(monkeypatch: pytest.MonkeyPatch, value: str, expected: str) -> None:
    monkeypatch.setenv("SAMPLE", value)

    assert environment.address("SAMPLE") == expected


@pytest.mark.parametrize("value", ["catalogue.example.org", "ftp://example.org", "https://", "https://[::1", "/here"])
def test_address_refuses_what_is_not_whole(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SAMPLE", value)

    with pytest.raises(ConfigurationError) as caught:
        environment.address("SAMPLE")

    assert str(caught.value) == (
        f'SAMPLE is "{value}": please write a whole address such as https://catalogue.example.org.'
    )


def test_secret_comes_from_the_file_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("SAMPLE_FILE", str(file))

    assert environment.secret("SAMPLE") == "from a file"


def test_secret_refuses_to_choose_between_two(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMPLE", "one")
    monkeypatch.setenv("SAMPLE_FILE", str(tmp_path / "secret"))

    with pytest.raises(ConfigurationError) as caught:
        environment.secret("SAMPLE")

    assert str(caught.value) == "SAMPLE and SAMPLE_FILE are both set: please keep one of them."


def test_secret_says_when_its_file_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    monkeypatch.setenv("SAMPLE_FILE", str(file))

    with pytest.raises(ConfigurationError) as caught:
        environment.secret("SAMPLE")

    assert str(caught.value) == f"SAMPLE_FILE names {file}, which cannot be read: No such file or directory."


def test_secret_says_when_its_file_is_not_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xff\xfe")
    monkeypatch.setenv("SAMPLE_FILE", str(file))

    with pytest.raises(ConfigurationError) as caught:
        environment.secret("SAMPLE")

    assert str(caught.value) == f"SAMPLE_FILE names {file}, which is not text in UTF-8."
