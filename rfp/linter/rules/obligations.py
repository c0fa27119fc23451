"""Duties that bind nobody, and duties that bind nobody in particular."""

import re
from collections.abc import Iterator

from rfp.linter.document import Document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.sentences import sentences
from rfp.linter.vocabulary import BIDDERS, BOTH, BUYERS, PARTIES, SUPPLIERS, any_of

#: What a supplier does for its customer; "may propose" and "may subcontract" are permissions.
DUTY = (
    r"(?:provide|deliver|supply|furnish|restore|repair|replace|correct|remedy|fix|resolve|notify"
    r"|inform|report|respond|answer|acknowledge|escalate|maintain|monitor|test|install|configure"
    r"|support|staff|train|assign|appoint|keep|perform|complete|issue|send|give|return|refund"
    r"|credit|pay|attend|update|document|publish|submit|prepare|protect|back\s+up|coordinate"
    r"|ensure|meet|cooperate|assist|help|remove|retain|record|measure|verify|review|offer|bill"
    r"|invoice|port|migrate|activate|comply|allow|make)"
)
PARTY = rf"\b(?:the\s+|an?\s+|each\s+|every\s+|any\s+|all\s+)?{any_of(PARTIES)}\b"
SUPPLIER = rf"\b{any_of((*SUPPLIERS, *BOTH))}\b"
CLOSE = r"(?:[^.;:?!]{0,60}?\W)??"  # what may stand between who and what, in the same clause

