"""Word documents are read and drawn in a child process: a template comes from outside."""

import json
import sys
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from retainer.lib import sandbox
from retainer.lib.refusal import Refused

MB = 1024 * 1024
LIMITS = sandbox.Limits(
    memory=768 * MB, cpu_seconds=120, wall_seconds=180, output=50 * MB, file_size=16 * MB
)
#: A letterhead with pictures is far below.
LARGEST, LARGEST_UNPACKED = 2 * MB, 50 * MB


def draw_word(request: object, template: bytes | None) -> bytes:
    """The DOCX of a request as ``IssuedRequest.document`` has it."""
    order = {
        "request": request,
        "template": None if template is None else b64encode(template).decode(),
    }
    return sandbox.run(f"{__name__}:_draw", limits=LIMITS, stdin=json.dumps(order).encode())


def check_template(content: bytes) -> None:
    """Refuse a template that we cannot use, with a sentence that says why."""
    if len(content) > LARGEST:
        raise Refused("The template is larger than 2 MB. Make its pictures smaller.")
    sandbox.run(f"{__name__}:_check", limits=LIMITS, stdin=content)


def _settle() -> None:
    """The child has no settings, and dates are written by Django's."""
    from django.conf import settings

    settings.configure(TIME_ZONE="UTC", USE_TZ=True)


def _draw() -> bytes:
    _settle()
    from rfp.issuing import docx
    from rfp.issuing.shape import read

    order = json.loads(sys.stdin.buffer.read())
    template = order["template"]
    return docx.draw(
        read(order["request"]), None if template is None else BytesIO(b64decode(template))
    )


def _check() -> bytes:
    from retainer.lib.uploads import Kind, check_unpacked_size
    from rfp.issuing.template_check import check

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
            raise Refused(
                "This is no Word document that can be opened. Save it as .docx."
            ) from None
    check(content)
    return b""
