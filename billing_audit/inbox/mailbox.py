"""The conversation with the mail server: what is there, its bytes, and putting it away.

Nothing is ever deleted.  A server that can move mails moves them; with another they are marked
as read, and only what is not is looked at.
"""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4, IMAP4_SSL
from typing import Any

from billing_audit.inbox.addresses import Address
from retainer.lib.refusal import Refused

#: Seconds that the server has for an answer.
PATIENCE = 30
#: Bytes of the head of a mail that is too large to be taken as a whole.
HEAD = 64 * 1024
LONGEST_COMPLAINT = 200


class Unreachable(Refused):
    """The server does not answer, does not let us in, or broke off."""


class Mailbox:
    """One folder of one mailbox, as long as the connection stands."""

    def __init__(self, server: IMAP4, processed: str) -> None:
        self._server = server
        can_move = "MOVE" in _words(server.capability())
        self._processed = processed if can_move else ""

    def waiting(self) -> list[str]:
        """The ids of the mails that nobody put away, the oldest first."""
        criterion = "UNDELETED" if self._processed else "UNSEEN UNDELETED"
        return _words(self._ask("SEARCH", criterion))

    def size(self, uid: str) -> int:
        """How many bytes a mail has; 0 when it is gone."""
        found = re.search(r"RFC822\.SIZE (\d+)", " ".join(_words(self._fetch(uid, "RFC822.SIZE"))))
        return int(found[1]) if found else 0

    def message(self, uid: str, most: int) -> bytes:
        """Its bytes, up to so many; asking does not mark it as read."""
        return _literal(self._fetch(uid, f"BODY.PEEK[]<0.{most}>"))

    def head(self, uid: str) -> bytes:
        return _literal(self._fetch(uid, f"BODY.PEEK[HEADER]<0.{HEAD}>"))

    def put_away(self, uid: str) -> None:
        """Move the mail to the folder of those that were taken, or mark it as read."""
        if not self._processed:
            self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
            return
        status, _ = self._server.uid("MOVE", uid, _quoted(self._processed))
        if status != "OK":
            self._server.create(_quoted(self._processed))
            self._ask("MOVE", uid, _quoted(self._processed))

    def _fetch(self, uid: str, what: str) -> tuple[str, list[Any]]:
        return self._ask("FETCH", uid, f"({what})")

    def _ask(self, command: str, *words: str) -> tuple[str, list[Any]]:
        return _granted(self._server.uid(command, *words))


@contextmanager
def opened_mailbox(address: Address, *, processed: str) -> Iterator[Mailbox]:
    """Connect, seal, sign in and open the folder; whatever breaks is ``Unreachable``."""
    try:
        with _connected(address) as server:
            server.login(_quoted(address.user), address.password)  # quotes the latter itself
            _granted(server.select(_quoted(address.folder)))
            yield Mailbox(server, processed)
    except (IMAP4.error, OSError) as broken:
        raise Unreachable(f"{address}: {_complaint(broken)}", reason="unreachable") from broken


@contextmanager
def _connected(address: Address) -> Iterator[IMAP4]:
    trusted = ssl.create_default_context()
    place = {"host": address.host, "port": address.port, "timeout": PATIENCE}
    if address.scheme == "imaps":
        server: IMAP4 = IMAP4_SSL(**place, ssl_context=trusted)
    else:
        server = IMAP4(**place)
    try:
        if address.scheme == "imap+starttls":
            _granted(server.starttls(trusted))
        yield server
    finally:
        with suppress(IMAP4.error, OSError):  # it may have broken off already
            server.logout()


def _granted(answer: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    status, said = answer
    if status != "OK":
        raise IMAP4.error(" ".join(_words(answer)) or status)
    return status, said


def _words(answer: tuple[str, list[Any]]) -> list[str]:
    """What an answer says in words; bytes of mails are left out."""
    lines = (line[0] if isinstance(line, tuple) else line for line in answer[1] if line)
    return b" ".join(lines).decode("ascii", "replace").split()


def _literal(answer: tuple[str, list[Any]]) -> bytes:
    return next((part[1] for part in answer[1] if isinstance(part, tuple)), b"")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _complaint(broken: Exception) -> str:
    said = broken.args[0] if broken.args and isinstance(broken.args[0], bytes) else str(broken)
    words = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    visible = "".join(letter for letter in words if letter.isprintable())
    return (visible or type(broken).__name__)[:LONGEST_COMPLAINT].rstrip(".") + "."
