"""The text of a mail, and who wrote it first when it was forwarded.  No Django."""

import re
from email.message import EmailMessage
from html.parser import HTMLParser

from billing_audit.inbox.headers import address_in

#: Characters of a text that are looked at, and those that are shown.
LOOKED_AT, SHOWN = 100_000, 600
#: What mail programs put above a forwarded mail, in the languages our clients write.
FORWARDED = re.compile(
    r"^\W{0,20}(forwarded message|begin forwarded message|original message|"
    r"weitergeleitete nachricht|ursprüngliche nachricht|message transféré|message d'origine|"
    r"mensaje reenviado|mensaje original)\b",
    re.IGNORECASE | re.MULTILINE,
)
AUTHOR = re.compile(
    r"^[>\s*]{0,10}(?:from|von|de|da)\s?:[\s*]{0,3}(?P<who>.{1,300})$", re.IGNORECASE | re.MULTILINE
)
#: Nothing in these is text that people see.
UNSEEN = ("script", "style", "head", "title")
LINES = ("br", "p", "div", "tr", "li", "hr")


class _Text(HTMLParser):
    """What an HTML body says, without its markup."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        if tag in LINES:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(" ".join(data.split(" ")))


def text_of(part: EmailMessage) -> str:
    """The text of a body, whatever its charset claims to be."""
    written = (part.get_payload(decode=True) or b"")[:LOOKED_AT]
    try:
        text = written.decode(part.get_content_charset("utf-8"), errors="replace")
    except (LookupError, ValueError):  # a charset nobody knows
        text = written.decode("latin-1")
    if part.get_content_subtype() != "html":
        return text
    html = _Text()
    html.feed(text)
    return "".join(html.said)


def excerpt(text: str) -> str:
    """The first lines, without what no page can show."""
    visible = "".join(
        letter for letter in text[: 20 * SHOWN] if letter == "\n" or letter.isprintable()
    )
    lines = (" ".join(line.split()) for line in visible.splitlines())
    short = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return short if len(short) <= SHOWN else f"{short[: SHOWN - 1]}…"


def author_in(text: str) -> str:
    """The address that the deepest forwarded mail in a text came from."""
    marks = [mark.end() for mark in FORWARDED.finditer(text, 0, LOOKED_AT)]
    if not marks:
        return ""
    for line in AUTHOR.finditer(text, marks[-1], LOOKED_AT):
        if found := address_in(line["who"].replace("mailto:", " ")):
            return found
    return ""
