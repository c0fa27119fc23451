"""Words and sentences that are harder than what they say."""

import re
from collections.abc import Iterator
from functools import cache

from rfp.linter.document import Document, Kind
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.sentences import sentences
from rfp.linter.words import any_phrase, word_list, word_pairs

LONGEST = 30  # words; longer sentences are misread or not read


def hard_words() -> dict[str, str]:
    """Each hard word or phrase in lower case, and the plain one."""
    return word_pairs("hard.tsv")


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_phrase(hard_words())}\b")


#: Longer ones are read twice; those of the trade, and words with capitals, are left alone.
LONG = re.compile(r"(?<![\w-])[a-z]{16,}(?![\w-])")
LONG_OF_THE_TRADE = word_list("long.txt")


class HardWord(Rule):
    """A hard word where a plain one says the same.

    Everybody who will run the contract has to understand it, not only who wrote it.
    """

    code = "SIM001"
    title = "Hard word"
    severity = Severity.ADVICE
    is_local = True
    wrong = (
        "The Provider must «utilize» two paths.",
        "«Prior to» the cut-over, the Provider tests each line.",
        "«In the event that» a line fails, the Provider repairs it.",
        "The plan names the «institutionalization» of the tests.",
    )
    right = ("The Provider must use two paths before the cut-over.",)

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for block in document.blocks:
            if block.kind is Kind.HEADING:
                continue
            for found in pattern().finditer(block.text.lower()):
                plain = hard_words()[" ".join(found.group().split())].split(" / ")
                words = block.text[found.start() : found.end()]
                instead = plain[0][0].upper() + plain[0][1:] if words[0].isupper() else plain[0]
                yield Mark(
                    block,
                    *found.span(),
                    f"“{words}” is harder than it needs to be.",
                    fix=f"Say “{'” or “'.join(plain)}”.",
                    instead=instead,
                )
            for found in LONG.finditer(block.text):
                if found.group() not in LONG_OF_THE_TRADE:
                    yield Mark(
                        block,
                        *found.span(),
                        f"“{found.group()}” is long.",
                        fix="Say it in shorter words.",
                    )


WORD = re.compile(r"[^\W_](?:[\w'’.,/&-]*\w)?")


class LongSentence(Rule):
    """A sentence of more than 30 words.

    What is at its end has no reader. Make two of it, or a list.
    """

    code = "SIM002"
    title = "Long sentence"
    severity = Severity.ADVICE
    is_local = True
    wrong = (
        "«The Provider must monitor every circuit at every site of the Client day and night, open "
        "a ticket as soon as a circuit fails, call the named contact of that site, and stay on the "
        "line until it works.»",
    )
    right = ("The Provider must monitor every circuit. It opens a ticket when a circuit fails.",)

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for sentence in sentences(document):
            count = len(WORD.findall(sentence.text))
            if count > LONGEST:
                yield Mark.of(
                    sentence,
                    0,
                    len(sentence.text),
                    f"This sentence has {count} words; {LONGEST} are plenty.",
                    fix="Make two sentences or a list of it.",
                )
