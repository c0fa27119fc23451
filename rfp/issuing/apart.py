"""Word documents are read and drawn in a child process: a template comes from outside."""

import json
from base64 import b64encode

from retainer.lib import sandbox
from retainer.lib.refusal import Refused

MB = 1024 * 1024
LIMITS = sandbox.Limits(
    memory=768 * MB, cpu_seconds=120, wall_seconds=180, output=50 * MB, file_size=16 * MB
)
#: A letterhead with pictures is far below.
LARGEST = 2 * MB


def draw_word(request: object, template: bytes | None) -> bytes:
    """The DOCX of a request as ``IssuedRequest.document`` has it."""
    order = {
        "request": request,
        "template": None if template is None else b64encode(template).decode(),
    }
    return sandbox.run(
        "rfp.issuing.apart_child:draw", limits=LIMITS, stdin=json.dumps(order).encode()
    )


def check_template(content: bytes) -> None:
    """Refuse a template that we cannot use, with a sentence that says why."""
    if len(content) > LARGEST:
        raise Refused("The template is larger than 2 MB. Make its pictures smaller.")
    sandbox.run("rfp.issuing.apart_child:check", limits=LIMITS, stdin=content)
