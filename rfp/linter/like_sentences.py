"""What a sentence says a number of, where no metric of the trade is named.

"The provider must supply 200 phones" and "the provider must supply 250 phones" differ in nothing
but the number: whatever it is of, it is of the same.
"""

import re
from decimal import Decimal

#: A plain count; "4.2.1", "Section 4" and "P1" are names.
COUNT = re.compile(
    r"(?<![\w.,/:$€£-])(?<!section\s)(?<!clause\s)(?<!article\s)(?<!appendix\s)(?<!table\s)"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=\s+[a-z])",
    re.IGNORECASE,
)
ANY_DIGITS = re.compile(r"\d")
#: A sentence that says how much is owed, or how much something is.
SAYS = re.compile(r"\b(?:must|shall|will|is|are|lasts?|takes?|runs?)\b", re.IGNORECASE)
#: Points and weights are given to one thing after another in like words, and so are dates.
SHARED_OUT = re.compile(
    r"\b(?:points?|scores?|weights?|weighs?|worth|counts?|total|pages?|questions?|january|february|march"
    r"|april|may\s+\d|june|july|august|september|october|november|december|example|this|these|here"
    r"|it|its|they|their|such|other|another|additional|(?:first|second|next|last)(?!-)|if|when|unless)\b",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"\b(?:below|under|within|at\s+most|not\s+(?:to\s+)?exceed|(?:no|not)\s+(?:\w+\s+)?(?:more|longer|higher)\s+than"
    r"|less\s+than|maximum(?:\s+of)?|max|stay|remain|kept?)\b",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"\b(?:at\s+least|(?:no|not)\s+(?:\w+\s+)?(?:less|fewer|lower)\s+than|above|more\s+than"
    r"|minimum(?:\s+of)?|min)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[a-z][a-z-]+")
LITTLE = frozenset(
    (
        *("the", "an", "of", "to", "in", "on", "at", "by", "for", "with", "and", "or", "from"),
        *("that", "is", "are", "be", "must", "shall", "will", "each", "all", "every", "any"),
        *("provider", "supplier", "vendor", "contractor", "carrier", "bidder", "have", "has"),
    )
)


def subject_of(text: str, start: int, end: int) -> tuple[frozenset[str], int] | None:
    """What the number at this stretch is of, and whether it is a bound from above (1) or below.

    Nothing where the sentence has another number or may be about something named before it.
    """
    around = f"{text[:start]} {text[end:]}"
    if ANY_DIGITS.search(around) or SHARED_OUT.search(around) or not SAYS.search(around):
        return None
    without_low = AT_LEAST.sub(" ", around)
    bare = AT_MOST.sub(" ", without_low)
    direction = -1 if without_low != around else int(bare != without_low)
    words = frozenset(
        word.removesuffix("s") for word in WORD.findall(bare.lower()) if word not in LITTLE
    )
    return (words, direction) if words else None


def count_of(text: str) -> tuple[Decimal, int, int] | None:
    """The only plain number of a sentence, and where it stands."""
    counts = list(COUNT.finditer(text))
    if len(counts) != 1:
        return None
    [count] = counts
    return Decimal(count["number"].replace(",", "")), *count.span("number")
