"""Words that several rules know: who acts in an RFP, and what is defined in it."""

import re
from dataclasses import dataclass

from rfp.linter.document import Block, Document, Kind, once_a_document

#: Who owes something under the contract that follows.
SUPPLIERS = (
    *("provider", "supplier", "contractor", "carrier", "vendor", "operator", "subcontractor"),
    *("service provider", "successful bidder", "selected bidder", "successful proposer"),
    *("seller", "consultant", "licensor", "successful respondent", "successful offeror"),
)
#: Who answers the request.
BIDDERS = ("bidder", "offeror", "proposer", "respondent", "tenderer", "applicant")
#: Who buys.
BUYERS = (
    *("client", "customer", "buyer", "purchaser", "owner", "company", "district", "county"),
    *("city", "state", "university", "agency", "authority", "board", "hospital", "college"),
    *("school", "library", "organization", "organisation", "department", "town", "licensee"),
)
BOTH = ("party", "parties", "each party", "either party", "both parties", "neither party")
PARTIES = (*SUPPLIERS, *BIDDERS, *BUYERS, *BOTH)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of these, singular or plural, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")s?"


@dataclass(frozen=True)
class Definition:
    """A term, the block that defines it, where in it the term stands, and what it says."""

    term: str
    block: Block
    start: int
    meaning: str


SAYS = (
    r"(?:(?:shall\s+|will\s+)?(?:means?|refers?\s+to|denotes?|ha(?:s|ve)\s+the\s+(?:following\s+)?meaning"
    r"(?:\s+of)?:?)|(?:is|are)\s+defined\s+as|is\s+understood\s+(?:as|to\s+mean))"
)
QUOTED = re.compile(
    r"(?:[\"“]|(?<!\w)['‘])(?P<term>(?!(?:None|Nothing|Yes|No|Not|To|Comply)\b)[A-Z][\w’&/-]*(?:\s+[\w’&/-]+){0,5})[\"”’'](?:\s*\([^)]{1,40}\))?"
    rf"\s+(?:{SAYS}|is|are|includes?)\s+(?P<meaning>.+?)(?=$|[.;]\s+[\"“][A-Z])"
)
#: "outage" means …: small letters only where nothing else can be meant.
QUOTED_SMALL = re.compile(
    r"[\"“](?P<term>[a-z][a-z-]{2,}(?:\s+[a-z-]+){0,3})[\"”]\s+means\s+(?P<meaning>.+?)(?=$|[.;]\s+[\"“])"
)
#: "Wiring Closet": a room …
QUOTED_BEFORE_A_COLON = re.compile(
    r"[\"“'‘](?P<term>[A-Z][\w’&/-]*(?:\s+[\w’&/-]+){0,5})[\"”’']\s*(?::|–|—)\s+(?P<meaning>\S.+)"
)
#: The Provider means …; Service Credit: the sum … (only where definitions are listed)
BARE = re.compile(
    r"(?:(?:For|In)\s[^,.;:]{1,60},\s+)?(?:[Tt]he\s+)?(?P<term>[A-Z][\w’'&/-]*(?:\s+(?:[A-Z][\w’'&/-]*|of|and|to|for)){0,5})"
    r"\s+(?:means|(?:shall|will)\s+mean|refers\s+to|is\s+defined\s+as)\s+(?P<meaning>.+)"
)
LISTED = re.compile(
    r"(?P<term>[A-Z][\w’'&/-]*(?:\s+(?!(?:must|shall|will|following)\b)[\w’'&/-]+){0,4})\s*(?::|–|—|\s-)\s+(?P<meaning>\S.+)"
)
#: … Acme Logistics, Inc. (the "Client")
IN_PASSING = re.compile(
    r"\((?:the\s+|an?\s+|each,?\s+an?\s+|here(?:in)?after,?\s+|(?:referred\s+to|known)\s+as\s+|collectively,?\s+(?:the\s+)?|together,?\s+"
    r"(?:the\s+)?|individually,?\s+an?\s+)*[\"“](?P<term>[A-Z][^\"”]{1,60})[\"”][^)]{0,60}\)"
)
GLOSSARY = re.compile(r"\b(?:definitions?|glossary|defined terms|acronyms|abbreviations)\b", re.I)
#: The head of a table of terms, wherever it stands: "Term | Definition".
TERM_HEAD = re.compile(r"\s*(?:defined\s+)?(?:terms?|words?|expressions?|acronyms?)\s*", re.I)
MEANING_HEAD = re.compile(r"\s*(?:definitions?|meanings?|means|explanations?|expansion)\s*", re.I)


@once_a_document
def definitions(document: Document) -> tuple[Definition, ...]:
    """Every place where the document defines a term, in reading order."""
    return tuple(_definitions(document))


def _definitions(document: Document) -> list[Definition]:
    found = []
    is_glossary = False
    level = 0
    first_cells: dict[int, Block] = {}
    head: list[str] = []
    head_row: int | None = None
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            head = []
            if is_glossary and block.level > level:
                continue
            is_glossary, level = bool(GLOSSARY.search(block.text)), block.level
            continue
        if block.kind is Kind.LABEL:
            head = [*(head if block.row == head_row else []), block.text]
            head_row = block.row
        lists_terms = is_glossary or _is_head_of_terms(head)
        if lists_terms and block.row is not None and block.kind is Kind.CELL:
            first = first_cells.setdefault(block.row, block)
            if first is not block and first.text.strip():
                term = first.text.strip().strip('"“”')
                found.append(Definition(term, first, 0, block.text.strip()))
                first_cells[block.row] = Block(Kind.CELL, "", first.pieces)  # one meaning a row
            continue
        for pattern in (QUOTED, QUOTED_SMALL):
            found.extend(_defined(match, block) for match in pattern.finditer(block.text))
        for match in IN_PASSING.finditer(block.text):
            found.append(Definition(match["term"], block, match.start("term"), ""))
        match = (
            BARE.match(block.text)
            or QUOTED_BEFORE_A_COLON.match(block.text)
            or (is_glossary and LISTED.match(block.text))
            or None
        )
        if match is not None:
            found.append(_defined(match, block))
    return found


def _is_head_of_terms(head: list[str]) -> bool:
    return (
        len(head) > 1
        and TERM_HEAD.fullmatch(head[0]) is not None
        and any(MEANING_HEAD.fullmatch(label) for label in head[1:])
    )


def _defined(match: re.Match[str], block: Block) -> Definition:
    return Definition(match["term"].strip(), block, match.start("term"), match["meaning"].strip())


def forms(term: str) -> set[str]:
    """The term in singular and plural, as it may be written in a sentence."""
    words = {term}
    if term.endswith("ies"):
        words.add(term[:-3] + "y")
    elif term.endswith("y"):
        words.add(term[:-1] + "ies")
    if term.endswith(("ses", "xes", "ches", "shes")):
        words.add(term[:-2])
    if term.endswith("s"):
        words.add(term[:-1])
    else:
        words.add(term + ("es" if term.endswith(("s", "x", "ch", "sh")) else "s"))
    return words


@once_a_document
def defined_terms(document: Document) -> frozenset[str]:
    """Every defined term in all its forms."""
    return frozenset(
        form for definition in definitions(document) for form in forms(definition.term)
    )
