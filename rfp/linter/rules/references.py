"""References that lead nowhere."""

import re
from collections.abc import Iterator

from rfp.linter.document import Block, Document, Kind, once_a_document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings

NAMES = (
    r"(?:Section|Clause|Article|Appendix|Annex|Exhibit|Attachment|Schedule|Table|Figure|Part"
    r"|Paragraph)"
)
PAPER = r"(?:documents?|agreement|contract|RFP|SOW|request|solicitation|proposal|specifications?)"
SAID = (
    r"(?:defined|described|set\s+(?:forth|out|down)|laid\s+(?:down|out)|spelled\s+out|specified|stated"
    r"|provided|outlined|detailed|indicated|listed|mentioned|noted|required|referenced|discussed"
    r"|shown|given|explained|identified|contained|found|included|established|prescribed|cited"
    r"|referred\s+to|named)"
)
VAGUE = re.compile(
    rf"""
      \b(?:as\s+)?{SAID}\s+
        (?:in|by|under|elsewhere\s+in|within|throughout)\s+
        (?:the|this|these|our|said|such|other|another|relevant|applicable|appropriate|various)\s+
        (?:(?:relevant|applicable|appropriate|other|contract|bid|bidding|tender|related|entire
          |overall|whole|corresponding|attached|enclosed|accompanying|\w+(?=\s+documents?\b))\s+)*
        (?:document(?:s|ation)?|agreement|contract|RFP|SOW|section|appendix|attachment|exhibit
          |clause|schedule|paragraph|request|solicitation|specifications?)s?\b
    | \b(?:as\s+)?{SAID}\s+
        (?:above|below|elsewhere|herein|hereinafter|hereunder|previously|earlier|hereafter|later)\b
        (?:\s+in\s+(?:the|this|these|our)\s+{PAPER}\b)?
    | \bas\s+(?:previously|earlier|already)\s+{SAID}\b
    | \b(?:earlier|later|elsewhere)\s+in\s+(?:the|this|these|our)\s+{PAPER}\b
    | \bin\s+(?:an)?other\s+(?:parts?|places?|sections?|clauses?)\s+of\s+(?:the|this|these|our)\s+
        {PAPER}\b
    | \b(?:the\s+)?(?:previous|preceding|prior|earlier)\s+
        (?:sections?|clauses?|paragraphs?|articles?|appendix|appendices)\b
    | \bthe\s+(?:sections?|clauses?|paragraphs?|articles?|requirements?|provisions?)\s+
        (?:above|below)\b
    | \b(?:in|see|with|per|to|by)\s+the\s+(?:attached|enclosed|accompanying)\s+
        (?:documents?|documentation|exhibits?|appendix|appendices|attachments?|schedules?
          |specifications?)\b
    | \bthe\s+(?:attached|enclosed|accompanying)\s+(?:\w+\s+)?
        (?:forms?|sheets?|lists?|spreadsheets?|tables?|drawings?|maps?)\b
    | \b(?:as\s+)?per\s+the\s+(?:above|below)\b
    | \b(?:see|refer\s+to|consult)\s+the\s+(?:\w+\s+){{0,2}}?(?:documents?|documentation|materials?)
        (?:\s+(?:provided|attached|enclosed))?\b
    | \b(?:see|refer\s+to)\s+(?:above|below|elsewhere
        |the\s+(?:relevant|applicable|appropriate|other|corresponding)\s+
          (?:sections?|appendix|appendices|attachments?|exhibits?|clauses?|documents?))\b
    | \b(?:pursuant\s+to|in\s+accordance\s+with|per|according\s+to|subject\s+to|under)\s+the\s+
        (?:relevant|applicable|appropriate|corresponding|other|aforementioned|said|above)\s+
        (?:sections?|appendix|appendices|attachments?|exhibits?|clauses?|documents?|provisions?
          |terms)\b
    | \bthe\s+(?:relevant|applicable|appropriate|corresponding)\s+
        (?:sections?|clauses?|appendix|appendices|annex(?:es)?|attachments?|exhibits?|paragraphs?)\b
    | \b(?:see|refer\s+to|consult)\s+the\s+
        (?:sections?|clauses?|appendix|appendices|annex(?:es)?|attachments?|exhibits?)\b
    | \bas\s+per\s+(?:the|this|our)\s+{PAPER}\b
    | \b(?:in\s+accordance\s+with|according\s+to|pursuant\s+to)\s+the\s+(?:other\s+)?documents?\b
        (?!\s+\w)
    | \b(?:above|below|afore|previously)-?\s?(?:mentioned|said|named|described|referenced)\b
    | \b(?:the\s+)?(?:foregoing|hereinabove|hereinbelow)\b
    | \bthe\s+(?:above|below)\s+(?:sections?|clauses?|requirements?|conditions?|terms|provisions?)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Without one of these nothing of it matches; looked for first, as that is quick.
HINTS = (
    *("above", "below", "elsewhere", "herein", "here", "previous", "earlier", "later", "afore"),
    *(
        "foregoing",
        "document",
        "agreement",
        "contract",
        "rfp",
        "sow",
        "section",
        "appendi",
        "attach",
        "annex",
        "enclosed",
        "accompany",
    ),
    *("exhibit", "clause", "schedule", "paragraph", "request", "solicitation", "specification"),
    *("provision", "terms", "already", "preceding", "prior", "article", "specification"),
)
#: What follows makes it precise: "as described in the contract, Section 4.2".
PRECISE = re.compile(
    rf"[\s,(]*(?:(?:in|at|under|of|see)\s+)?{NAMES}s?\s+[A-Z\d]|\s*\(?R-\d|[\s,]*§", re.I
)


class VagueReference(Rule):
    """A reference that does not say where to look.

    "As defined in the document" sends the reader through all of it, and lets each side find what
    it likes. Name the section.
    """

    code = "REF001"
    title = "Vague reference"
    severity = Severity.WARNING
    is_local = True
    wrong = (
        "Service levels are «as defined in the document».",
        "Prices follow the schedule «described above».",
        "The Provider must meet the requirements «set forth elsewhere in this Agreement».",
        "Please «see the relevant appendix».",
        "The «aforementioned» credits are due.",
    )
    right = (
        "# 4.2 Levels\n\nService levels are as defined in Section 4.2.",
        "# 4.2 Levels\n\nThe levels are described below in Section 4.2.",
        "The Provider must describe its network.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for block in document.blocks:
            small = block.text.lower()
            if block.kind is Kind.HEADING or not any(hint in small for hint in HINTS):
                continue
            for found in VAGUE.finditer(block.text):
                if PRECISE.match(block.text, found.end()):
                    continue
                words = " ".join(found.group().split())
                yield Mark(
                    block, *found.span(), f"“{words}” does not say where.", fix="Name the section."
                )


NUMBER = (
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:\([a-z\d]{1,3}\))*|(?-i:[IVX]{2,5})(?!\w)|[A-Z](?:[.-]?\d{1,3})*)"
)
POINTER = re.compile(
    rf"(?:(?P<sign>§+)|\b(?P<name>(?i:Sections?|Sec\.|Art\.|App\.|Fig\.|Clauses?|Articles?|Chapters?|Appendix|Appendices|Annex|Annexes|Exhibits?"
    rf"|Attachments?|Schedules?|Tables?|Figures?|Part|Parts|Paragraphs?)))\s*(?<![\w])"
    rf"(?P<numbers>{NUMBER}(?:\s*(?:,|and|or|to|through|&|–|-)\s*{NUMBER}(?![a-z]))*)(?![\w%])"
)
#: Laws, codes and other papers have sections of their own.
FOREIGN_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)*(?:of|to|in|under)\s+(?:the\s+|an?\s+|its\s+|their\s+|each\s+)?"
    r"(?!(?:this|these)\b)(?:(?:\w|[’'&.-])+\s+){0,6}?"
    r"(?:Act|Code|Law|Rules?|Regulations?|CFR|C\.F\.R|U\.S\.C|USC|Title|Statutes?|Constitution"
    r"|Ordinance|GDPR|Directive|Treaty|Master|Standard|ISO|tariff|Tariff|Order|Guidelines|[Ss]tandards?|code|lease"
    r"|rules?\s+of|regulations?|statutes?|constitution|ordinance|permit|ITU|IEEE|RFC|TIA|ANSI"
    r"|NIST|NFPA|[Aa]greement|Manual|Handbook|[Cc]ontract|[Pp]roposal|[Bb]id|[Rr]esponse|[Ww]orkbook)\b"
)
FOREIGN_SIGN = re.compile(r"(?!(?:See|In|Under|And|Or|By)\b)\b[A-Z][\w.]*,?\s*$")
FOREIGN_BEFORE = re.compile(
    r"(?:CFR|C\.F\.R\.|U\.S\.C\.|USC|Code|Act|Act,|Law|Law,|Rules?|Title\s+\d+,?|GDPR|Order|ISO\s+\d+,?"
    r"|Part\s+\d+,?|EN\s+\d+,?|Chapter\s+\d+,?)\s*(?:§+\s*)?$"
)
FAMILY = {
    "section": "section",
    "sec.": "section",
    "art.": "section",
    "app.": "appendix",
    "fig.": "figure",
    "clause": "section",
    "article": "section",
    "paragraph": "section",
    "part": "section",
    "chapter": "section",
    "appendix": "appendix",
    "appendice": "appendix",
    "annex": "appendix",
    "annexe": "appendix",
    "exhibit": "appendix",
    "attachment": "appendix",
    "schedule": "appendix",
    "enclosure": "appendix",
    "table": "table",
    "figure": "figure",
}
TYPED_ID = re.compile(
    r"(?<![\w-])(?P<prefix>[A-Z]{1,5})-(?P<number>\d{1,4}(?:\.\d{1,3})?)(?![\w-])"
)
LIST_OF = re.compile(NUMBER)
#: "PART IV - INSTRUCTIONS": a line that is a title, though not styled as one.
TITLE_AFTER = re.compile(r"\s*[:.–—-]*\s+[A-Z]{2,}(?:\s+[A-Z&]+)*\s*$")
COMPOUND = re.compile(r"\d+-\d+")  # Table 14-2 is the second of Chapter 14


@once_a_document
def targets(document: Document) -> set[tuple[str, str]]:
    """What can be referred to: (family, number) of each heading, clause and table."""
    found: set[tuple[str, str]] = set()
    for block in document.blocks:
        if block.label:
            words = block.label.split()
            if len(words) == 2:
                found.add((FAMILY[words[0].lower()], words[1]))
                if words[0].lower() in ("section", "article", "clause", "part", "chapter"):
                    found.add(("section", words[1]))
            else:
                found.add(("section", block.label))
    return found


@once_a_document
def identifiers(document: Document) -> dict[str, set[str]]:
    """The ids of requirements by prefix: R-014 where a clause, an item or a cell begins with it."""
    found: dict[str, set[str]] = {}
    for block in document.blocks:
        match = TYPED_ID.match(block.text.lstrip())
        if match and (
            len(block.text.strip()) == len(match.group()) or block.kind is not Kind.LABEL
        ):
            found.setdefault(match["prefix"], set()).add(match["number"])
    return found


def _is_of_another_paper(text: str, found: re.Match[str]) -> bool:
    """Whether a law or a contract elsewhere has the section that is named."""
    before = text[: found.start()]
    return (
        FOREIGN_AFTER.match(text, found.end()) is not None
        or FOREIGN_BEFORE.search(before) is not None
        or (found["sign"] is not None and FOREIGN_SIGN.search(before) is not None)
    )


class ReferenceToNothing(Rule):
    """A reference to a section, appendix, table or requirement that is not there.

    It was renumbered, or comes from another document. Either side may now say what it meant.
    """

    code = "REF002"
    title = "Reference to nothing"
    severity = Severity.ERROR
    wrong = (
        "# 1 Scope\n\nCredits follow «Section 9.4».",
        "# 1 Scope\n\nSites are listed in «Appendix F».",
        "# Needs\n\nR-001 The Provider must answer.\n\nR-002 See R-001 and «R-014».",
    )
    right = (
        "# 1 Scope\n\n## 1.2 Sites\n\nSee Section 1.2 and Appendix A.\n\n"
        "# Appendix A: Sites\n\nThere are two.",
        "The Provider must comply with 47 CFR Section 54.503 and Section 254 of the "
        "Communications Act.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        there = targets(document)
        ids = identifiers(document)
        for block in document.blocks:
            if block.kind is Kind.HEADING:
                continue
            for found in POINTER.finditer(block.text):
                if found.start() == 0 and (
                    block.label == found.group() or TITLE_AFTER.match(block.text, found.end())
                ):
                    continue
                if _is_of_another_paper(block.text, found):
                    continue
                yield from self._missing(block, found, there)
            for found in TYPED_ID.finditer(block.text):
                if found["prefix"] in ids and found["number"] not in ids[found["prefix"]]:
                    yield self._mark(block, found.start(), found.end())

    def _missing(
        self, block: Block, found: re.Match[str], there: set[tuple[str, str]]
    ) -> Iterator[Mark]:
        name = (found["name"] or "section").lower()
        family = FAMILY[name.removesuffix("s") if name not in FAMILY else name]
        numbers = list(LIST_OF.finditer(found["numbers"]))
        if family in ("table", "figure") and COMPOUND.fullmatch(found["numbers"]):
            numbers = numbers[:1]
        for index, number in enumerate(numbers):
            bare = re.sub(r"\([a-z\d]{1,3}\)", "", number.group())
            if (family, bare) in there or (family, number.group()) in there:
                continue
            start = found.start() if index == 0 else found.start("numbers") + number.start()
            yield self._mark(block, start, found.start("numbers") + number.end())

    def _mark(self, block: Block, start: int, end: int) -> Mark:
        words = block.text[start:end]
        return Mark(
            block,
            start,
            end,
            f"There is no {words} in this document.",
            fix="Name what is meant; numbers move.",
        )
