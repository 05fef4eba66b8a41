"""The settings, read from top to bottom; README.md lists every variable that they read.

Without any variable this is a local trial: SQLite and a secret key under ``var/``, for this machine only. Naming other
hosts in ALLOWED_HOSTS makes it production, which wants a secret key of its own and speaks HTTPS only.
"""

import os
import secrets
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from civicport import environment

# --- Where things are ------------------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what a running catalogue writes; never part of the repository
# On a read-only disk it stays missing, and whatever needs it says so.
with suppress(OSError):
    VAR_DIR.mkdir(exist_ok=True)
FIXTURES = BASE_DIR / "fixtures"
RELEASE: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

# --- Trial, development or production --------------------------------------------------------------------------------

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = environment.boolean("DEBUG", default=False)
NAMED_HOSTS = environment.items("ALLOWED_HOSTS")
ALLOWED_HOSTS = NAMED_HOSTS or LOCAL_HOSTS
PRODUCTION = not DEBUG and any(host not in LOCAL_HOSTS for host in ALLOWED_HOSTS)


def persistent_secret_key(path: Path) -> str:
    """The key in this file, which is made on first use and readable by its owner only.

    Raises ConfigurationError when the file can be neither read nor made.
    """
    try:
        if not path.exists():
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
            # A link, unlike a rename, leaves the key of a process that was faster in its place.
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise environment.ConfigurationError(
            f"The secret key in {path} can be neither read nor made ({error.strerror}): please set SECRET_KEY."
        ) from error


# In production a missing key stays empty: the system check civicport.E001 then says what to do.
SECRET_KEY = environment.secret("SECRET_KEY") or ("" if PRODUCTION else persistent_secret_key(VAR_DIR / "secret_key"))

# --- Who runs this catalogue, and where ------------------------------------------------------------------------------

SITE_URL = environment.address("SITE_URL")  # base of canonical addresses; empty: the one that the request names
OPERATOR = environment.text("OPERATOR")
OPERATOR_ADDRESS = environment.text("OPERATOR_ADDRESS")
CONTACT_EMAIL = environment.text("CONTACT_EMAIL")
REPOSITORY_URL = environment.address("REPOSITORY_URL")

HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.integer("PORT", 8000, minimum=1, maximum=65535)
WEB_WORKERS = environment.integer("WEB_WORKERS", 1, minimum=1, maximum=64)
WEB_THREADS = environment.integer("WEB_THREADS", 4, minimum=1, maximum=64)

# --- Parts -----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "civicport.apps.CivicportConfig",
    "collaboration_models",
    "casestudies",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles, so that runserver serves static files as production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "civicport.headers.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "civicport.conditional.ConditionalMiddleware",
    # Within the one before, so that a page that is kept keeps the policy of its view, and a 304 replaces none.
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "civicport.urls"
WSGI_APPLICATION = "civicport.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "civicport.context.site",
            ],
        },
    },
]

# --- Database --------------------------------------------------------------------------------------------------------


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at the address. Raises ConfigurationError for what is no such address."""
    try:
        described: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)}
    except ValueError:
        described = {}
    if described.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        # The value itself may hold a password, so it is not repeated.
        raise environment.ConfigurationError(
            "DATABASE_URL is not understood: please write sqlite:////folder/file.sqlite3"
            " or postgres://user:password@host:5432/name."
        )
    if described["ENGINE"] == "django.db.backends.sqlite3":
        described["OPTIONS"] = {
            # Readers never wait for a writer; a writer asks for its lock before it reads, so that two of them queue
            # up to the timeout instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "timeout": 20,
            **described.get("OPTIONS", {}),
        }
    else:
        described["OPTIONS"] = {"connect_timeout": 10, **described.get("OPTIONS", {})}
    return described


DATABASES = {"default": database(environment.secret("DATABASE_URL", f"sqlite:///{VAR_DIR / 'civicport.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# Texts are marked for translation and there is none yet: looking for one took an eighth of a page's time.
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

# --- Static files ----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security --------------------------------------------------------------------------------------------------------

HTTPS = environment.boolean("HTTPS", default=PRODUCTION)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Only for a catalogue behind a proxy that sets this header itself: otherwise a visitor could pretend to come by HTTPS.
if environment.boolean("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# HSTS for subdomains and preloading bind other sites under the same name, which is not this catalogue's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- API -------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    # Reading is public, and nothing can be written: no session, no token, one format.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_PAGINATION_CLASS": "civicport.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "civicport.api.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}

# Anybody may read the API, and ask what can be shown elsewhere, from any page; nothing else of the catalogue is open to
# other origins.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api|oembed)/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag"]
CORS_PREFLIGHT_MAX_AGE = 86_400

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "CivicPort",
    "DESCRIPTION": (
        "A catalogue of collaborations between civic tech and government. Reading is open to everybody, without a key."
        " Content is CC BY 4.0. A null means not known, which is not the same as none."
    ),
    # The version of the API, not of the release: what it answers today it answers tomorrow.
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["civicport.api.schema.add_problems"],
}

# --- Log -------------------------------------------------------------------------------------------------------------

LOG_LEVEL = environment.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "civicport.log.LineFormatter", "tracebacks": DEBUG or LOG_LEVEL == "DEBUG"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO" if LOG_LEVEL == "DEBUG" else LOG_LEVEL, "propagate": False},
        # A reader's mistake, such as an address that does not exist, is none of the operator's errors.
        "django.request": {"level": "INFO" if LOG_LEVEL == "DEBUG" else "ERROR"},
        "civicport": {"level": LOG_LEVEL},
        "collaboration_models": {"level": LOG_LEVEL},
        "casestudies": {"level": LOG_LEVEL},
    },
}
