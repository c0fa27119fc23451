"""Defined terms: not used, defined twice, written small."""

import re
from collections import defaultdict
from collections.abc import Iterator

from rfp.linter.document import Document, Kind, once_a_document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.vocabulary import PARTIES, Definition, defined_terms, definitions, forms
from rfp.linter.words import word_list


class TermNotUsed(Rule):
    """A definition that no sentence uses.

    It comes from another document, or the text says the same in other words somewhere.
    """

    code = "DEF002"
    title = "Term defined, not used"
    severity = Severity.WARNING
    wrong = ("“«Credit Pool»” means the sum at risk.\n\nThe Provider must answer.",)
    right = (
        "“Credit Pool” means the sum at risk.\n\nEach miss lowers the Credit Pool.",
        "“Site” means a place of the Client.\n\nThe Provider visits all Sites.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        uses = _uses(document)
        for definition in _first_definitions(document):
            term = definition.term
            small = any(form.lower() in uses.small for form in forms(term))
            if not uses.of(definition) and not small:
                yield Mark(
                    definition.block,
                    definition.start,
                    definition.start + len(term),
                    f"“{term}” is defined and used nowhere.",
                    fix="Delete the definition, or use the term.",
                )


class TermDefinedTwice(Rule):
    """One term with two definitions. The one that suits will be quoted."""

    code = "DEF003"
    title = "Term defined twice"
    severity = Severity.ERROR
    wrong = (
        "“Outage” means a loss of service.\n\n“«Outage»” means a loss of service of more than five "
        "minutes. An Outage counts.",
    )
    right = (
        "“Outage” means a loss of service. “Repair” means its end. Each Outage needs a Repair.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        first: dict[str, Definition] = {}
        for definition in definitions(document):
            before = first.setdefault(_one(definition.term), definition)
            if before is definition or not definition.meaning or not before.meaning:
                continue
            where = before.block.called(before.start)
            yield Mark(
                definition.block,
                definition.start,
                definition.start + len(definition.term),
                f"“{definition.term}” is defined already, in {where}.",
                fix="Keep one definition.",
            )


def _one(term: str) -> str:
    """A term in small letters and in the singular."""
    return min(forms(term.lower()), key=len)


#: What follows a noun that stands by itself, not before another noun ("the service desk").
ALONE = re.compile(
    r"(?=[’'](?:s\b|(?=\s))|\s*(?:[.,;:?!)]|$|\s(?:must|will|shall|may|can|should|is|are|was|were|has|have|had|does|do"
    r"|and|or|of|to|in|at|on|for|by|with|from|that|which|who|whose|not|if|when|where|under|as"
    r"|within|after|before|during|until|per|agrees?|provides?|owes?|pays?|ends?|begins?|starts?|lasts?|happens?|occurs?|fails?|without|between|signs?|decides?|keeps?|asks?|orders?"
    r"|accepts?|approves?|gives?|needs?|wants?|receives?|twice|once|again|than|because|but|so)\b))"
)
ARTICLES = (
    "the",
    "any",
    "each",
    "every",
    "a",
    "an",
    "no",
    "this",
    "that",
    "all",
    "these",
    "those",
    "such",
)
#: "Two outages": a count leads to a term as well, but "two clients" of a bidder are its own.
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "more")
#: "The provider of electric power": another one than the term means; an event stays what it is.
OF_SOMETHING_ELSE = re.compile(
    r"(?<!age)(?<!tion)(?<!ment)(?<!ure)\s+of\s+"
    r"(?!(?:the|an?|each|any|this|its|all)\s+(?:\w+\s+)?[A-Z])"
)
#: "Tell the client of every change": the change is not what the client is of.
TELLS_WHOM = re.compile(r"\b(?:tell|inform|notify|advise|warn|remind)\w*\s+(?:\w+\s+){0,2}$", re.I)
#: "Must report outages": several of them need no article, and "power outages" are others.
ACTS = re.compile(
    r"\b(?:(?:must|will|shall|to|may|can|not)\s+(?:\w+ly\s+)?\w{3,}|of|for|after|during|before|about|between"
    r"|by|with|from|at)\s+$",
    re.IGNORECASE,
)
PEOPLE = frozenset(form for party in PARTIES for form in forms(party))
#: Defined single words that are also everyday words, used small with good reason.
EVERYDAY = word_list("everyday.txt")


class TermWrittenSmall(Rule):
    """A defined term without its capitals.

    Either it means what was defined, then it needs the capital; or it means something else, then
    it needs another word.
    """

    code = "DEF004"
    title = "Defined term in lower case"
    severity = Severity.ADVICE
    wrong = (
        "“Service Credit” means a sum owed. A Service Credit is paid at once.\n\nEach «service "
        "credit» lowers the next bill.",
        "“Provider” means who is awarded. The Provider starts in May.\n\nOn Sunday the «provider» "
        "must answer too.",
    )
    right = (
        "“Service” means what is bought. The Service starts in May. The service desk answers, and "
        "service is restored.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        pattern = _small_pattern(document)
        if pattern is None:
            return
        written = {form.lower(): form for form in defined_terms(document)}
        where = {id(definition.block) for definition in definitions(document)}
        for block in document.blocks:
            if not block.is_prose or (id(block) in where and block.kind is Kind.CELL):
                continue
            for found in pattern.finditer(block.text):
                term = " ".join(found["term"].replace("-", " ").split())
                term = term if term in written else found["term"]
                if term not in written or _is_another(block.text, found):
                    continue
                if found.groupdict().get("bare") and not ACTS.search(block.text[: found.start()]):
                    continue
                yield Mark(
                    block,
                    *found.span("term"),
                    f"“{term}” is defined as “{written[term]}”.",
                    fix=f"Write “{written[term]}”, or use another word if you mean something else.",
                    instead=written[term],
                )


def _is_another(text: str, found: re.Match[str]) -> bool:
    """Whether a single word is followed by what it is of: the provider of electric power."""
    return (
        " " not in found["term"]
        and OF_SOMETHING_ELSE.match(text, found.end("term")) is not None
        and TELLS_WHOM.search(text[: found.start()]) is None
    )


@once_a_document
def _small_pattern(document: Document) -> re.Pattern[str] | None:
    """Defined terms written small; single words only where they stand alone after an article."""
    several, single = set(), set()
    for form in defined_terms(document):
        if form.upper() == form or form.lower() == form:
            continue
        if " " in form or "-" in form:
            several.add(form.lower())
        elif form.lower() not in EVERYDAY and form.lower().removesuffix("s") not in EVERYDAY:
            single.add(form.lower())
    parts = []
    if several:
        words = "|".join(
            re.escape(word).replace(r"\ ", r"[\s-]+")
            for word in sorted(several, key=len, reverse=True)
        )
        parts.append(rf"(?P<many>{words})\b")
    if single:
        words = "|".join(re.escape(word) for word in sorted(single, key=len, reverse=True))
        after = "|".join(rf"(?<=\b(?i:{word})\s)" for word in ARTICLES)
        parts.append(rf"(?:{after})(?:{words})\b{ALONE.pattern}")
        things = "|".join(
            re.escape(word) for word in sorted(single - PEOPLE, key=len, reverse=True)
        )
        if things:
            after = "|".join(rf"(?<=\b(?i:{word})\s)" for word in COUNTS)
            parts.append(rf"(?:{after})(?:{things})\b{ALONE.pattern}")
        several_of = "|".join(
            re.escape(word) for word in sorted(single - PEOPLE) if word.endswith("s")
        )
        if several_of:
            parts.append(rf"(?P<bare>{several_of})\b{ALONE.pattern}")
    return re.compile(rf"\b(?P<term>{'|'.join(parts)})") if parts else None


class _Uses:
    """How often each term is written in the text, with and without its capitals."""

    def __init__(self, document: Document) -> None:
        terms = {form for d in definitions(document) for form in forms(d.term)}
        self.count: dict[str, int] = defaultdict(int)
        self.defining: dict[str, int] = defaultdict(int)
        self.small: set[str] = set()
        if not terms:
            return
        small = {term.lower(): term for term in terms}
        pattern = re.compile(
            r"(?<!\w)(?:"
            + "|".join(
                re.escape(t).replace(r"\ ", r"\s+") for t in sorted(small, key=len, reverse=True)
            )
            + r")(?!\w)",
            re.IGNORECASE,
        )
        for block in document.blocks:
            if block.kind is Kind.HEADING:
                continue
            for found in pattern.finditer(block.text):
                words = " ".join(found.group().split())
                if words in terms:
                    self.count[words] += 1
                elif words == words.lower():
                    self.small.add(words)
                else:
                    self.count[small[words.lower()]] += 1
        for definition in definitions(document):
            self.defining[definition.term] += 1

    def of(self, definition: Definition) -> int:
        """Uses of a term beyond the places that define it, and beyond its parts of longer terms."""
        used = sum(self.count[form] for form in forms(definition.term))
        return used - self.defining[definition.term]


@once_a_document
def _uses(document: Document) -> _Uses:
    return _Uses(document)


def _first_definitions(document: Document) -> Iterator[Definition]:
    told: set[str] = set()
    for definition in definitions(document):
        if definition.term.lower() not in told and definition.block.kind is not Kind.HEADING:
            told.add(definition.term.lower())
            yield definition
