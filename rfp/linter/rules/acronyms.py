"""Acronyms that nobody spelled out."""

import re
from collections.abc import Iterator

from rfp.linter.document import Block, Document, Kind, once_a_document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.rules.copying import placeholders
from rfp.linter.vocabulary import definitions
from rfp.linter.words import word_list, word_pairs

ACRONYM = re.compile(
    r"(?<![\w.@/#$€£&-])"
    r"(?P<acronym>[A-Z](?:[A-Z&/-]*|[a-z]{0,2})[A-Z](?:[A-Z]*)|[A-Z]+[a-z]{1,2}[A-Z]+"
    r"|[A-Z][23][A-Z]{1,4})s?"  # M2M, L3VPN
    r"(?!\s\d[A-Z]\d)(?![\w&@]|-?\d|\.[A-Za-z0-9]|[’'][A-Z])"
)
INSIDE = re.compile(r"\((?P<acronym>[A-Za-z&/-]*[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]*)s?[\"”]?\)")
#: MPLS (multiprotocol label switching)
OUTSIDE = re.compile(r"\b(?P<acronym>[A-Z][A-Za-z&/-]*[A-Z])s?\s+\((?P<words>[^)]{4,80})\)")
#: "SLA" means service level agreement; SLA: service level agreement; SLA – service …
LISTED = re.compile(
    r"[\"“]?(?P<acronym>[A-Z][A-Za-z&/-]*[A-Z])[\"”]?\s*(?:means|refers\s+to|stands\s+for|:|–|—|-\s)"
    r"\s*\S"
)
#: Fresno, CA 93701; Part 54 of 47 CFR is no address.
STATE = re.compile(
    r",\s+(?P<state>[A-Z]{2})(?=\s+\d{5}|\s*$|[,.)]|\s+(?:and|or)\s+[A-Z][\w\s]*,\s+[A-Z]{2}\b)"
)
#: Up to 49; from there on, letters are an acronym more often than a number.
ROMAN = re.compile(r"(?:XL|X{0,3})(?:IX|IV|V?I{0,3})")
#: ISO 27001, RFC 3261, ITU-T G.711: the name of a standard, not a word to spell out.
STANDARD = re.compile(
    r"(?:ISO(?:/IEC)?|IEC|IEEE|RFC|ITU(?:-T)?|ANSI|TIA|ETSI|NIST|SP|EN|GR|SOC|PCI|CFR"
    r"|FIPS|ASTM|NFPA|UL|BICSI|FCC\s+Form|USC)\s+(?:[A-Z]+[\s-]?)?[A-Z]?[.\d]"
)
INITIALS = re.compile(r"[A-Za-z][A-Za-z’']*|&|\d+")
#: What an X may stand for: private branch exchange, cross-connect, transmit.
X_WORDS = ("ex", "cross", "trans")
MINOR = {
    "of",
    "and",
    "the",
    "for",
    "to",
    "in",
    "on",
    "by",
    "a",
    "an",
    "as",
    "with",
    "or",
    "over",
    "per",
}


def common_acronyms() -> frozenset[str]:
    """Those that readers know, and capitals that are no acronyms."""
    return word_list("common_acronyms.txt")


def telecom_glossary() -> dict[str, str]:
    """What the acronyms of the trade stand for."""
    return word_pairs("glossary.tsv")


def _stands_for(acronym: str, words_before: str) -> bool:
    """Whether the words right before the bracket begin with the acronym's letters, in order."""
    letters = [letter.lower() for letter in acronym if letter.isalnum()]
    words = [word.lower() for word in INITIALS.findall(words_before.replace("-", " "))]
    words = words[-(2 * len(letters) + 3) :]
    wanted = list(letters)
    for word in reversed(words):
        if not wanted:
            break
        if word[0] == wanted[-1] or (wanted[-1] == "x" and word.startswith(X_WORDS)):
            wanted.pop()
        elif word in MINOR:
            continue
        else:  # two letters of one word: "eXtensible", "multiProtocol", "inTernet"
            while len(wanted) > 1 and wanted[-1] in word[1:] and word[0] != wanted[-1]:
                wanted.pop()
                if word[0] == wanted[-1]:
                    wanted.pop()
                    break
            else:
                return False
    return not wanted


