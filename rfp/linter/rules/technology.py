"""How instead of what: a brand or a technology that a requirement prescribes."""

import re
from collections.abc import Iterator

from rfp.linter.document import Document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.sentences import sentences
from rfp.linter.words import phrases

OR_EQUAL = re.compile(
    r"\bor\s+(?:an?\s+|its\s+|some\s+)?(?:approved\s+|functional(?:ly)?\s+|technical(?:ly)?\s+)*"
    r"(?:equal|equivalent|similar|comparable|better|alternative|substitute|other\s+technolog)|"
    r"\b(?:equivalent|comparable)\s+(?:to|in)\b|\b(?:or|and)\s+(?:any\s+|all\s+)?(?:others?|another)\b",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"\b(?:must|shall|will|should|required?|requires|mandatory|need(?:s|ed)?\s+to|(?:is|are|has|have)"
    r"\s+to)\b",
    re.IGNORECASE,
)
HINTS = re.compile(rf"{DUTY.pattern}|\bonly\b", re.IGNORECASE)
#: What is there today, or what the offer has to get along with, is a fact and no choice.
TODAY = re.compile(
    r"\b(?:current(?:ly)?|existing|today|incumbent|in\s+use|installed|already|present(?:ly)?|legacy"
    r"|owns?|owned\s+by|interoperat\w+|compatib\w+|interfac\w+\s+with|integrat\w+\s+with"
    r"|works?\s+with|connect\w*\s+to|(?<!be\s)connect\w*\s+with|replac\w+\s+(?:the|its|of)|(?:migrat|port|transferr?|mov)\w*\s+(?:[\w-]+\s+){0,5}?(?:from|off)"
    r"|retire\w*|remov\w+|decommission\w*|old|former|previous|away\s+from|whether)\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|never|no)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
METHOD = (
    r"(?:us(?:e|es|ing)|be\s+based\s+(?:solely\s+)?(?:up)?on|based\s+on|be\s+(?:delivered|provided|carried|built"
    r"|implemented|developed|written|programmed|transported|provisioned|served|connected)\s+(?:exclusively\s+|only\s+|solely\s+)?(?:over|by|via|on"
    r"|through|using|with|as|in)|run(?:\s+(?:on|over))?|deploy|employ|configure|install|deliver(?:ed)?\s+(?:\w+\s+){0,3}?(?:over|via)"
    r"|build\s+(?:\w+\s+){1,6}?(?:on|over|using|with)"
    r"|(?:host|run|connect|link|serv|carr|terminat|transport|rout|deliver|stor|kept|keep|send|sent|reach)\w*"
    r"\s+(?:\w+\s+){0,4}?(?:over|via|on|through|using|by|with|in)"
    r"|have|be(?:\s+(?:an?|over|via|on|through|in))?|consist\s+of|implement|rely\s+on|provide\s+(?:\w+\s+){0,4}?(?:over|via|using|through))"
)


def _any(name: str) -> str:
    words = sorted(phrases(name), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words) + ")"


#: Cox and Apple are also parts of places: Apple Valley.
PLACE = r"(?!\s+(?:Valley|County|City|Creek|Street|Road|Avenue|Boulevard|School|Library))"
BRAND = re.compile(rf"\b(?P<thing>{_any('brands.txt')})(?!\w|-(?!branded|made\b)){PLACE}")
TECHNOLOGY = re.compile(
    rf"\b{METHOD}\s+(?:an?\s+|the\s+|only\s+|its\s+|\w+(?:-\w+)?\s+){{0,3}}?"
    rf"(?P<thing>{_any('technologies.txt')})(?![\w-])",
    re.IGNORECASE,
)
#: An SD-WAN solution, a DOCSIS network: the kind of thing named by its technology.
KIND_OF = re.compile(
    rf"\b(?:provide|supply|offer|furnish|propose|include)\s+(?:an?\s+|the\s+)?(?P<thing>{_any('technologies.txt')})"
    r"(?=[\s-]+(?:based\s+)?(?:solution|technology|network|platform|architecture|design|backbone|overlay)s?\b)",
    re.IGNORECASE,
)
THING = rf"(?P<thing>{_any('brands.txt')}|{_any('technologies.txt')})(?![\w-])"
#: "Use of Cisco routers is mandatory", "only Cisco equipment is acceptable".
DEMANDED = re.compile(
    rf"\b{THING}[^.;:]{{0,60}}?\b(?:is|are)\s+(?:required|mandatory|compulsory)\b"
)
ONLY = re.compile(
    rf"\b[Oo]nly\s+(?:the\s+)?{THING}[^.;:]{{0,60}}?\b(?:acceptable|accepted|allowed|permitted|considered)\b"
)


class PrescribedTechnology(Rule):
    """A requirement that names a brand or a technology instead of what it must do.

    It shuts out offers that do the same in another way, cheaper or better, and takes on the risk
    that the named thing does not do it. Say what is needed; if a name helps, add "or equal".
    """

    code = "TEC001"
    title = "Prescribed technology or brand"
    severity = Severity.WARNING
    is_local = True
    wrong = (
        "The Provider must install «Cisco» routers at each site.",
        "The service must be delivered over «MPLS».",
        "Bidders must use «GPON» for the last mile.",
        "The routing protocol must be «BGP».",
        "Use of «Cisco» routers is mandatory.",
    )
    right = (
        "The Provider must install Cisco routers or equal at each site.",
        "The Client currently uses Cisco routers, which the service must support.",
        "The service must carry voice with less than 30 ms of jitter.",
        "Offers must be compatible with the Avaya exchange.",
        "The Provider must not use satellite links.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for sentence in sentences(document):
            text = sentence.text
            if not HINTS.search(text) or OR_EQUAL.search(text) or TODAY.search(text):
                continue
            told: set[int] = set()
            for pattern in (BRAND, TECHNOLOGY, KIND_OF, DEMANDED, ONLY):
                for found in pattern.finditer(text):
                    start = found.start("thing")
                    comes_after = pattern in (DEMANDED, ONLY)
                    if (
                        start in told
                        or not (comes_after or DUTY.search(text[:start]))
                        or NOT.search(text[: found.start()])
                    ):
                        continue
                    told.add(start)
                    name = " ".join(found["thing"].split())
                    yield Mark.of(
                        sentence,
                        *found.span("thing"),
                        f"“{name}” says how, not what is needed.",
                        fix="Say what it must do, or add “or equal”.",
                        instead=f"{name} or equal",
                    )
