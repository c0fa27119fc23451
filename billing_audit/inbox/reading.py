"""In the child: take a mail apart and say it in frames.  No Django, no database.

The first line is JSON about the mail; then, for each file enclosed, a line of JSON about it and
its bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import count
from pathlib import Path

from billing_audit.inbox.bodies import author_in, excerpt, text_of
from billing_audit.inbox.headers import Cautious, address_of, one_line
from retainer.lib.refusal import Refused

READ = "billing_audit.inbox.reading:read"
#: Parts of a message, and how deep they may lie in one another.
MOST_PARTS, DEEPEST = 200, 20
#: Endings for what comes without a name.
ENDINGS = {
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "application/zip": "zip",
    "application/json": "json",
}


def read(path: str) -> Iterator[bytes]:
    """The mail's frames."""
    with Path(path).open("rb") as source:
        message = BytesParser(_class=EmailMessage, policy=Cautious()).parse(source)
    parts = list(_leaves(message, "", count(1)))
    sender, name = address_of(message)
    text = next((text_of(part) for part, _ in parts if _is_body(part)), "")
    forwarded = next((author for _, author in parts if author), "")
    yield _line(
        {
            "id": _identity(message, path),
            "sender": sender,
            "sender_name": name,
            "author": forwarded or author_in(text),
            "subject": one_line(message.get("Subject", ""), 300),
            "sent_at": _sent_at(message),
            "excerpt": excerpt(text),
        }
    )
    for part, _ in parts:
        if not _is_body(part):
            yield from _enclosed(part)


def _leaves(
    message: EmailMessage, author: str, numbers: Iterator[int], depth: int = 0
) -> Iterator[tuple[EmailMessage, str]]:
    """Every part that holds no others, with who wrote the forwarded mail it lies in."""
    if depth > DEEPEST:
        raise Refused("Its parts are nested too deeply.", reason="too_deep")
    if next(numbers) > MOST_PARTS:
        raise Refused(f"It has more than {MOST_PARTS} parts.", reason="too_many_parts")
    if not message.is_multipart():
        if message.get_content_maintype() != "multipart":  # one whose parts nobody can tell
            yield message, author
        return
    is_mail = message.get_content_type() == "message/rfc822"
    for part in message.get_payload():
        inner = address_of(part)[0] if is_mail else ""
        yield from _leaves(part, inner or author, numbers, depth + 1)


def _is_body(part: EmailMessage) -> bool:
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not part.get_filename()
    )


def _enclosed(part: EmailMessage) -> Iterator[bytes]:
    content = part.get_payload(decode=True) or b""
    kind = part.get_content_type()
    name = part.get_filename() or f"attachment.{ENDINGS.get(kind, 'txt')}"
    yield _line(
        {
            "name": one_line(name, 255),
            "type": kind,
            "in_text": part.get_content_disposition() == "inline" or "Content-ID" in part,
            "size": len(content),
        }
    )
    yield content


def _identity(message: EmailMessage, path: str) -> str:
    """The message's own id; of one without, the digest of all it says."""
    if own := one_line(message.get("Message-ID", ""), 998):
        return own
    with Path(path).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _sent_at(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(one_line(message.get("Date", ""), 100)).isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _line(facts: dict) -> bytes:
    return json.dumps(facts).encode() + b"\n"
