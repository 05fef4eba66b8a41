"""Headers that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# What no page of the catalogue asks a reader's device for.
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no script, whoever wrote it, can ask the reader's device for what the catalogue does not use."""
    policy = ", ".join(f"{feature}=()" for feature in UNUSED)

    def with_policy(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", policy)
        return response

    return with_policy
