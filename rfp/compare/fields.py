"""Fields: what computes the words that a reader sees.

Source: ECMA-376 part 1, 17.16 (fields).
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from rfp.compare.looks import OFF, value_of
from rfp.compare.package import W

#: Programs write the result of these anew whenever a document is opened or laid out.
OF_PAGES = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF")
OF_THE_MOMENT = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "FILENAME", "EDITTIME", "LASTSAVEDBY")
COUNTED = re.compile(r"[\divxlc\s.\-–]*", re.IGNORECASE)
LINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"?([^"\s]*)"?', re.IGNORECASE)
#: What programs add to a code or name anew at every saving.
NOISE = re.compile(r"\\\*\s*MERGEFORMAT|(?<=_Toc)\d+", re.IGNORECASE)
SPACE = re.compile(r"\s+")


@dataclass
class Field:
    """A field that has begun, in both states of its paragraph."""

    before: str = ""
    after: str = ""
    is_locked: bool = False
    has_result: bool = False
    #: How many pieces each state had when the result began.
    starts: tuple[int, int] = field(default=(0, 0))


def plain(code: str) -> str:
    """A code without what makes no difference."""
    return SPACE.sub(" ", NOISE.sub("", code)).strip()


def link_of(code: str) -> str | None:
    """Where a field of a link leads to; nothing if it is another field."""
    found = LINK.match(code)
    return found[1] if found else None


def is_written_anew(code: str, result: str) -> bool:
    """Whether a result is the program's own, so that nobody can hide words in it."""
    name = code.partition(" ")[0].upper()
    return name in OF_THE_MOMENT or (name in OF_PAGES and bool(COUNTED.fullmatch(result)))


def form_value(mark: _Element) -> str:
    """What a form's box or list at the beginning of a field is set to."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        set_to = box.find(f"{W}checked")
        if set_to is None:
            set_to = box.find(f"{W}default")
        is_set = set_to is not None and set_to.get(f"{W}val", "1").lower() not in OFF
        return "☒" if is_set else "☐"
    choice = mark.find(f"{W}ffData/{W}ddList")
    if choice is not None:
        entries = [entry.get(f"{W}val", "") for entry in choice.findall(f"{W}listEntry")]
        at = value_of(choice, "result") or value_of(choice, "default") or "0"
        return entries[int(at)] if at.isdigit() and int(at) < len(entries) else ""
    return ""
