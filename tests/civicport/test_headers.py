import pytest
from django.test import Client


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_protect_its_reader() -> None:
    headers = Client().get("/no-such-page/").headers

    directives = dict(directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Permissions-Policy"] == (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    )


@pytest.mark.django_db
def test_a_reader_gets_no_cookie() -> None:
    assert not Client().get("/no-such-page/").cookies
