"""``make run`` where it cannot: one plain sentence, exit code 1, no traceback."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import variables
from tests.server import environment_with, free_port


def serve(**given: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``manage.py serve``, which ``make run`` ends in."""
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        check=False,
        capture_output=True,
        cwd=variables.ROOT,
        env=environment_with(**given),
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_named_with_a_remedy(taken_port: int) -> None:
    assert serve(PORT=str(taken_port)) == (
        1,
        "",
        f"Port {taken_port} is taken: please stop the program that uses it,"
        f" or choose another one with PORT={taken_port + 1}.\n",
    )


def test_a_postgresql_that_does_not_answer_is_named_without_its_password() -> None:
    port = free_port()

    code, said, complained = serve(
        DATABASE_URL=f"postgres://editor:hidden@127.0.0.1:{port}/catalogue", PORT=str(free_port())
    )

    assert (code, said) == (1, "")
    assert complained == (
        f'The database "catalogue" on 127.0.0.1:{port} does not answer (Connection refused):'
        " please start it, or correct DATABASE_URL.\n"
    )


def test_a_sqlite_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "catalogue.sqlite3"

    assert serve(DATABASE_URL=f"sqlite:///{file}", PORT=str(free_port())) == (
        1,
        "",
        f"The database file {file} cannot be used (unable to open database file): please correct DATABASE_URL.\n",
    )


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear harbour master, " * 50, encoding="utf-8")

    assert serve(DATABASE_URL=f"sqlite:///{file}", PORT=str(free_port())) == (
        1,
        "",
        f"The database file {file} cannot be used (file is not a database): please correct DATABASE_URL.\n",
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"PORT": "abc"}, 'PORT is "abc": please write a whole number from 1 to 65535.'),
        ({"PORT": "65536"}, 'PORT is "65536": please write a whole number from 1 to 65535.'),
        ({"DEBUG": "ture"}, 'DEBUG is "ture": please write true or false.'),
        (
            {"DATABASE_URL": "foo"},
            "DATABASE_URL is not understood: please write sqlite:////folder/file.sqlite3"
            " or postgres://user:password@host:5432/name.",
        ),
        ({"HOST": "no such host"}, 'HOST is "no such host", which is no address of this machine.'),
        (
            {"HOST": "0.0.0.0"},  # noqa: S104 (refused, not bound)
            "HOST is 0.0.0.0, which other machines can reach: please name the hosts that the catalogue answers for,"
            " for example ALLOWED_HOSTS=catalogue.example.org.",
        ),
    ],
)
def test_a_setting_that_makes_no_sense_is_one_sentence(given: dict[str, str], sentence: str) -> None:
    assert serve(**{"PORT": str(free_port())} | given) == (1, "", f"{sentence}\n")


def test_a_public_catalogue_needs_a_secret_key() -> None:
    code, said, complained = serve(ALLOWED_HOSTS="catalogue.example.org", PORT=str(free_port()))

    assert (code, said) == (1, "")
    assert "civicport.E001" in complained
    assert "Traceback" not in complained


# --- Before there is any Python of ours ------------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A fresh clone in ``clone`` and, in ``bin``, all the programs that the machine has: those of POSIX and make."""
    clone, programs = tmp_path / "clone", tmp_path / "bin"
    programs.mkdir()
    clone.mkdir()
    for program in ("sh", "make", "cat", "id", "rm", "cp"):
        found = shutil.which(program)
        assert found, f"{program} is missing"
        (programs / program).symlink_to(found)
    shutil.copy(variables.ROOT / "Makefile", clone)
    for folder in ("scripts", "requirements"):
        shutil.copytree(variables.ROOT / folder, clone / folder)
    return tmp_path


def install_python(machine: Path, name: str, version: tuple[int, int], venv: bool = True) -> None:
    """A program that answers like that Python to the questions of scripts/environment, and fails otherwise."""
    old = int(version < (3, 11))
    program = machine / "bin" / name
    program.write_text(
        "#!/bin/sh\n"
        'case "$2" in\n'
        f"*print*) echo {version[0]}.{version[1]} ;;\n"
        f"*version_info*) exit {old} ;;\n"
        f"*ensurepip*) exit {int(not venv)} ;;\n"
        "*) exit 3 ;;\n"
        "esac\n",
        encoding="ascii",
    )
    program.chmod(0o755)


def make_run(machine: Path, *arguments: str) -> tuple[int, str, list[str]]:
    """Exit code, standard output and the lines of standard error of the recipe of ``make run`` on that machine.

    Whatever a recipe's own code, make ends with 2, and says in a last line which code it was.
    """
    done = subprocess.run(
        ["make", "run", *arguments],
        check=False,
        capture_output=True,
        cwd=machine / "clone",
        env={"PATH": str(machine / "bin")},
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    *complained, last = done.stderr.splitlines()
    code = re.fullmatch(r"make: \*\*\* \[.*run\] Error (\d+)", last)
    assert code, last
    return int(code[1]), done.stdout, complained


def test_an_old_python_is_named_with_its_version(machine: Path) -> None:
    install_python(machine, "python3", (3, 6))

    code, said, complained = make_run(machine)

    assert (code, said) == (1, "")
    assert complained == [
        "CivicPort needs Python 3.11 or later, but python3 is Python 3.6:"
        " please install it, or name it with PYTHON=/path/to/python3.",
    ]


def test_no_python_at_all_is_said(machine: Path) -> None:
    code, said, complained = make_run(machine)

    assert (code, said) == (1, "")
    assert complained == [
        "CivicPort needs Python 3.11 or later, but python3 is not there:"
        " please install it, or name it with PYTHON=/path/to/python3.",
    ]


def test_the_python_that_is_named_is_the_one_that_counts(machine: Path) -> None:
    install_python(machine, "python3", (3, 12))
    install_python(machine, "python3.8", (3, 8))

    code, said, complained = make_run(machine, "PYTHON=python3.8")

    assert (code, said) == (1, "")
    assert complained == [
        "CivicPort needs Python 3.11 or later, but python3.8 is Python 3.8:"
        " please install it, or name it with PYTHON=/path/to/python3.",
    ]


def test_a_newer_python_beside_an_old_one_is_found(machine: Path) -> None:
    install_python(machine, "python3", (3, 9))
    install_python(machine, "python3.12", (3, 12))

    _, _, complained = make_run(machine)

    # It got as far as making the environment, which this Python cannot really do.
    assert complained == ["The virtual environment .venv could not be made."]


def test_a_python_without_venv_is_told_what_to_install(machine: Path) -> None:
    install_python(machine, "python3", (3, 11), venv=False)

    code, said, complained = make_run(machine)

    assert (code, said) == (1, "")
    assert complained == [
        "Python's venv module is missing: please install it (on Debian and Ubuntu: apt-get install python3.11-venv).",
    ]
