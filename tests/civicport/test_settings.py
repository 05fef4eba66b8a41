import json
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from civicport import settings
from civicport.environment import ConfigurationError
from tests import variables
from tests.server import environment_with

# What a run of the settings shows of itself.
SHOW = """
import json
from civicport import settings
names = ["DEBUG", "PRODUCTION", "ALLOWED_HOSTS", "HTTPS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
         "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECRET_KEY"]
print(json.dumps({name: getattr(settings, name) for name in names}
                 | {"proxy": getattr(settings, "SECURE_PROXY_SSL_HEADER", None)}))
"""


def settings_with(**given: str) -> dict[str, Any]:
    """The settings as a process of its own reads them in this environment."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        check=True,
        capture_output=True,
        cwd=variables.ROOT,
        env=environment_with(**given),
    )
    return json.loads(done.stdout)


def readme_settings() -> dict[str, str]:
    """The rows of README.md's table of settings: the variable and the rest of its row."""
    text = (variables.ROOT / "README.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text.partition("\n## Settings\n")[2], flags=re.MULTILINE)[0]
    return dict(re.findall(r"^\| `(\w+)` \|(.+)\|$", section, flags=re.MULTILINE))


def test_without_any_variable_it_is_a_trial_for_this_machine() -> None:
    shown = settings_with()

    assert len(shown.pop("SECRET_KEY")) >= 50
    assert shown == {
        "DEBUG": False,
        "PRODUCTION": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "HTTPS": False,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "proxy": None,
    }


def test_naming_hosts_makes_it_production() -> None:
    shown = settings_with(ALLOWED_HOSTS="catalogue.example.org,localhost")

    assert shown == {
        "DEBUG": False,
        "PRODUCTION": True,
        "ALLOWED_HOSTS": ["catalogue.example.org", "localhost"],
        "HTTPS": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECRET_KEY": "",
        "proxy": None,
    }


def test_production_can_do_without_https_and_trust_a_proxy() -> None:
    shown = settings_with(ALLOWED_HOSTS="catalogue.example.org", HTTPS="no", BEHIND_PROXY="yes")

    assert (shown["PRODUCTION"], shown["HTTPS"], shown["SECURE_SSL_REDIRECT"]) == (True, False, False)
    assert shown["proxy"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_development_is_not_production() -> None:
    shown = settings_with(ALLOWED_HOSTS="catalogue.test", DEBUG="true")

    assert (shown["DEBUG"], shown["PRODUCTION"], shown["HTTPS"]) == (True, False, False)
    assert len(shown["SECRET_KEY"]) >= 50


def test_the_trial_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    first = settings.persistent_secret_key(path)

    assert settings.persistent_secret_key(path) == first
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_trial_key_says_when_it_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "secret_key"

    with pytest.raises(ConfigurationError) as caught:
        settings.persistent_secret_key(path)

    assert str(caught.value) == (
        f"The secret key in {path} can be neither read nor made (No such file or directory): please set SECRET_KEY."
    )


def test_sqlite_lets_writers_queue() -> None:
    described = settings.database("sqlite:////folder/catalogue.sqlite3")

    assert described["NAME"] == "/folder/catalogue.sqlite3"
    assert described["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 20,
    }


def test_postgresql_keeps_connections_and_checks_them() -> None:
    described = settings.database("postgres://editor:hidden@db.example.org:5433/catalogue?sslmode=require")

    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["HOST"], described["PORT"], described["NAME"]) == ("db.example.org", 5433, "catalogue")
    assert (described["CONN_MAX_AGE"], described["CONN_HEALTH_CHECKS"]) == (600, True)
    assert described["OPTIONS"] == {"connect_timeout": 10, "sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["foo", "mysql://root@localhost/x", "https://example.org", "postgres://u:hidden@localhost:port/x"]
)
def test_other_databases_are_refused_without_repeating_the_address(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        settings.database(url)

    assert str(caught.value) == (
        "DATABASE_URL is not understood: please write sqlite:////folder/file.sqlite3"
        " or postgres://user:password@host:5432/name."
    )


def test_the_release_is_the_newest_one_of_the_changelog() -> None:
    changelog = (variables.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    released = re.findall(r"^## (\d+\.\d+\.\d+)", changelog, flags=re.MULTILINE)

    assert (released[:1] or ["0.1.0"]) == [settings.RELEASE]


def test_the_readme_lists_every_variable_and_no_other() -> None:
    files = [
        path
        for folder in ("civicport", "collaboration_models", "casestudies", "tests")
        for path in (variables.ROOT / folder).rglob("*.py")
        # These try the readers on a variable of their own.
        if path.name != "test_environment.py"
    ]

    # PYTHON is for scripts/environment, which runs before there is any Python.
    assert set(readme_settings()) == variables.read_by(*files) | {"PYTHON"}


def test_nobody_reads_the_environment_behind_the_readers() -> None:
    readers = {
        str(path.relative_to(variables.ROOT))
        for folder in ("civicport", "collaboration_models", "casestudies")
        for path in (variables.ROOT / folder).rglob("*.py")
        if re.search(r"os\.(environ(?!\.setdefault)|getenv)", path.read_text(encoding="utf-8"))
    }

    assert readers == {"civicport/environment.py"}
