"""The API's description: committed, valid, and kept by what the API answers."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from civicport.wsgi import application

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
COMMITTED = Path(__file__).resolve().parents[2] / "openapi.yaml"


@pytest.fixture(scope="module")
def described() -> str:
    """What the code says of the API; a warning is a failure."""
    output = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=output)
    return output.getvalue().rstrip("\n") + "\n"


def test_it_is_what_was_committed(described: str) -> None:
    committed = COMMITTED.read_text(encoding="utf-8") if COMMITTED.exists() else ""

    if described != committed:
        new = COMMITTED.with_suffix(".new.yaml")
        new.write_text(described, encoding="utf-8")
        lines = difflib.unified_diff(committed.splitlines(), described.splitlines(), "committed", "new", lineterm="")
        pytest.fail(
            "\n".join([*lines, f"To accept this change of the API's description: mv {new} {COMMITTED}"]), pytrace=False
        )


def test_it_is_valid(described: str) -> None:
    description = yaml.safe_load(described)

    assert description["openapi"] == "3.1.0"
    assert [error.message for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def test_it_is_served_as_it_is(described: str) -> None:
    response = Client().get("/api/v1/schema/")

    assert yaml.safe_load(response.content) == yaml.safe_load(described)


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """A server closes the connection of a request that left a transaction open, as every test does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("real_catalogue", "kept_connection")
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    operations: list[Any] = [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr]
    # What takes no parameters cannot be asked wrongly.
    asked = [operation for operation in operations if mode is GenerationMode.POSITIVE or len(list(operation.query))]

    assert [operation.path for operation in asked if try_out(operation, mode) == 0] == []
    assert len(asked) == {GenerationMode.POSITIVE: 17, GenerationMode.NEGATIVE: 11}[mode]


def try_out(operation: Any, mode: GenerationMode) -> int:
    """How many requests were made that keep to what an operation takes, or break it; each answer is checked."""
    asked = 0

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=6,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answer(case: schemathesis.Case) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(headers={"Host": "localhost"}, checks=CHECKS)

    answer()
    return asked
