"""Python itself and the packages that requirements.txt pins."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from retainer.doctor.diagnosis import Diagnosis, dead_end, fault, ok, warning

OLDEST = (3, 11)
REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"
#: A pin such as ``celery==5.7.0``, with an extra, and only for some versions of Python.
PIN = re.compile(
    r'^(?P<name>[\w.-]+)(\[\w+\])?==(?P<version>[\w.]+)(; python_version < "(?P<below>[\d.]+)")?'
)
INSTALL = f"{sys.executable} -m pip install -r {REQUIREMENTS} (bin/manage does it by itself)."


def python_is_new_enough(_: object) -> Iterator[Diagnosis]:
    """Syntax and library of the oldest version we run on."""
    here = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        yield dead_end(
            f"Python {here} is too old.",
            f"Install Python {oldest} or newer (Debian 12 has it) and remove .venv.",
        )
    else:
        yield ok(f"Python {here} in {sys.prefix}.")


def packages_are_as_pinned(_: object) -> Iterator[Diagnosis]:
    """Every package of requirements.txt, in the version that was tested."""
    missing, others, right = [], [], 0
    for name, pinned in pins():
        try:
            found = version(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        if found == pinned:
            right += 1
        else:
            others.append(f"{name} {found} instead of {pinned}")
    if missing:
        yield fault(f"Packages are missing: {', '.join(missing)}.", INSTALL)
    if others:
        yield warning(f"Packages differ from what was tested: {', '.join(others)}.", INSTALL)
    if not missing and not others:
        yield ok(f"{right} packages as requirements.txt pins them.")


def pins() -> Iterator[tuple[str, str]]:
    """Each package with its version, as far as it is meant for this Python."""
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        pin = PIN.match(line)
        if pin and not (pin["below"] and sys.version_info >= _numbers(pin["below"])):
            yield pin["name"], pin["version"]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


EXAMINATIONS = (python_is_new_enough, packages_are_as_pinned)
