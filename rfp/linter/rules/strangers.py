"""Another client's name, site or date, left in a copied text."""

import re
from collections import Counter
from collections.abc import Iterator

from rfp.linter.document import Block, Document, Kind, once_a_document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.vocabulary import BUYERS, definitions
from rfp.linter.words import phrases

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = re.compile(
    rf"\b(?:(?:\d{{1,2}}\s+)?(?:{MONTHS})\s+(?:\d{{1,2}},?\s+)?(?P<year>20\d\d)|(?P<iso>20\d\d)-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}/(?P<us>20\d\d))\b"
)
KIND_OF_BUYER = (
    r"(?:School\s+District|Unified\s+School\s+District|Community\s+College(?:\s+District)?|College"
    r"|University|Hospital|Medical\s+Center|Health\s+System|Health|Clinic|County|Library"
    r"|Public\s+Library|Public\s+Schools|Schools|Logistics|Manufacturing|Industries|Foods|Bank|Credit\s+Union|Insurance"
    r"|Holdings|Partners|Group|Corporation|Corp\.?|Incorporated|Inc\.?|LLC|Ltd\.?|Company|Transit\s+Authority"
    r"|Port\s+Authority|Housing\s+Authority|Water\s+District|Foundation|Retail|Stores|Energy|Motors|Airlines|Freight"
    r"|School|Academy|Institute|Museum|Township|Parish|Borough|(?:Fire|Park|Hospital|Library|Irrigation|Sanitation)\s+District"
    r"|Traders|Trading|Outfitters|Grocers|Supermarkets|Dairy|Mills|Mining|Steel|Furniture|Construction|Realty|Properties"
    r"|Aerospace|Chemicals|Plastics|Packaging|Automotive|Theat(?:er|re)s|Hospice|Bakery|Vineyards|Winery|Distributors"
    r"|Shipping|Pharmacy|Pharmaceuticals|Hotels|Resorts|Casino|Utilities|Enterprises|Associates|Brewing|Farms)"
)
BUILDING = (
    r"(?:Court\s?house|Jail|Courts?|Sheriff|Annex|Airport|Fairgrounds|Offices?|Building|Campus)"
)
CODE = r"[A-Z]{1,4}-\d"  # R-006 Insurance is a requirement, not a company
ORGANISATION = re.compile(
    rf"\b(?P<name>(?:(?:City|County|Town|Village|University)\s+of\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?"
    rf"|(?:(?!{CODE})[A-Z][\w’'.&-]*\s+){{1,4}}?{KIND_OF_BUYER}(?!\s+of\s+[A-Z])))(?=$|[\s,.;:)’'])(?!\s+(?:and\s+)?(?!{BUILDING}\b)[A-Z])"
)
#: What names of different bodies share.
SHARED = (
    "city town village state the of and new north south east west central united american national"
    " valley lake river mountain saint"
)
COMMON = frozenset(re.findall(r"[a-z]+", f"{KIND_OF_BUYER.lower()} {SHARED}"))
#: Offices whose rules bind everybody are named in every request.
PUBLIC = ("Universal Service", "Federal ", "North American")
OF_A_ROLE = re.compile(
    r"^(?:The|This|Each|Any|All|Our|A|An|If|When|For|In|At|On|By|To|From|With|Every|No|Such|Its|Their)\s+"
)
#: Who is named for another reason than a text copied from their document.
NAMED_FOR = re.compile(
    r"(?:\b(?:provider|carrier|supplier|vendor|incumbent|maker|manufacturer|consultant|contractor"
    r"|bidder\w*|competitor)(?:\W+(?:is|was|called|named))?\W+$"
    r"|\b(?:such\s+as|like|including|subsidiar\w+|affiliate\w*|parent|formerly|reference\w*|(?<!must\s)(?<!will\s)serves?|serving|near|past|beside|behind|opposite"
    r"|partner\w*|member\w*|laws?|courts?|governed|licen[sc]ed|under|offered\s+by|provided\s+by|made\s+by)\W+(?:\w+\s+){0,2}$)",
    re.IGNORECASE,
)


@once_a_document
def organisations(document: Document) -> list[tuple[Block, int, int, str]]:
    """Every name that looks like a buyer's, with its place."""
    found = []
    for block in document.blocks:
        for match in ORGANISATION.finditer(block.text):
            start = match.start("name")
            article = OF_A_ROLE.match(match["name"])
            start += article.end() if article else 0
            name = block.text[start : match.end("name")]
            if " " in name:
                found.append((block, start, match.end("name"), name))
    return found


def _key(name: str) -> str:
    """A name without its legal form, to compare."""
    return re.sub(
        r"\W+(?:inc|llc|ltd|corp|corporation|incorporated|company|co)\.?$", "", name.lower()
    )


