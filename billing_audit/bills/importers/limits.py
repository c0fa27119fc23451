"""What a child that reads bills may use."""

from pathlib import Path

from django.conf import settings

from retainer.lib.sandbox.limits import MB, Limits


def limits_for(*paths: Path) -> Limits:
    """More for larger files: reading takes a second for 30 MB of CSV, and for one of terse X12."""
    size = sum(path.stat().st_size for path in paths)
    seconds = 60 + 2 * size // MB
    return Limits(
        memory=settings.BILL_CAPS["BILL_READER_BYTES"],
        cpu_seconds=seconds,
        wall_seconds=4 * seconds,
        output=256 * MB + 8 * size,
        environment={name: str(most) for name, most in settings.BILL_CAPS.items()},
    )
