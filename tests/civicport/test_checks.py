import pytest
from django.core.checks import registry
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings

from civicport import checks


@pytest.fixture
def public(settings: Settings) -> Settings:
    """The settings of a production that lacks nothing."""
    settings.PRODUCTION = True
    settings.SECRET_KEY = "as good as any other"
    settings.ALLOWED_HOSTS = ["catalogue.example.org"]
    settings.SITE_URL = "https://catalogue.example.org"
    settings.OPERATOR = "City of Harbour"
    settings.CONTACT_EMAIL = "catalogue@example.org"
    return settings


def found() -> list[str | None]:
    """The identifiers of all that the project's own checks find."""
    return [message.id for check in (checks.secret_key, checks.hosts, checks.operator) for message in check(None)]


def test_every_check_is_registered() -> None:
    assert {checks.secret_key, checks.hosts, checks.operator} <= set(registry.registry.get_checks())


@pytest.mark.usefixtures("public")
def test_a_complete_production_passes() -> None:
    assert found() == []
    checks.refuse_errors()


def test_production_needs_a_secret_key(public: Settings) -> None:
    public.SECRET_KEY = ""

    assert found() == ["civicport.E001"]


@pytest.mark.parametrize(
    ("site", "hosts"),
    [
        ("https://catalogue.example.org", ["www.example.org"]),
        ("https://catalogue.example.org", ["example.org"]),
        ("http://[2001:db8::1]:8000", ["[2001:db8::2]"]),
    ],
)
def test_the_site_must_be_one_of_the_hosts(public: Settings, site: str, hosts: list[str]) -> None:
    public.SITE_URL = site
    public.ALLOWED_HOSTS = hosts

    assert found() == ["civicport.E002"]


@pytest.mark.parametrize(
    ("site", "hosts"),
    [
        ("", ["www.example.org"]),
        ("https://catalogue.example.org:8443", ["catalogue.example.org"]),
        ("https://catalogue.example.org", [".example.org"]),
        ("http://[2001:db8::1]:8000", ["[2001:db8::1]"]),
    ],
)
def test_the_site_may_be_unnamed_or_one_of_the_hosts(public: Settings, site: str, hosts: list[str]) -> None:
    public.SITE_URL = site
    public.ALLOWED_HOSTS = hosts

    assert found() == []


def test_production_should_name_its_operator(public: Settings) -> None:
    public.OPERATOR = ""

    assert found() == ["civicport.W001"]


def test_production_should_name_a_contact(public: Settings) -> None:
    public.CONTACT_EMAIL = ""

    assert found() == ["civicport.W002"]


def test_a_trial_needs_none_of_it(public: Settings) -> None:
    public.PRODUCTION = False
    public.OPERATOR = public.CONTACT_EMAIL = public.SITE_URL = ""

    assert found() == []


def test_every_message_carries_a_remedy(public: Settings) -> None:
    public.SECRET_KEY = public.OPERATOR = public.CONTACT_EMAIL = ""
    public.SITE_URL = "https://elsewhere.example.org"

    hints = [message.hint for message in [*checks.secret_key(None), *checks.hosts(None), *checks.operator(None)]]

    assert len(hints) == 4
    assert all(hint and hint.startswith("Set ") for hint in hints)


def test_a_web_server_of_somebody_else_is_refused_an_unsafe_production(public: Settings) -> None:
    public.SECRET_KEY = ""

    with pytest.raises(SystemCheckError, match=r"civicport\.E001"):
        checks.refuse_errors()


def test_warnings_alone_refuse_nothing(public: Settings) -> None:
    public.OPERATOR = ""

    checks.refuse_errors()
