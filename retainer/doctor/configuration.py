"""The settings: whether they load at all, and whether they suit what they are used for."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from retainer.doctor.diagnosis import Diagnosis, dead_end, fault, first_line, ok, warning
from retainer.lib import env
from retainer.lib.secret_key import KEY_LENGTH, MARK

OPERATIONS = "docs/operations.md lists the variables."


def settings_load(_: object) -> Iterator[Diagnosis]:
    """Everything that stands in the environment is read here for the first time."""
    try:
        django.setup()
    except ImproperlyConfigured as refused:
        yield dead_end(f"The settings are refused: {first_line(refused)}", OPERATIONS)
    except (ImportError, OSError, ValueError) as broken:
        yield dead_end(
            f"The settings cannot be loaded: {type(broken).__name__}: {first_line(broken)}",
            f"Install requirements.txt, and look at what the message names; {OPERATIONS}",
        )
    else:
        mode = "production" if settings.PRODUCTION else "not production"
        yield ok(f"The settings load ({mode}).")


def production_is_meant(_: object) -> Iterator[Diagnosis]:
    """What production refuses is looked at wherever people reach the site by a real address."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if settings.PRODUCTION or host in ("127.0.0.1", "localhost", "::1"):
        return
    yield warning(
        f"SITE_URL is {settings.SITE_URL}, and production's safe choices are off.",
        "Set RETAINER_PRODUCTION=yes where others than yourself sign in.",
    )


def debug_is_off(_: object) -> Iterator[Diagnosis]:
    """A page of DEBUG shows settings and rows to whoever meets an error."""
    if settings.DEBUG:
        yield warning("DEBUG is on: errors show the product's inside.", "Unset DEBUG.")
    else:
        yield ok("DEBUG is off.")


def secret_key_is_strong(_: object) -> Iterator[Diagnosis]:
    """Every password of the database's roles comes from it."""
    key = settings.SECRET_KEY
    if len(key) < KEY_LENGTH:
        yield fault(
            f"SECRET_KEY has {len(key)} characters, not {KEY_LENGTH}.",
            "Make one with python3 -c 'import secrets; print(secrets.token_urlsafe(48))', then "
            "run bin/manage prepare_database.",
        )
    elif key.startswith(MARK) and env.text("DATABASE_URL"):
        yield warning(
            f"SECRET_KEY is this checkout's own, from {settings.VAR_DIR / 'secret_key'}.",
            "Set SECRET_KEY: every machine of an installation needs the same one.",
        )
    else:
        yield ok(f"SECRET_KEY has {len(key)} characters.")


def static_files_are_collected(_: object) -> Iterator[Diagnosis]:
    """Production links to hashed names, and no page is shown without their list."""
    if not settings.PRODUCTION:
        return
    names = settings.STATIC_ROOT / "staticfiles.json"
    if names.exists():
        yield ok(f"The static files are collected in {settings.STATIC_ROOT}.")
    else:
        yield fault(
            f"There are no static files in {settings.STATIC_ROOT}: no page can be shown.",
            "bin/manage collectstatic --noinput.",
        )


EXAMINATIONS = (
    settings_load,
    production_is_meant,
    debug_is_off,
    secret_key_is_strong,
    static_files_are_collected,
)
