"""The application that the web server calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from civicport import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicport.settings")


def only_utf8(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application without the character sets that a request claims: Django would decode addresses by them, and
    fail on some before any of its own error pages can answer. Everything here is UTF-8.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kept = [part for part in environ.get("CONTENT_TYPE", "").split(";") if "charset" not in part.lower()]
        environ["CONTENT_TYPE"] = ";".join(kept)
        return application(environ, start_response)

    return answer


django = get_wsgi_application()
checks.refuse_errors()
application = only_utf8(django)
