"""What holds for every test: nothing leaves this machine, chance can be repeated, and nothing slow happens unasked."""

import ipaddress
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from hypothesis import settings as hypothesis

from civicport import conditional, models
from tests import factories, machine

hypothesis.register_profile("here", deadline=None, print_blob=True)
hypothesis.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
hypothesis.load_profile("ci" if machine.everything_required() else "here")


class NetworkRefused(Exception):
    """A test wanted to reach another machine."""


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: Python calls it before it connects or asks for a name."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not is_this_machine(host):
        raise NetworkRefused(f"Tests reach nothing but this machine, and {host} is another one.")


def is_this_machine(host: str | bytes | None) -> bool:
    """Whether the name or address is the loopback; no host at all means this machine, too."""
    if isinstance(host, bytes):
        host = host.decode("ascii")
    if not host or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def pytest_configure(config: pytest.Config) -> None:
    """Lasts as long as the process: an audit hook cannot be removed."""
    sys.addaudithook(refuse_network)
    # Playwright keeps an event loop in the thread of the tests, where Django would refuse to use its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """Passwords without hard work, static files without collecting them first, nothing remembered between requests."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers),
        patch.object(models, "TRUSTED_FOR", 0.0),
        patch.object(conditional, "MOST_KEPT", 0),
    ):
        yield


@contextmanager
def for_one_module(blocker: Any) -> Iterator[None]:
    """What is written now, all tests of a module find; what they write themselves is undone after each as ever."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def real_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The catalogue's own content, read once for all tests of a module; they are marked django_db as any other."""
    with for_one_module(django_db_blocker):
        factories.publish_everything()
        yield


@pytest.fixture(scope="module")
def the_vocabularies(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The catalogue's own vocabularies, read once for all tests of a module that makes many cases."""
    with for_one_module(django_db_blocker):
        factories.vocabularies()
        yield
