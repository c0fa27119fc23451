"""Photographs of people: read in a child process and drawn anew, small and square.

What comes out holds nothing of the file that came in but how it looks: no place,
no camera, no bytes of a stranger.
"""

import sys
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from retainer.lib.refusal import Refused
from retainer.lib.sandbox import ChildKilled, Limits, run

#: Bytes a photograph may have, and the pixels it may unpack to.
LIMIT, PIXELS = 10_000_000, 50_000_000
#: What we read; the names are the library's.
FORMATS = ("JPEG", "PNG", "WEBP")
SIDE, QUALITY = 320, 85


def portrait(photograph: bytes) -> bytes:
    """The photograph as a square JPEG; refuses what is none."""
    if len(photograph) > LIMIT:
        raise Refused(
            f"The photo is larger than {LIMIT // 1_000_000} MB. Choose a smaller one.",
            reason="too_large",
        )
    limits = Limits(memory=1024 * 1024 * 1024, cpu_seconds=10, wall_seconds=30, output=LIMIT)
    try:
        return run("retainer.lib.pictures:redraw", limits=limits, stdin=photograph)
    except ChildKilled as killed:
        raise Refused(f"The photo cannot be used: {killed.sentence}", reason="damaged") from killed


def redraw() -> bytes:
    """In the child: what comes in on standard input, cut to its middle."""
    given = BytesIO(sys.stdin.buffer.read())
    try:
        with Image.open(given, formats=FORMATS) as photo:
            if photo.width * photo.height > PIXELS:
                raise Refused("The photo has too many pixels. Choose a smaller one.")
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError) as broken:
        raise Refused(
            "This is no photo we can read. Use a JPEG, PNG or WebP file.", reason="not_a_photo"
        ) from broken
    drawn = BytesIO()
    fitted = ImageOps.fit(upright, (SIDE, SIDE))
    fitted.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