#: "Its plans to the Client" are papers: these stand right behind who has them in mind. What a buyer
#: intends is news, not a duty.
INTENT = re.compile(
    rf"\b{any_of((*SUPPLIERS, *BIDDERS, *BOTH))}"
    r"(?:\s+(?:also|further|\w+ly)|,[^,.;]{1,40},)?\s+(?P<weak>(?:intend|aim|hope|plan|propose|expect|seek"
    r"|attempt)s?\s+to|wish(?:es)?\s+to|anticipates?|believes?\s+it\s+can)\b",
    re.IGNORECASE,
)
WEAK_OF_ANYBODY = re.compile(
    rf"(?:{PARTY}\s{CLOSE}|(?<![^\s])(?=it\s+is\s))(?P<weak>it\s+is\s+(?:expected|desired|hoped|intended"
    rf"|anticipated|recommended)\s+that(?=\s+{PARTY})|ought\s+to|endeavou?rs?\s+to"
    r"|strives?\s+to|tr(?:y|ies)\s+to"
    r"|(?:is|are|(?:would|will)\s+be)\s+(?:expected|encouraged|requested|urged|invited)\s+to"
    r"|(?:will|must|shall)\s+(?:endeavou?r|try|attempt|strive|aim|seek|make\s+(?:every|an)\s+effort"
    r"|make\s+(?:all\s+)?reasonable\s+efforts?)\s*(?:to)?"
    r"|(?:will|must|shall)\s+(?:generally|normally|typically|usually|ordinarily)"
    r"|(?:will|must|shall)\s+(?:use|make|exercise|apply)\s+(?:its\s+|their\s+)?(?:best|reasonable|commercially\s+"
    r"reasonable|all\s+reasonable|good[\s-]faith)\s+(?:efforts?|endeavou?rs?)(?:\s+to)?)(?=\W|$)",
    re.IGNORECASE,
)
WEAK_OF_SUPPLIER = re.compile(
    rf"{SUPPLIER}\s{CLOSE}(?P<weak>may|might|can|could|would)(?:\s+(?:also|then|still)|,[^,.;]{{1,40}},)?"
    rf"\s+(?:{DUTY}|be\s+(?:asked|required|requested|called\s+upon)\s+to)\b",
    re.IGNORECASE,
)
#: Whoever and whatever "should": a service or a report that should be so is somebody's duty too.
SHOULD = re.compile(r"\b(?P<weak>should)\b(?!\s*[\"”’'])", re.IGNORECASE)
#: "No one should read this as", "this should not be construed": how to read, not what to do.
READING = re.compile(
    r"\s+(?:not\s+)?be\s+(?:read|noted|construed|interpreted|understood|taken|seen|regarded)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(r"\b(?:no|nobody|nothing|none|neither)\b[^.,;]{0,40}$", re.IGNORECASE)
#: "Should the provider fail …", "if the provider can show …": no duty but a condition.
CONDITION = re.compile(
    r"\b(?:if|when|where|whenever|unless|that|which|who|whether|in\s+case|because|once|how|what)"
    r"\b[^,;]{0,80}$",
    re.IGNORECASE,
)
#: "The Provider must, where possible, …": the duty holds when the provider finds it does.
HEDGED = re.compile(
    rf"{SUPPLIER}\s+(?:must|shall|will)\b[^.;:?!]{{0,80}}?"
    r"(?P<weak>(?:where|wherever|when|whenever|if|as\s+far\s+as|insofar\s+as|to\s+the\s+extent|as\s+soon\s+as)\s+"
    r"(?:reasonably\s+|practically\s+)?(?:possible|feasible|practicable|practical)"
    r"|(?:where|when|if|as)\s+(?:deemed\s+)?appropriate|on\s+a\s+best[\s-]efforts?\s+basis)\b",
    re.IGNORECASE,
)
#: "May bill only after …" is a limit, "should note" asks for attention, "neither may" forbids.
LIMIT = re.compile(
    r"[^.;:?!]*\bonly\s+(?:after|when|if|once|with|where|for|in|on)\b", re.IGNORECASE
)
ATTENTION = re.compile(
    r"\s*(?:note|be\s+aware|bear\s+in\s+mind|keep\s+in\s+mind|remember)\b", re.IGNORECASE
)
FORBIDS = re.compile(rf"\b(?:neither|no)\s+(?:\w+\s+)?{any_of(PARTIES)}\s*$", re.IGNORECASE)
OFFERS = re.compile(r"\s*(?:also\s+)?offer\b", re.IGNORECASE)  # somebody is free to
#: "The services it can provide": a clause that only says which.
RELATIVE = re.compile(r"\b(?!(?:and|but|or|then)\b)[\w-]+\s+(?:it|they)\s+$", re.IGNORECASE)
NEGATED = re.compile(r"\s*(?:not|only)\b", re.IGNORECASE)


#: Without one of these no pattern above can match; looked for first, as that is quick.
HINTS = re.compile(
    r"\b(?:should|ought|expect|wish|anticipat|believe|appropriate|best|generally|normally|typically"
    r"|usually|ordinarily|may|might|can|could|would|intend|aim|endeavou?r|striv|seek|hope|plan|propos|tr(?:y|ies)"
    r"|attempt|possible|feasible|practica|expected|encouraged|requested|urged|invited|efforts?)",
    re.IGNORECASE,
)


class WeakObligation(Rule):
    """A duty in words that bind nobody.

    "Should", "may", "can", "intends to" and "best efforts" leave it to the provider whether it
    acts; no credit and no termination follows from them. Say "must" for a duty, and keep "may" for
    what somebody is free to do.
    """

    code = "OBL001"
    title = "Weak obligation"
    severity = Severity.WARNING
    is_local = True
    wrong = (
        "The Provider «should» restore service within four hours.",
        "The Carrier «may» provide a monthly report on repairs.",
        "Each Bidder «is expected to» attend the conference.",
        "The Provider «will use commercially reasonable efforts to» meet the target.",
        "The Provider must answer, and the Provider «could» notify the Client by mail.",
        "Monthly reports «should» be available in CSV form.",
        "Latency «should» stay below 30 ms.",
        "The Provider must answer «as soon as possible».",
        "The Provider must, «where possible», bury the cable.",
    )
    right = (
        "The Provider must restore service within four hours.",
        "The Client may end the agreement with 30 days of notice.",
        "Bidders may submit questions until 4 May.",
        "Should the Provider fail to answer, the Client may escalate.",
        "If the Provider can show that the outage was planned, no credit is due.",
        "The Provider may not subcontract the work.",
        "The Provider may bill a line only after it is accepted.",
        "Neither party may assign the contract. Bidders should note the date.",
        "The Client intends to award one contract. The Provider must send its plans to the Client.",
        "The Provider must list the services it can provide.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for sentence in sentences(document):
            if not HINTS.search(sentence.text):
                continue
            seen: set[int] = set()
            for pattern in (INTENT, WEAK_OF_ANYBODY, WEAK_OF_SUPPLIER, SHOULD, HEDGED):
                for found in pattern.finditer(sentence.text):
                    start, end = found.span("weak")
                    before = sentence.text[:start]
                    if (
                        start in seen
                        or (start == 0 and pattern is not WEAK_OF_ANYBODY)
                        or CONDITION.search(before)
                        or ATTENTION.match(after := sentence.text[end:])
                        or (pattern is SHOULD and (READING.match(after) or NOBODY.search(before)))
                        or (
                            pattern is WEAK_OF_SUPPLIER
                            and (
                                NEGATED.match(after)
                                or LIMIT.match(after)
                                or FORBIDS.search(before)
                                or RELATIVE.search(before)
                                or (found["weak"].lower() == "may" and OFFERS.match(after))
                                or _is_a_buyers(before)
                            )
                        )
                    ):
                        continue
                    seen.add(start)
                    weak = " ".join(sentence.text[start:end].split())
                    yield Mark.of(
                        sentence,
                        start,
                        end,
                        f"“{weak}” binds nobody to act.",
                        fix="Say “must” if it is a duty; else say that it is an option.",
                        **({"instead": "must"} if weak.lower() == "should" else {}),
                    )


WHOM = re.compile(rf"\b(?P<buyer>{any_of((*BUYERS, *BIDDERS))})\b|{SUPPLIER}", re.IGNORECASE)


def _is_a_buyers(before: str) -> bool:
    """Whether the nearest party before the word is one that is free to act."""
    parties = [found["buyer"] for found in WHOM.finditer(before)]
    return bool(parties) and parties[-1] is not None


SHALL = re.compile(r"(?<![\"“'‘])\bshall\b(?![\"”’'])", re.IGNORECASE)


class Shall(Rule):
    """ "Shall" is read as a duty, a promise and a prediction.

    Courts have read it in each of these ways. "Must" says a duty, "will" says what happens.
    """

    code = "OBL002"
    title = "“Shall” instead of “must”"
    severity = Severity.ADVICE
    is_local = True
    wrong = (
        "The Provider «shall» send one bill a month.",
        "The Provider «SHALL» send one bill a month.",
    )
    right = (
        "The Provider must send one bill a month.",
        "REPORTS SHALL BE SENT EACH MONTH",
        "The word “shall” is not used here.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for block in document.blocks:
            if not block.is_prose or block.is_shouted:
                continue
            for found in SHALL.finditer(block.text):
                yield Mark(
                    block,
                    *found.span(),
                    "“shall” can be a duty, a promise or a prediction.",
                    fix="“must” for a duty, “will” for what happens.",
                    instead=_as_written("must", found.group()),
                )


def _as_written(words: str, like: str) -> str:
    """The words with the capitals of what they replace."""
    if like.isupper():
        return words.upper()
    return words.capitalize() if like[0].isupper() else words


IRREGULAR = (
    "sent|given|made|paid|held|kept|done|shown|written|built|met|found|brought|taken|put|set|read"
    "|left|led|told|sold|understood|drawn|chosen|run|borne|sought|split|cut|shut|heard|withdrawn"
)
#: States of a thing rather than acts of somebody.
STATES = (
    r"licensed|sealed|certified|qualified|experienced|insured|bonded|located|based|related|required|needed"
    r"|allowed|permitted|entitled|interested|dedicated|authori[sz]ed(?!\s+(?:in|before|within)\b)|limited|redundant|considered"
    r"|deemed|obliged|obligated|expected|committed|prepared(?=\s+(?:to|for)\b)|accredited|registered|situated"
    r"|fixed(?!\s+(?:within|by|before|after|immediately|at\s+once))"
    r"|(?:separated|spaced)(?=\s+(?:from|by)\b)|(?:read|construed|interpreted|understood)(?=\s+(?:as|with|together|in)\b)"
    r"|closed(?!\s+(?:only|after|within|without|until|when|before))"
    r"|unlimited|unchanged|detailed|advanced|skilled|rated"
    r"|trained(?!\s+(?:before|within|by|on|at|after|during|prior)\b)"
    r"|sized|shaped|diversified"
    "|toll-free|concerned|involved|affected|excluded|included|itemi[sz]ed|numbered|dated|titled"
    "|united|unused|untouched|unaffected|outdated|combined|tied"
)
PASSIVE = re.compile(
    rf"\b(?P<duty>must|shall|will|should|(?:is|are)\s+to|ha(?:s|ve)\s+to|needs?\s+to"
    rf"|(?:is|are)\s+required\s+to)\s+(?:(?:not|also|always|never|only|then|first|\w+ly)\s+)?"
    rf"be\s+(?:(?:\w+ly|first)\s+)?"
    rf"(?P<done>(?!(?:{STATES})\b)(?:\w{{2,}}ed|{IRREGULAR}))\b(?![\s-]+than\b)",
    re.IGNORECASE,
)
NO_ACTOR = (
    r"(?:\d|(?:first|second|third|fourth|fifth|sixth|seventh|tenth|fifteenth|twentieth|thirtieth|last"
    r"|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight|close|end"
    r"|means|way|use|e-?mail|mail|phone|telephone|post|courier|hand|default|law|line|item|site"
    r"|cost\s+cent(?:er|re)|account|building|school|user|number|volume|region|month|year|quarter|week|day|hour|category|type|service|location|one|two|three|four"
    r"|five|ten|thirty|then|that|this|each|every|close|date|time|deadline|due|beginning|start"
    r"|adding|using|sending|multiplying|dividing|comparing|applying|a\s+factor|at\s+least)\b)"
)
ACTOR = re.compile(
    rf"\bby\s+(?!(?:(?:the|an?|its|their|that|this)\s+)?(?:\w+\s+)??{NO_ACTOR})\w", re.IGNORECASE
)
PARTY_ACTS = re.compile(rf"\bby\s+(?:\w+\s+){{0,3}}?{any_of(PARTIES)}\b", re.IGNORECASE)


class NobodyActs(Rule):
    """A duty in the passive voice that does not say whose it is.

    "Outages must be reported" leaves open who reports them; each side will read the other's name
    into it. Say who acts.
    """

    code = "SIM003"
    title = "Duty without an actor"
    severity = Severity.WARNING
    is_local = True
    wrong = (
        "Outages «must be reported» within 15 minutes.",
        "Invoices «will be sent» by the fifth day of each month.",
        "All records «shall be kept» for seven years.",
    )
    right = (
        "The Provider must report outages within 15 minutes.",
        "Invoices will be sent by the Provider before the fifth day of the month.",
        "Technicians must be certified by their maker.",
        "Technicians must be certified.",
        "The number must be unique.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for sentence in sentences(document):
            for found in PASSIVE.finditer(sentence.text):
                after = sentence.text[found.end() : found.end() + 120]
                if ACTOR.search(after) or PARTY_ACTS.search(after):
                    continue
                words = " ".join(found.group().split())
                yield Mark.of(
                    sentence,
                    *found.span(),
                    f"“{words}” does not say who acts.",
                    fix="Name the party: “The Provider must …”.",
                )
