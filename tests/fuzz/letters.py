"""Mails to damage: with files, with a mail inside, and with a text in HTML."""

import json
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

from billing_audit.inbox.letters import LONGEST_LINE
from billing_audit.inbox.reading import read
from tests.billing_audit.inbox.mails import PNG, bill_csv, enclose, mail


def letter() -> bytes:
    message = mail(bill_csv(), ("bill ä.xml", b"<Invoice/>"), subject="Rechnung für März")
    enclose(message, "logo.png", PNG, type="image/png", disposition="inline", cid="<1@logo>")
    return bytes(message)


def others() -> tuple[bytes, ...]:
    return forwarded(), of_html()


def forwarded() -> bytes:
    """A mail in a mail, as an attachment."""
    outer = mail(sender="Pat <pat@practice.test>", subject="Fwd: Your invoice")
    outer.add_attachment(mail(bill_csv()))
    return bytes(outer)


def of_html() -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = "=?utf-8?q?M=C3=BCller?= <m@corvane.test>", "=?x?b?QQ==?="
    message["Date"] = "Sun, 01 Mar 2026 08:00:00 -0000"
    message.set_content(
        "<style>p{}</style><p>---- Forwarded message ----<br>From: Corvane &lt;a@b.test&gt;</p>",
        subtype="html",
    )
    return bytes(message)


def taken_apart(path: Path) -> None:
    """What the parent is told must be what it expects."""
    files_of(read(str(path)))


def files_of(frames: Iterable[bytes]) -> tuple[dict, list[tuple[str, bytes]]]:
    """What is said of the mail, and its files: a line of JSON for each, and bytes of their size."""
    said, files = BytesIO(b"".join(frames)), []
    facts = json.loads(said.readline(LONGEST_LINE))
    while line := said.readline(LONGEST_LINE):
        about = json.loads(line)
        content = said.read(about["size"])
        if len(content) != about["size"]:
            raise AssertionError(f"A file is shorter than the {about['size']} bytes it should have")
        files.append((about["name"], content))
    return facts, files
