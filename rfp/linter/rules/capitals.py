"""Terms that carry capitals and have no definition."""

import re
from collections.abc import Iterator
from functools import cache

from rfp.linter.document import Document, Kind, once_a_document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.sentences import sentences
from rfp.linter.vocabulary import (
    BIDDERS,
    BOTH,
    BUYERS,
    SUPPLIERS,
    defined_terms,
    forms,
)
from rfp.linter.words import phrases, word_list

#: A run of words with capitals in the middle of a sentence.
CAPITALS = re.compile(
    r"(?<=[a-z,;)\d%A] )(?P<term>[A-Z][a-z]+(?:-[A-Za-z]+)?"
    r"(?:\s+(?:of\s+|for\s+)?[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?)*)"
    r"(?![\w’'.]\w|&|\s+(?:[A-Z]{2,}|\d|[A-Z]\b))"
)
DETERMINER = re.compile(
    r"\b(?:the|an?|each|every|any|all|no|this|that|these|those|such|its|their|per|both|one|two"
    r"|three|of|more|said|following)\s$",
    re.IGNORECASE,
)
ACRONYM_FOLLOWS = re.compile(r"s?\s+\([A-Z][A-Za-z&/-]*s?\)")
#: Papers that are called so everywhere.
CUSTOMARY = frozenset(
    f"{paper}{plural}"
    for paper in (
        *("request for proposal", "request for information", "request for quotation"),
        *("scope of work", "statement of work", "letter of agency", "notice of award", "proposal"),
    )
    for plural in ("", "s")
)
#: Maria Lopez, Purchasing Manager: what somebody is.
NAME_BEFORE = re.compile(r"[A-Z][\w’'.-]+\s+[A-Z][\w’'.-]+,\s$")
HOLIDAYS = re.compile(
    r"(?:Thanksgiving|Christmas|Independence|Labou?r|Memorial|Veterans|Columbus|Presidents|Boxing"
    r"|Canada|Election|Easter)\b"
)
ROLES = frozenset(word for words in (SUPPLIERS, BIDDERS, BUYERS, BOTH) for word in words)


@cache
def nouns() -> frozenset[str]:
    """Nouns of contracts: with a capital they claim to be a defined term."""
    return word_list("nouns.txt")


@cache
def ordinary() -> frozenset[str]:
    """Words that stand in terms before such a noun, and are no names."""
    return nouns() | word_list("adjectives.txt")


@cache
def products() -> frozenset[str]:
    """Names of makers and of techniques: Windows is no term."""
    return frozenset((*phrases("brands.txt"), *phrases("technologies.txt")))


def singular(word: str) -> str:
    word = word.lower()
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y"):
        if form in ordinary():
            return form
    return word


@once_a_document
def titles(document: Document) -> frozenset[str]:
    """Words of headings: naming a section by its title needs no definition."""
    return frozenset(
        " ".join(block.text.lower().split()).strip(" .:")
        for block in document.blocks
        if block.kind in (Kind.HEADING, Kind.LABEL)
    )


@once_a_document
def spelled_out(document: Document) -> frozenset[str]:
    """Terms that an acronym in brackets follows somewhere: they are explained as that."""
    found = set()
    for block in document.blocks:
        for match in CAPITALS.finditer(block.text):
            if ACRONYM_FOLLOWS.match(block.text, match.end()):
                found |= forms(" ".join(match["term"].split()))
    return frozenset(found)


class TermNotDefined(Rule):
    """A term with capitals that nothing defines.

    Capitals promise a definition. Without one each side has its own, "business day" included.
    """

    code = "DEF001"
    title = "Term used, not defined"
    severity = Severity.WARNING
    wrong = (
        "The Provider must pay a «Service Credit» for each outage.",
        "Repairs take place in the «Maintenance Window» only.",
        "The Provider must replace the «Equipment» within a day.",
    )
    right = (
        "“Service Credit” means the sum the Provider owes.\n\nThe Provider must pay a Service "
        "Credit for each outage, and two Service Credits for two.",
        "The sites are in New York, Fresno County and Los Angeles.",
        "The Provider must sign a Service Level Agreement (SLA).",
        "# Maintenance Window\n\nRepairs follow the section Maintenance Window.",
        "Contact the Chief Information Officer on Monday, 4 May.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        known = defined_terms(document) | spelled_out(document)
        told: set[str] = set()
        for sentence in sentences(document):
            if sentence.block.is_shouted:
                continue
            for found in CAPITALS.finditer(sentence.text):
                term = " ".join(found["term"].split())
                if (
                    term in known
                    or singular(term) in told
                    or " ".join(term.lower().split()) in titles(document)
                    or ACRONYM_FOLLOWS.match(sentence.text, found.end())
                    or not _is_term(term, sentence.text[: found.start()], known)
                    or _is_tail(term, sentence.text[: found.start()], known)
                ):
                    continue
                told.add(singular(term))
                yield Mark.of(
                    sentence,
                    *found.span("term"),
                    f"“{term}” has capitals but no definition.",
                    fix="Define it, or write it small.",
                )


def _is_ordinary(word: str) -> bool:
    """Whether a word is no name: one of the lists, or a participle ("Covered", "Qualifying")."""
    return word in ordinary() or (len(word) > 5 and word.endswith(("ed", "ing")))


#: With these even an unlisted word in front claims a definition: the Blackout Period.
ABSTRACT = frozenset(
    ("period", "window", "date", "fee", "charge", "event", "procedure", "deadline", "threshold")
)


def _is_tail(term: str, before: str, known: frozenset[str]) -> bool:
    """Whether it is the end of a defined term that begins a sentence or stands in quotes."""
    return any(
        whole.endswith(f" {term}") and before.endswith(whole.removesuffix(term)) for whole in known
    )


def _is_term(term: str, before: str, known: frozenset[str]) -> bool:
    """Whether the capitals claim a definition: ordinary nouns, not names, titles or parties."""
    if (
        term in products()
        or NAME_BEFORE.search(before)
        or HOLIDAYS.match(term)
        or singular(term) in CUSTOMARY
        or term.lower() in CUSTOMARY
    ):
        return False
    parts = [part for part in re.split(r"[\s-]+", term) if part not in ("of", "for")]
    words = [singular(part) for part in parts]
    if words[-1] not in nouns():
        return False
    claims = len(words) > 1 and words[-1] in ABSTRACT and DETERMINER.search(before) is not None
    if not claims and not all(map(_is_ordinary, words)):
        return False
    if len(words) > 1:
        whole = term.lower()
        parts_known = all(form in known for form in (term.split()[0], term.split()[-1]))
        return not parts_known and whole not in ROLES and singular(whole) not in ROLES
    return words[0] not in ROLES and DETERMINER.search(before) is not None
