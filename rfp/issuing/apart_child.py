"""Reads and draws Word documents; runs only in a child process of ``retainer.lib.sandbox``."""

import json
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from retainer.lib.refusal import Refused
from retainer.lib.uploads import Kind, check_unpacked_size
from rfp.issuing import docx, template_check
from rfp.issuing.shape import read

LARGEST_UNPACKED = 50_000_000


def draw() -> bytes:
    """The DOCX of the order on standard input."""
    _settle()
    order = json.loads(sys.stdin.buffer.read())
    template = order["template"]
    return docx.draw(
        read(order["request"]), None if template is None else BytesIO(b64decode(template))
    )


def check() -> bytes:
    """Nothing, or a refusal of the template on standard input."""
    _settle()
    content = sys.stdin.buffer.read()
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            check_unpacked_size(Path(file.name), Kind.DOCX, limit=LARGEST_UNPACKED)
        except Refused as refused:
            if refused.reason == "too_large_unpacked":
                raise
            raise Refused(template_check.NO_DOCUMENT) from refused
    template_check.check(content)
    return b""


def _settle() -> None:
    """The child has no settings, and dates are written by Django's."""
    settings.configure(TIME_ZONE="UTC", USE_TZ=True)
