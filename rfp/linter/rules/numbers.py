"""Numbers written twice, in words and in digits, that differ."""

import re
from collections.abc import Iterator

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
DIGITS = r"[$€£]?\s?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s?%?"
BESIDE = (
    r"(?:\s+(?:(?:business|calendar|working)\s+)?"
    r"(?:days?|hours?|weeks?|months?|years?|minutes?|percent))?"
)
PATTERNS = (
    re.compile(rf"\b(?P<words>{WORDS}){UNIT}\s*\(\s*{DIGITS}{BESIDE}\s*\)", re.IGNORECASE),
    re.compile(rf"(?<![\w.,]){DIGITS}\s*\(\s*(?P<words>{WORDS}){UNIT}\s*\)", re.IGNORECASE),
)
FRACTION = re.compile(r"(?:point|half|quarter|third)\b", re.IGNORECASE)


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
    )
    right = (
        "Notice is given ninety (90) days before the end, at the latest twenty-five (25) days.",
        "The provider answers two (2) calls (30 a day) for one hundred twenty (120) dollars.",
        "Pay five percent (5 %) or one thousand dollars ($1,000.00).",
        "The Provider must train five (5) of thirty (30) people, one (40 years old) alone.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for block in document.blocks:
            for pattern in PATTERNS if "(" in block.text else ():
                for found in pattern.finditer(block.text):
                    said, digits = value(found["words"]), int(found["digits"].replace(",", ""))
                    if said == digits or FRACTION.search(found.group()):
                        continue
                    yield Mark(
                        block,
                        *found.span(),
                        f"“{' '.join(found['words'].split())}” is {said:,}, the digits say "
                        f"{digits:,}.",
                        fix="Write the number once, in digits.",
                    )
