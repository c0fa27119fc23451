"""The secret key: made once for development, and never weak in production."""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

#: Development keys start with this, so that production can refuse them.
MARK = "development-"
#: Characters a secret key must have at least.
KEY_LENGTH = 40


def development_key(var: Path) -> str:
    """The key of this checkout, generated on first use with only the owner able to read it."""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(MARK + secrets.token_urlsafe(48), encoding="utf-8")
        try:
            # A hard link refuses to replace, so two first starts at once agree on one key.
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="utf-8")


def refuse_unsafe_settings(
    *, production: bool, debug: bool, secret_key: str, site_url: str
) -> None:
    """Raise when production would run with DEBUG, a weak key, or links that are not HTTPS."""
    if not production:
        return
    if debug:
        raise ImproperlyConfigured("RETAINER_PRODUCTION is set and so is DEBUG: unset DEBUG.")
    if secret_key.startswith(MARK):
        raise ImproperlyConfigured("SECRET_KEY is a development key: set one of your own.")
    if len(secret_key) < KEY_LENGTH:
        raise ImproperlyConfigured(
            f"SECRET_KEY must have at least {KEY_LENGTH} characters in production."
        )
    if not site_url.startswith("https://"):
        raise ImproperlyConfigured(
            "SITE_URL must be the address people use, such as https://retainer.example.com: "
            "invitations link to it."
        )