@once_a_document
def own_name(document: Document) -> str:
    """Who the document is for, as it says itself: in its head or its definitions, most often."""
    head = document.blocks[: max(8, len(document.blocks) // 20)]
    first = {id(block) for block in head}
    count = Counter(_key(name) for *_, name in organisations(document))
    in_head = [name for block, _, _, name in organisations(document) if id(block) in first]
    if not in_head:
        return ""
    return max(map(_key, in_head), key=lambda name: count[name])


#: Who buys, as a definition says it: "Client" means Alder County; Alder County (the "Client").
SELF = re.compile(
    r"(?:means\s+)?(?:the\s+)?(?P<name>[A-Z][\w’'.&-]*(?:\s+(?:of\s+)?[A-Z][\w’'.&-]*)*)"
)
LAST_NAME = re.compile(
    r"(?P<name>[A-Z][\w’'.&,-]*(?:\s+(?:of\s+)?[A-Z][\w’'.&,-]*)*)\s*\([a-z,\s]*[\"“]$"
)


@once_a_document
def own_names(document: Document) -> frozenset[str]:
    """Every name that the document gives to who it is for."""
    names = {own_name(document)} - {""}
    for definition in definitions(document):
        if definition.term.lower() not in BUYERS:
            continue
        before = definition.block.text[: definition.start]
        found = SELF.match(definition.meaning) or LAST_NAME.search(before)
        if found is not None:
            names.add(_key(found["name"]))
    return frozenset(names)


@once_a_document
def listed_places(document: Document) -> frozenset[str]:
    """What stands in cells of tables: lists of sites, schools and branches of its own."""
    return frozenset(
        _key(name)
        for block, *_, name in organisations(document)
        if block.kind in (Kind.LABEL, Kind.CELL)
    )


class AnotherClient(Rule):
    """The name or a site of another client, or a date of another project.

    It came with a text that was copied. Nothing tells a bidder faster how much care went into the
    request, and it may break a promise of confidentiality.
    """

    code = "CPY001"
    title = "Another client's name, site or date"
    severity = Severity.ERROR
    wrong = (
        "# Request for Proposal of Alder County\n\nAlder County buys access for ten sites.\n\n"
        "The Provider must deliver to «Birch School District» by May.",
        "# Request of Alder County\n\nIssued 4 May 2026, due 8 June 2026. Cut-over: "
        "1 October 2026.\n\n"
        "Questions are due on «12 May 2019».",
    )
    right = (
        "# Request for Proposal of Alder County\n\nAlder County buys access. The County pays.\n\n"
        "References such as Birch School District are welcome.",
        "# Request of Alder County\n\nIssued 4 May 2026, due 8 June 2026. The term ends "
        "30 June 2031.",
        "# Request of Alder County\n\n## R-006 Insurance\n\nThe Provider shows its cover.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        yield from self._strangers(document, around)
        yield from self._organisations(document, around)
        yield from self._years(document)

    def _strangers(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        """Names and sites that the practice knows to be another client's."""
        names = {name: client for name, client in around.others.items() if len(name) > 3}
        if not names:
            return
        pattern = re.compile(
            r"(?<!\w)(?:"
            + "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
            + r")(?!\w)"
        )
        for block in document.blocks:
            for found in pattern.finditer(block.text):
                yield Mark(
                    block,
                    *found.span(),
                    f"“{found.group()}” belongs to another client, {names[found.group()]}.",
                    fix="Delete it, and read what stands around it again.",
                )

    def _organisations(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        own = {_key(around.client)} if around.client else own_names(document)
        if not own:
            return
        listed = listed_places(document)
        proper = {word for name in own for word in name.split() if word not in COMMON}
        for block, start, end, name in organisations(document):
            key = _key(name)
            if (
                any(key in name or name in key for name in own)
                or key in listed
                or proper & set(key.split())
                or name.startswith(PUBLIC)
                or name in around.others
                or NAMED_FOR.search(block.text[max(0, start - 60) : start])
                or block.kind in (Kind.LABEL, Kind.CELL)
                or _is_brand(name)
            ):
                continue
            yield Mark(
                block,
                start,
                end,
                f"“{name}” is not who this document is for.",
                fix="Delete it, and read what stands around it again.",
            )

    def _years(self, document: Document) -> Iterator[Mark]:
        """Dates years before all the others, in a document that looks ahead."""
        dated = [
            (block, found, int(found["year"] or found["iso"] or found["us"]))
            for block in document.blocks
            for found in YEAR.finditer(block.text)
        ]
        if len(dated) < 3:
            return
        [(usual, _)] = Counter(year for *_, year in dated).most_common(1)
        if sum(year >= usual for *_, year in dated) * 2 < len(dated):
            return
        for block, found, year in dated:
            past = re.search(
                r"\b(?:since|signed|installed|built|dated|adopted|enacted|revised|was|were"
                r"|expire[sd]|ended|founded|began|of record|in effect|as of)\b",
                block.text,
                re.I,
            )
            if year < usual - 1 and not past and block.kind is not Kind.CELL:
                yield Mark(
                    block,
                    *found.span(),
                    f"Most dates here are of {usual}.",
                    fix="Check it; it may come from another project.",
                )


def _is_brand(name: str) -> bool:
    return any(name.startswith(brand) for brand in phrases("brands.txt"))
