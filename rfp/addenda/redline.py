"""Two texts as one: what stayed, what went and what came, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: A word with the spaces after it, so that what is joined again is the text to the letter.
WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Stretch:
    """Words with one fate."""

    fate: str  # kept, gone, new
    text: str


def redline(before: str, now: str) -> list[Stretch]:
    """The stretches in reading order; the kept and the new ones are ``now`` to the letter."""
    old, new = WORD.findall(before), WORD.findall(now)
    found: list[Stretch] = []
    for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("kept", "".join(new[start:end])))
            continue
        if last > first:
            found.append(Stretch("gone", "".join(old[first:last])))
        if end > start:
            found.append(Stretch("new", "".join(new[start:end])))
    return found
