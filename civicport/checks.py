"""What must be settled before the catalogue runs in public. CivicportConfig.ready() imports this module."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import SystemCheckError
from django.http.request import validate_host


def secret_key_is_set() -> bool:
    """Whether there is a secret key: Django refuses to show an empty one."""
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


@register()
def secret_key(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Production brings its own secret key."""
    if secret_key_is_set():
        return []
    return [
        Error(
            "The catalogue is public (ALLOWED_HOSTS names other hosts than this machine) but has no SECRET_KEY.",
            hint="Set SECRET_KEY, or SECRET_KEY_FILE with the path of a file, to 50 random characters or more.",
            id="civicport.E001",
        )
    ]


@register()
def hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The catalogue answers under its own address."""
    host = urlsplit(settings.SITE_URL).hostname
    if not host or validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"SITE_URL is {settings.SITE_URL}, but ALLOWED_HOSTS does not name {host}.",
            hint=f"Set ALLOWED_HOSTS={host} (several hosts with commas between them).",
            id="civicport.E002",
        )
    ]


@register()
def operator(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A public catalogue says who runs it and how to reach them."""
    if not settings.PRODUCTION:
        return []
    messages: list[CheckMessage] = []
    if not settings.OPERATOR:
        messages.append(
            Warning(
                "No page can say who runs this catalogue.",
                hint="Set OPERATOR to the name of the organisation, and OPERATOR_ADDRESS to its postal address.",
                id="civicport.W001",
            )
        )
    if not settings.CONTACT_EMAIL:
        messages.append(
            Warning(
                "Readers have nobody to write to when something is wrong.",
                hint="Set CONTACT_EMAIL to an address that somebody reads.",
                id="civicport.W002",
            )
        )
    return messages


def refuse_errors() -> None:
    """For a web server that starts the application without manage.py. Raises SystemCheckError if a check fails."""
    errors = [message for message in [*secret_key(None), *hosts(None)] if message.is_serious()]
    if errors:
        raise SystemCheckError("\n".join(map(str, errors)))
