"""The secret key of a development installation, made once and kept out of the repository."""

import secrets
from pathlib import Path

#: Development keys start with this, so that production can refuse them.
MARK = "development-"


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
