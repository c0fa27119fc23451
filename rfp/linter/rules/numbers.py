"""Numbers written twice, in words and in digits, that differ."""

import re
from collections.abc import Iterator
from decimal import Decimal

from rfp.linter.document import Document
from rfp.linter.rule import Mark, Rule, Severity, Surroundings

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "  # noqa: SIM905 read as a count
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
WORD = "|".join([*ONES, *TENS, *SCALES])
WORDS = rf"(?:an?\s+(?=hundred|thousand|million))?(?:{WORD})(?:(?:[\s-]+|\s+and\s+)(?:{WORD}))*"
UNIT = r"(?:\s+(?:percent|per\s+cent|dollars|cents))?"
DIGITS = (
    r"[$€£]?\s?(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?:\s+(?P<scale>thousand|million)\b)?\s?%?"
)
TIMES = (
    r"(?:(?:business|calendar|working)\s+)?(?:days?|hours?|weeks?|months?|years?|minutes?|seconds?)"
)
FIRST_UNIT = rf"(?:{UNIT}|\s+(?P<first>{TIMES}))"
SECOND_UNIT = rf"(?:{UNIT}|\s+(?P<second>{TIMES}))"
PATTERNS = (
    re.compile(
        rf"\b(?P<words>{WORDS}){FIRST_UNIT}\s*[(\[]\s*{DIGITS}{SECOND_UNIT}\s*[)\]]", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\w.,]){DIGITS}{FIRST_UNIT}\s*[(\[]\s*(?P<words>{WORDS}){SECOND_UNIT}\s*[)\]]",
        re.IGNORECASE,
    ),
)
#: "Ninety-nine point nine (99.9)", "one and a half (1.5)": the words before belong to the number.
POINT = re.compile(r"\bpoint\s+$", re.IGNORECASE)
FRACTION = re.compile(r"(?:point|half|quarter|third)\b", re.IGNORECASE)
#: How many of the second unit are one of the first; other pairs are measured too differently.
CONVERSIONS = {("year", "month"): 12, ("hour", "minute"): 60, ("minute", "second"): 60}


def value(words: str) -> int:
    """The number that English words say: "one hundred and twenty-five" is 125."""
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in ONES:
            group += ONES[word]
        elif word in TENS:
            group += TENS[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in SCALES:
            total += (group or 1) * SCALES[word]
            group = 0
    return total + group


def _digits(found: re.Match[str]) -> Decimal:
    number = Decimal(found["digits"].replace(",", ""))
    return number * SCALES[found["scale"].lower()] if found["scale"] else number


def _agree(said: int, digits: Decimal, found: re.Match[str]) -> bool:
    """Whether both numbers are one, "three years (36 months)" included."""
    first, second = (_unit(found[name]) for name in ("first", "second"))
    if not first or not second or first == second:
        return said == digits
    words_come_first = found.start("words") < found.start("digits")
    of = CONVERSIONS.get((first, second))
    if of is None:
        return True
    return said * of == digits if words_come_first else digits * of == said


def _unit(words: str | None) -> str:
    return words.lower().split()[-1].removesuffix("s") if words else ""


class NumberAndWordsDisagree(Rule):
    """A number in words with another in digits beside it.

    Courts let the words count; whoever prices the offer reads the digits.
    """

    code = "NUM001"
    title = "Number and words disagree"
    severity = Severity.ERROR
    is_local = True
    wrong = (
        "Notice is given «ninety (30)» days before the end.",
        "The term is «24 (thirty-six)» months.",
        "A credit of «ten percent (5%)» is due.",
        "The limit is «one hundred and twenty thousand dollars ($12,000)».",
        "The term is «three years (24 months)».",
    )
    right = (
        "Notice is given ninety (90) days before the end, at the latest twenty-five (25) days.",
        "The provider answers two (2) calls (30 a day) for one hundred twenty (120) dollars.",
        "Pay five percent (5 %) or one thousand dollars ($1,000.00).",
        "The term is three years (36 months); two weeks (10 business days) are free.",
        "The Provider must train five (5) of thirty (30) people, one (40 years old) alone.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for block in document.blocks:
            for pattern in PATTERNS if "(" in block.text or "[" in block.text else ():
                for found in pattern.finditer(block.text):
                    before = block.text[: found.start()]
                    said, digits = value(found["words"]), _digits(found)
                    if _agree(said, digits, found) or POINT.search(before):
                        continue
                    if FRACTION.search(found.group()):
                        continue
                    yield Mark(
                        block,
                        *found.span(),
                        f"“{' '.join(found['words'].split())}” is {said:,}, the digits say "
                        f"{digits.normalize():,f}.",
                        fix="Write the number once, in digits.",
                    )
