"""One metric with two values."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rfp.linter.document import Block, Document, Kind, Sentence
from rfp.linter.like_sentences import count_of, subject_of
from rfp.linter.metric_words import DIMENSIONS, HINTS, PATTERNS, TIME, UNITS
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.rules.numbers import ONES, TENS
from rfp.linter.sentences import sentences
from rfp.linter.target_tables import Target, targets

#: The service, site or step a value is for; a heading says it for all below it.
SCOPE = (
    r"(?:priority|severity|level|tier|class|phase|lot|option|year|site)[\s-]*(?:\d+|one|two|three"
    r"|four|five|[A-D]\b)|P[1-5]|S(?:ev)?\s?[1-5]|core|access|backbone|edge|last[\s-]mile|domestic"
    r"|international|regional|local|long[\s-]distance|headquarters|branch(?:es)?|remote"
    r"|data\s+cent(?:er|re)s?|primary|secondary|backup|internet|dia|mpls|sd[\s-]?wan|ethernet"
    r"|fib(?:er|re)|dark|lit|sip|pri|pots|voice|telephon[ey]|hosted|unified\s+communications"
    r"|contact\s+cent(?:er|re)|toll[\s-]free|conferenc\w+|mobile|wireless|cellular|satellite|router"
    r"|librar(?:y|ies)|(?:city|town|county)\s+hall|court\s?house|(?:high|middle|elementary)\s+schools?"
    r"|warehouse|garage|depot|clinics?|hospital|police|fire\s+stations?|firewall|ddos|coloca\w+|e911|911|portal|help\s+desk|service\s+desk"
)
#: What else makes two values of one metric belong to different things.
OTHERWISE = (
    r"critical|major|minor|urgent|emergency|high|medium|low|normal|routine|standard|premium|basic"
    r"|gold|silver|bronze|redundant|single|dual|diverse|business[\s-]hours|after[\s-]hours|weekends?"
    r"|holidays?|nights?|peak|billing|bills?|invoices?|reports?|hardware|software|equipment"
    r"|handsets?|devices?|phones?|trunks?|numbers?|porting|maintenance|planned|scheduled|unplanned"
    r"|annual|yearly|quarterly|daily|weekly|per\s+site|chronic|terminat\w+|renew\w*|non-renewals?"
    r"|price|increase|change\w*|breach|for\s+cause|convenience|default|security|incident\w*|privacy"
    r"|dispute\w*|audit\w*|personnel|staff|key|existing|new|move\w*|orders?|expedite\w*|tickets?"
    r"|calls?|e-?mails?|letters?|questions?|managers?|directors?|executives?|officers?|supervisors?"
    r"|presidents?|count(?:y|ies)|cit(?:y|ies)|aggregate|within\s+the\s+state|other\s+states|in-state"
    r"|out-of-state|intra-?state|inter-?state|nationwide|overseas"
)
#: The City pays: who buys is no scope.
BUYER = re.compile(r"\b[Tt]he\s+(?:City|County)\b(?!\s+[A-Z])")
SCOPES = re.compile(rf"\b(?:{SCOPE})\b", re.IGNORECASE)
QUALIFIERS = re.compile(rf"\b(?:{SCOPE}|{OTHERWISE})\b", re.IGNORECASE)
AMOUNT = re.compile(
    r"(?:\b|(?P<money>\$)\s?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?P<word>"
    + "|".join([*ONES, *TENS])
    + r")(?:\s*\(\d+\))?)\)?\s*(?P<unit>%|percent|per\s+cent|milliseconds?|ms\b|seconds?|minutes?"
    r"|hours?|(?:of\s+100\s+)?points?|(?:business\s+|calendar\s+|working\s+)?days?|weeks?|months?|years?|[GMk]bps|[GM]bit/s|references?\b|pages?\b|(?P<scale>thousand|million)\b"
    r"|(?<=\d)(?=(?(money)|(?!))))",
    re.IGNORECASE,
)
#: A value that is a bound among several, a step of a scale or an example, is no second value.
COMPARED = re.compile(
    r"\b(?:falls?|drops?|between\s+\d|(?:for|per)\s+(?:each|every)\s+(?:(?:further|additional|full|started|other)\s+)*"
    r"(?:hour|minute|day|week|month|percent|point|step|\d)|up\s+to|example|e\.g|from\s+\d|additional"
    r"|today|currently|at\s+present|so\s+far|last\s+(?:year|month|quarter)|in\s+the\s+past|multiplied|times|than\s+\d+(?:\.\d+)?\s*(?:%|percent)\s+but)\b",
    re.IGNORECASE,
)
#: How often or over which time it is measured is no value of it.
ASIDE = re.compile(
    r"\b(?:measured|averaged|sampled|polled|tested|reported|reckoned|counted)\b[^.;]*"
    r"|\b(?:every|each|per)\s+(?:\w+\s+)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    """One value of one metric: what of, how much, and where."""

    metric: str
    of: frozenset[str]
    dimension: str
    size: Decimal
    block: Block
    start: int
    end: int
    #: 1 for a bound from above, -1 from below; a minimum and a maximum are no contradiction.
    direction: int = 0


class OneMetricTwoValues(Rule):
    """One metric with two values.

    The provider will hold to the weaker one, the client to the other. State it once and refer to
    it.
    """

    code = "CON001"
    title = "One metric, two values"
    severity = Severity.ERROR
    wrong = (
        "The Provider must keep network availability at 99.99 %.\n\nThe network must have an "
        "availability of «99.9 %».",
        "Back-billing is limited to 90 days.\n\nThe Provider must not back-bill beyond «six "
        "months».",
    )
    right = (
        "Availability must be 99.9 % for branches.\n\nAvailability must be 99.99 % for data "
        "centers.",
        "Latency must stay below 50 ms. The latency of 0.05 seconds is measured each hour.",
        "A priority 1 response takes 15 minutes.\n\nA priority 2 response takes 1 hour.",
        "If availability falls below 99.9 %, a credit of 5 % is due; below 99.5 %, 10 %.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        first: dict[tuple[str, frozenset[str], str], _Said] = {}
        for said in _values(document):
            before = first.setdefault((said.metric, said.of, said.dimension), said)
            if (
                before.size != said.size
                and before.block is not said.block
                and before.direction * said.direction >= 0
            ):
                words = before.block.text[before.start : before.end]
                where = before.block.called(before.start)
                yield Mark(
                    said.block,
                    said.start,
                    said.end,
                    f"The {said.metric} is {words} in {where}.",
                    fix="State it once and refer to it.",
                )


def _values(document: Document) -> Iterator[_Said]:
    path: list[tuple[int, frozenset[str]]] = []
    by_block: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences(document):
        by_block[id(sentence.block)].append(sentence)
    tables = targets(document)
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            path = [entry for entry in path if entry[0] < block.level]
            path.append((block.level, _words(SCOPES, block.text)))
            continue
        context = frozenset().union(*(words for _, words in path)) if path else frozenset()
        if block.row is not None:
            yield from _in_a_row(tables, block, context)
            continue
        for sentence in by_block[id(block)]:
            said = _value_of(sentence.text)
            if said is None:
                like = _like_value(sentence, context)
                if like is not None:
                    yield like
                continue
            metric, of, dimension, size, start, end = said
            yield _Said(
                metric,
                of | context,
                dimension,
                size,
                block,
                sentence.start + start,
                sentence.start + end,
            )


#: What a table's cell says beside the metric without narrowing it.
GENERAL = re.compile(
    r"\b(?:service|network|target|time|monthly|average|mean|minimum|maximum|min|max|guaranteed|the|of"
    r"|a|per|month|and|or|to)\b|[^a-z0-9]+",
    re.IGNORECASE,
)


def _in_a_row(tables: dict[int, Target], block: Block, context: frozenset[str]) -> Iterator[_Said]:
    """The value that a cell gives the metric beside it: availability, 99.9 %."""
    target = tables.get(id(block))
    said = _value_of(f"{target.name}: {block.text}") if target is not None else None
    if target is None or said is None:
        return
    metric, of, dimension, size, start, end = said
    before = len(target.name) + 2
    rest = GENERAL.sub(" ", PATTERNS[metric].sub(" ", target.name).lower())
    if PATTERNS[metric].search(target.name) and start >= before:
        of = of | context | frozenset(rest.split()) | target.others
        yield _Said(metric, of, dimension, size, block, start - before, end - before)


def _like_value(sentence: Sentence, context: frozenset[str]) -> _Said | None:
    """The only number of a sentence without a metric of the trade, by its other words."""
    said = _number_of(sentence.text)
    if said is None:
        return None
    words, dimension, size, start, end, direction = said
    block, at = sentence.block, sentence.start
    return _Said("number", words | context, dimension, size, block, at + start, at + end, direction)


@lru_cache(maxsize=20_000)
def _number_of(text: str) -> tuple[frozenset[str], str, Decimal, int, int, int] | None:
    """What the only number of a sentence is of, its unit and size, where, and how it binds."""
    if len(text) > 160 or COMPARED.search(text):
        return None
    amounts = list(AMOUNT.finditer(ASIDE.sub(_blank, text)))
    size: Decimal
    if len(amounts) == 1:
        dimension, factor = _unit(amounts[0])
        if dimension is None:
            return None
        size, (start, end) = _size(amounts[0]) * factor, amounts[0].span()
    elif not amounts and (count := count_of(text)) is not None:
        (size, start, end), dimension = count, "number"
    else:
        return None
    of = subject_of(text, start, end)
    return None if of is None else (of[0], dimension, size, start, end, of[1])


def _size(amount: re.Match[str]) -> Decimal:
    word = amount["word"]
    return Decimal((ONES | TENS)[word.lower()] if word else amount["number"].replace(",", ""))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


@lru_cache(maxsize=20_000)  # the same sentences are read at each key of who writes a request
def _value_of(text: str) -> tuple[str, frozenset[str], str, Decimal, int, int] | None:
    """The metric and value of a sentence that has one of each, or nothing."""
    amounts = _amounts(ASIDE.sub(_blank, text))
    if len(amounts) != 1 or COMPARED.search(text):
        return None
    [amount] = amounts
    dimension, factor = _unit(amount)
    if dimension is None:
        return None
    small = text.lower()
    metrics = [
        metric
        for metric, pattern in PATTERNS.items()
        if dimension in DIMENSIONS.get(metric, TIME)
        and any(hint in small for hint in HINTS.get(metric, (metric,)))
        and _is_measured(pattern, text, amount)
    ]
    if len(metrics) != 1:
        return None
    [metric] = metrics
    size = _size(amount)
    rest = BUYER.sub(" ", text[: amount.start()] + " " + text[amount.end() :])
    rest = PATTERNS[metric].sub(" ", rest)
    if dimension == "s" and size * factor >= 86400 * 28 and factor == 86400:
        dimension, factor = "mon", Decimal(1) / 30
    return metric, _words(QUALIFIERS, rest), dimension, size * factor, amount.start(), amount.end()


#: "The mean opinion score must be 4.0": a number without a unit.
SCORE = re.compile(
    r"\b(?P<number>[1-5](?:\.\d{1,2})?)(?P<unit>)(?P<word>(?!))?(?P<money>(?!))?(?![\w.]*\d)"
)
#: "Within 30 days after the notice": what the time begins with, not what is measured.
ANCHOR = re.compile(r"\s+(?:after|from|following|before|since|prior\s+to|of\s+receipt\s+of|upon)\b")


def _amounts(text: str) -> list[re.Match[str]]:
    amounts = list(AMOUNT.finditer(text))
    if not amounts and PATTERNS["mean opinion score"].search(text):
        return list(SCORE.finditer(text))
    return amounts


def _unit(amount: re.Match[str]) -> tuple[str | None, Decimal | int]:
    """What an amount is in, and how many of the smallest unit one is; (None, 0) for no unit."""
    if amount.re is SCORE:
        return "score", 1
    unit = " ".join(amount["unit"].lower().split())
    if (UNITS.get(unit, ("", 0))[0] == "$") != (amount["money"] is not None):
        return None, 0
    return UNITS.get(unit) or UNITS[unit.removesuffix("s")]


def _is_measured(pattern: re.Pattern[str], text: str, amount: re.Match[str]) -> bool:
    """Whether the sentence names the metric as what the amount is of."""
    if pattern.search(text, 0, amount.start()):
        return True
    return pattern.search(text, amount.end()) is not None and not ANCHOR.match(text, amount.end())


def _words(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    found = {" ".join(match.group().lower().split()) for match in pattern.finditer(text)}
    return frozenset(word.removesuffix("s") for word in found)
