"""Settings from the environment, failing loudly on nonsense.

Every value may also come from a file named by ``NAME_FILE``, as container
secrets do.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or of the file that ``NAME_FILE`` points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as unreadable:
            raise ImproperlyConfigured(
                f"{name}_FILE names {path}, which cannot be read"
            ) from unreadable
    return os.environ.get(name, default)


def number(name: str, default: int) -> int:
    """The value of ``name`` as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} is {value!r}, not a whole number") from wrong


def flag(name: str, default: bool = False) -> bool:
    """The value of ``name`` as yes or no."""
    value = text(name, "yes" if default else "no").lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; say yes or no")


def one_of(name: str, allowed: tuple[str, ...]) -> str:
    """The value of ``name``, which must be one of ``allowed``; the first is the default."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; say one of {', '.join(allowed)}")
    return value


def words(name: str, default: str = "") -> list[str]:
    """The value of ``name`` as a comma-separated list, empty parts left out."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