@once_a_document
def expansions(document: Document) -> dict[str, tuple[int, int]]:
    """Where each acronym is spelled out first: number of the block, and offset.

    What a glossary lists is spelled out wherever the glossary stands: (-1, 0).
    """
    found: dict[str, tuple[int, int]] = {}
    for definition in definitions(document):
        found[definition.term.removeprefix("The ")] = (-1, 0)
        for inside in re.findall(r"\(([A-Z][A-Za-z&/-]*)\)", definition.block.text[:120]):
            found.setdefault(inside, (-1, 0))
    for number, block in enumerate(document.blocks):
        for match in INSIDE.finditer(block.text):
            acronym = match["acronym"]
            one = acronym[:-1] if re.fullmatch(r".*[A-Z]s", acronym) else acronym
            if _stands_for(one, block.text[: match.start()]):
                found.setdefault(one, (number, match.start("acronym")))
        for match in OUTSIDE.finditer(block.text):
            if _stands_for(match["acronym"], match["words"]):
                found.setdefault(match["acronym"], (number, match.start()))
        listed = LISTED.match(block.text)
        if listed is not None and block.kind is not Kind.HEADING:
            found.setdefault(listed["acronym"], (-1, 0))
    return found


class AcronymWithoutExpansion(Rule):
    """An acronym that is not spelled out where it is first used.

    Who does not know it will guess, and the trade has several readings of many. Spell it out once,
    with the acronym in brackets, or list it in a glossary.
    """

    code = "ACR001"
    title = "Acronym without expansion"
    severity = Severity.WARNING
    wrong = (
        "The Provider must send an «RCA» after each outage.",
        "The «MACD» process is in scope. A move, add, change or disconnect (MACD) takes a day.",
        "Each site needs «VoIP» phones.",
    )
    right = (
        "The Provider must send a root cause analysis (RCA). Each RCA names the cause.",
        "SLA (service level agreement) reports are due each month; SLAs are public.",
        "# Glossary\n\n| Term | Meaning |\n|---|---|\n| RCA | root cause analysis |\n\n# Work\n\n"
        "An RCA is due in five days.",
        "This RFP is for sites in Fresno, CA 93701. See ISO 27001 and RFC 3261.",
        "# SCOPE OF THE WORK\n\nThe Provider MUST answer.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        spelled = expansions(document)
        told: set[str] = set()
        for number, block in enumerate(document.blocks):
            if block.is_shouted or block.kind in (Kind.HEADING, Kind.LABEL):
                continue
            states = {match.start("state") for match in STATE.finditer(block.text)}
            for found in ACRONYM.finditer(block.text):
                acronym = found["acronym"]
                if acronym in told or found.start() in states or _is_known(acronym):
                    continue
                if STANDARD.match(block.text, found.start()):
                    continue
                where = spelled.get(acronym)
                if where is not None and where <= (number, found.start("acronym")):
                    continue
                if any(
                    blank.start() <= found.start() < blank.end() for blank in placeholders(block)
                ):
                    continue
                told.add(acronym)
                yield self._mark(block, found, where is not None, around)

    def _mark(
        self, block: Block, found: re.Match[str], is_late: bool, around: Surroundings
    ) -> Mark:
        acronym = found["acronym"]
        words = around.glossary.get(acronym) or telecom_glossary().get(acronym)
        return Mark(
            block,
            *found.span("acronym"),
            f"{acronym} is spelled out only after this use."
            if is_late
            else f"{acronym} is not spelled out.",
            fix=f"Write “{words} ({acronym})” here." if words else "Spell it out here.",
            instead=f"{words} ({acronym})" if words else None,
        )


def _is_known(acronym: str) -> bool:
    return (
        acronym in common_acronyms()
        or ROMAN.fullmatch(acronym) is not None
        or (
            all(part in common_acronyms() or len(part) < 2 for part in re.split(r"[/&-]", acronym))
            and re.search(r"[/&-]", acronym) is not None
        )
    )
