import re
import tomllib

import pytest

from tests import variables


def normal(name: str) -> str:
    """A package's name as requirements files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(*extras: str) -> set[str]:
    """The packages that pyproject.toml names."""
    project = tomllib.loads((variables.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in lines}


def pinned(name: str) -> dict[str, str]:
    """The packages of a requirements file with their versions."""
    text = (variables.ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:", text, flags=re.MULTILINE))


@pytest.mark.parametrize(("name", "extras"), [("base.txt", ()), ("test.txt", ("test",)), ("bench.txt", ("bench",))])
def test_every_package_that_the_project_names_is_pinned(name: str, extras: tuple[str, ...]) -> None:
    assert wanted(*extras) - set(pinned(name)) == set()


def test_the_tests_run_on_what_the_catalogue_runs_on() -> None:
    tested = pinned("test.txt")

    assert {name: tested.get(name) for name in pinned("base.txt")} == pinned("base.txt")


@pytest.mark.parametrize("name", ["base.txt", "test.txt", "bench.txt"])
def test_nothing_is_pinned_without_a_hash_or_tied_to_an_index(name: str) -> None:
    lines = (variables.ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()

    assert len([line for line in lines if line[:1].isalnum()]) == len(pinned(name))
    assert [line for line in lines if "://" in line or line.startswith("-")] == []
