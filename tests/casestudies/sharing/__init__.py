"""What an answer says of who may show it in a frame."""

from __future__ import annotations

from typing import Any

ANYBODY, NOBODY = ("*", None), ("'none'", "DENY")


def policy(response: Any) -> dict[str, str]:
    """The content security policy, by directive."""
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def framed(response: Any) -> tuple[str, str | None]:
    """Who may frame it: by the policy, and by the header for browsers that know none."""
    return policy(response)["frame-ancestors"], response.headers.get("X-Frame-Options")
