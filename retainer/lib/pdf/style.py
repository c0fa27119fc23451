"""The print stylesheet: the screens' colours and spaces, then one file per part of a page."""

import re
from pathlib import Path

CSS = Path(__file__).resolve().parents[3] / "static" / "css"

PARTS = ("tokens.css", "print/page.css", "print/text.css", "print/parts.css", "print/request.css")

#: Browsers load the fonts these name; paper has its own (``retainer.lib.pdf.fonts``).
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def print_css() -> str:
    return FONT_FACE.sub("", "\n".join((CSS / part).read_text() for part in PARTS))
