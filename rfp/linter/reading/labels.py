"""The numbers that headings and clauses carry in their own text."""

import re
from dataclasses import replace

from rfp.linter.document import Block, Kind

WORDS = r"Section|Article|Clause|Part|Chapter|Appendix|Annex|Exhibit|Attachment|Schedule|Enclosure"
TYPED = re.compile(
    rf"""
    (?P<named>(?:{WORDS}|Table|Figure)\s+(?:\d{{1,3}}(?:\.\d{{1,3}})*|[IVX]{{2,5}}(?!\w)|[A-Z](?:[.-]?\d{{1,3}})*))
        (?=$|[\s.:)–—-])
    | (?P<number>\d{{1,3}}(?:\.\d{{1,3}})+)[.):]?(?=\s)
    | (?P<whole>\d{{1,3}})[.)](?=\s)
    | (?P<bare>\d{{1,3}})(?=\s+[A-Z])
    | (?P<letter>[A-Z](?:\.\d{{1,3}})*)\.(?=\s)
    | \((?P<item>[a-z]{{1,3}}|\d{{1,2}})\)(?=\s)
    """,
    re.VERBOSE,
)
#: "99.9 % of the time", "1.5 hours": an amount, not the number of a clause.
AMOUNT = re.compile(
    r"\s*(?:%|(?:percent|points?|ms|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?"
    r"|[GMk]bps|[GM]bit/s|million|thousand)\b)"
)
ENDS = re.compile(r"\s*(?:[.:)–—-]|$)")


def labelled(block: Block) -> Block:
    """The block with the number it begins with as its label, which is no part of its words."""
    found = TYPED.match(block.text)
    if found is None:
        return block
    kind = found.lastgroup or ""
    if kind == "named":  # "Appendix B: Sites" stays readable; "Appendix B lists …" is a sentence
        is_title = block.kind is Kind.HEADING or ENDS.match(block.text, found.end())
        return replace(block, label=found[kind]) if is_title else block
    if kind == "bare" and block.kind is not Kind.HEADING:
        return block  # "24 hours" at a paragraph's beginning is no clause
    if kind == "letter" and block.kind is not Kind.HEADING:
        return block
    rest = block.text[found.end() :]
    if kind == "number" and AMOUNT.match(rest):
        return block
    cut = found.end() + len(rest) - len(rest.lstrip())
    pieces = [(offset - cut, place) for offset, place in block.pieces if offset > cut]
    pieces.insert(0, (0, block.place(cut)))
    return replace(block, text=block.text[cut:], pieces=tuple(pieces), label=found[kind])
