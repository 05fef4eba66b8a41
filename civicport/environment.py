"""Typed readers of environment variables: a value is understood completely or refused in one sentence."""

import os
from pathlib import Path
from urllib.parse import urlsplit

TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0"})


class ConfigurationError(Exception):
    """CivicPort cannot run as it is configured; the message tells the operator what to change."""


def text(name: str, default: str = "") -> str:
    """The variable without surrounding space; unset and empty both mean the default."""
    return os.environ.get(name, "").strip() or default


def secret(name: str, default: str = "") -> str:
    """The variable, or else the content of the file that NAME_FILE names, since an environment is easily seen.

    Raises ConfigurationError when the file cannot be read or when both are given.
    """
    path = text(f"{name}_FILE")
    if not path:
        return text(name, default)
    if text(name):
        raise ConfigurationError(f"{name} and {name}_FILE are both set: please keep one of them.")
    try:
        return Path(path).read_text(encoding="utf-8").strip() or default
    except OSError as error:
        raise ConfigurationError(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{name}_FILE names {path}, which is not text in UTF-8.") from error


def boolean(name: str, *, default: bool) -> bool:
    """True or false in any usual spelling. Raises ConfigurationError for anything else."""
    value = text(name)
    if not value:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ConfigurationError(f'{name} is "{value}": please write true or false.')


def integer(name: str, default: int, *, minimum: int, maximum: int) -> int:
    """A whole number within the bounds, both included. Raises ConfigurationError for anything else."""
    value = text(name)
    if not value:
        return default
    # int() alone would also take "1_000" and digits of other scripts.
    if value.isascii() and value.isdecimal() and minimum <= int(value) <= maximum:
        return int(value)
    raise ConfigurationError(f'{name} is "{value}": please write a whole number from {minimum} to {maximum}.')


def items(name: str) -> list[str]:
    """The values between commas, in their order; an unset variable is an empty list."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of the choices, in any case. Raises ConfigurationError for anything else."""
    value = text(name, default)
    if value.upper() in choices:
        return value.upper()
    raise ConfigurationError(f'{name} is "{value}": please write one of {", ".join(choices)}.')


def address(name: str) -> str:
    """A web address without its closing slash, or "" when unset. Raises ConfigurationError for anything else."""
    value = text(name)
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        complete = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        complete = False
    if not complete:
        raise ConfigurationError(
            f'{name} is "{value}": please write a whole address such as https://catalogue.example.org.'
        )
    return value.rstrip("/")
