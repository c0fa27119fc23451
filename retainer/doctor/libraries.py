"""The native libraries that WeasyPrint loads to write PDFs, each with its Debian package."""

import ctypes
from collections.abc import Iterator

from retainer.doctor.diagnosis import Diagnosis, fault, ok

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libfontconfig.so.1": "libfontconfig1",
}


def loads(library: str) -> bool:
    """Whether the dynamic linker finds ``library``."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def libraries_load(_: object) -> Iterator[Diagnosis]:
    """Without one of them no report is drawn."""
    for library, package in PACKAGES.items():
        if loads(library):
            yield ok(f"{library} loads.")
        else:
            yield fault(
                f"{library} cannot be loaded, so no PDF can be written.",
                f"apt-get install {package} (Debian's name for it).",
            )


EXAMINATIONS = (libraries_load,)
