"""Where the mailbox is: one address, such as imaps://bills%40us.test:secret@mail.us.test/INBOX."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings

from retainer.lib.refusal import Refused

#: Sealed from the first byte, sealed after a greeting, and not sealed at all.
PORTS = {"imaps": 993, "imap+starttls": 143, "imap": 143}
HERE = ("localhost", "127.0.0.1", "::1")
SHAPE = "imaps://user:password@host/folder, with % before what is no letter (user%40host)"


class BadAddress(Refused):
    """The setting names no mailbox."""


@dataclass(frozen=True)
class Address:
    """A mailbox; it shows itself without its password."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    def __str__(self) -> str:
        return f"{self.folder} of {self.user} on {self.host}:{self.port}"

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read the setting; it never appears in what is said about it."""
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS.get(parts.scheme, 0)
        except ValueError as wrong:
            raise BadAddress(f"BILL_MAIL_URL is not written as {SHAPE}.") from wrong
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if parts.scheme not in PORTS or not (parts.hostname and user and password):
            raise BadAddress(f"BILL_MAIL_URL is not written as {SHAPE}.")
        words = user + password + folder
        if not (words.isprintable() and words.isascii()):
            raise BadAddress("BILL_MAIL_URL holds letters that no mail server takes.")
        if parts.scheme == "imap" and parts.hostname not in HERE:
            raise BadAddress(
                "BILL_MAIL_URL would send the password unsealed. Write imaps:// or, for a server "
                "that seals after the greeting, imap+starttls://."
            )
        return cls(parts.scheme, parts.hostname, port, user, password, folder)


def own_address() -> str:
    """Where people send bills to, if the mailbox's user is called by its address."""
    try:
        user = Address.of(settings.BILL_MAIL_URL).user if settings.BILL_MAIL_URL else ""
    except BadAddress:  # the page that fetches nothing says so by itself
        return ""
    return user if "@" in user else ""
