"""What came in with a copied text: the same twice, and blanks that nobody filled."""

import re
from collections import Counter
from collections.abc import Iterator

from rfp.linter.document import Block, Document, Kind
from rfp.linter.rule import Mark, Rule, Severity, Surroundings

WORDS = re.compile(r"[a-z0-9]+")
#: Paragraphs that differ by these or by their order alone are one.
LITTLE = frozenset(("a", "an", "the", "any", "all", "each", "of", "to", "in", "on", "at", "and"))
SHORTEST = 8  # words; shorter paragraphs may well be the same
DUTY = 5  # words of a duty: "The Provider must keep a log" twice is no chance
BINDS = frozenset(("must", "shall", "will"))
RUN = 5  # words in a row that two paragraphs have in common
LONG = 25  # words of a paragraph in which one may be another


class RepeatedParagraph(Rule):
    """The same paragraph twice.

    One of them will be changed one day and the other not.
    """

    code = "CPY002"
    title = "Repeated paragraph"
    severity = Severity.WARNING
    wrong = (
        "The Provider must answer each call of the Client within one minute.\n\n# More\n\n"
        "«The Provider must answer each call of the Client within one minute.»",
    )
    right = (
        "The Provider must answer each call of the Client within one minute.\n\n"
        "The Provider must answer each mail of the Client within one working day.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        first: dict[tuple[str, ...], Block] = {}
        gist: dict[tuple[str, ...], Block] = {}
        shingles: dict[tuple[str, ...], Block] = {}
        for block in document.blocks:
            if not block.is_prose:
                continue
            words = tuple(WORDS.findall(block.text.lower()))
            if len(words) < (DUTY if BINDS & set(words) else SHORTEST):
                continue
            before = first.setdefault(words, block)
            if before is block and len(words) >= SHORTEST + SHORTEST // 2:
                before = gist.setdefault(tuple(sorted(set(words) - LITTLE)), block)
            if before is block and len(words) >= 2 * SHORTEST:
                before = self._nearly(words, block, shingles)
            if before is not block:
                yield Mark(
                    block,
                    0,
                    len(block.text),
                    f"The same stands in {before.called()}.",
                    fix="Keep one, and refer to it.",
                )

    def _nearly(
        self, words: tuple[str, ...], block: Block, shingles: dict[tuple[str, ...], Block]
    ) -> Block:
        """An earlier block with nearly all runs of words of this one, or the block itself."""
        runs = [words[index : index + RUN] for index in range(len(words) - RUN + 1)]
        seen = Counter(id(shingles[run]) for run in runs if run in shingles)
        blocks = {id(shingles[run]): shingles[run] for run in runs if run in shingles}
        for run in runs:
            shingles.setdefault(run, block)
        if seen:
            nearest, shared = seen.most_common(1)[0]
            changed = len(runs) - shared
            if changed <= max(0.15 * len(runs), RUN * (len(words) // LONG)):
                return blocks[nearest]
        return block


PLACEHOLDER = re.compile(
    r"""
      \bT\.?B\.?[DACN]\b                                     # TBD, TBA, TBC, TBN
    | \bto\s+be\s+(?:determined|confirmed|announced|advised
        |(?:decided|agreed|negotiated|finali[sz]ed)(?!\s+(?:by|between|with|in|on)\s))\b
    # "the work to be completed by the Provider" is none
    | (?<=[(:]|\[)\s*to\s+be\s+
        (?:provided|supplied|completed|added|inserted|filled(?:\s+in)?|defined)\b
    | (?:(?<=\bis\s)|(?<=\bare\s))to\s+be\s+
        (?:provided|supplied|completed|added|inserted|filled\s+in|defined)
        (?=\s*(?:[.;)\]]|$|(?:at\s+a\s+)?later\b))
    | \[\s*[_.…xX?•*]*\s*\]                                   # [ ], [__], [x]
    | \[(?:[\w-]+\s+){0,2}(?:insert|enter|add|name
        |client|customer|company|date|amount|number|city|state|address|your
        |site|vendor|provider|title|contact|project|n|xx+|to\ be|complete|fill|specify|select|choose
        |describe|delete|note|tbd|tba|placeholder|pending|blank|value|text|term|role|person|phone
        |telephone|e-?mail|month|year|day|time|period|rate|price|percent(?:age)?|location|building
        |department|agency|bidder|buyer|owner|organi[sz]ation|quantity|qty|model|duration|signatory
        |logo|draft|check|confirm|author|to\s+come|if\s+applicable)\b[^\]]*\]
    | <+(?:insert|enter|add|name|client|customer|company|date|amount|number|city|state|address|your
        |site|vendor|provider|title|contact|project|text|value|description|role|phone|e-?mail|list
        |placeholder|month|year|time|building|fill)\b[^>\n]*>+
    | \{\w+_\w+\} | (?<!\w)__(?![\w_]) | (?:…{2,}|\.{6,})(?!\s*\d)
    | <<[^<>\n]{1,60}>> | \$\{[^}\n]*\} | %%\w+%% | @@\w+@@
    | \{\{[^}]*\}\} | \{%[^%]*%\}
    | (?<![\w#])\#{3,}(?!\w)
    | (?-i:\b[XN])\s+(?:(?:business|calendar|working)\s+)?
        (?:days?|hours?|minutes?|weeks?|months?|years?|percent|sites|users|lines)\b
    | \b\d*[Xx]?\.?[Xx]{1,2}\s?%
    | (?:\b(?:is|on|by|until|from|before|after|starts?|ends?)|:)\s+
        (?:dd|mm|yyyy)[/.-](?:dd|mm|mmm)[/.-](?:yyyy|yy|dd)\b
    | \b(?:John|Jane)\s+Doe\b
    | (?<![\w-])[Xx]{2,}(?:[/.-][Xx]{2,})*(?![\w-])                # XX, XX/XX/XXXX
    | \$\s?(?:[Xx]+(?:[,.][Xx]+)*|_+|\?+|\.{3,})(?!\w)
    | \?{2,}
    | \b(?:lorem\s+ipsum|foo\s*bar|xyz\s+(?:company|corp\w*))\b
    | \b0{1,2}/0{1,2}/0{2,4}\b | \b20XX\b
    | \b(?:will|to)\s+be\s+(?:added|inserted|filled\s+in|determined|supplied|specified|defined
        |confirmed)\s+(?:later|at\s+a\s+later\s+(?:date|time|stage)|in\s+due\s+course)\b
    | _+(?:/_+)+ | _{3,}
    | \b(?:insert|enter|add)\s+(?:\w+\s+){1,4}here\b
    | \b(?:FIXME|TODO)\b | (?<![\w%])%[A-Z][A-Z_]+%(?![\w%])
    | \bfill(?:ed)?\s+in\s+later\b | \bplaceholder\s+(?:text|for|value)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Without one of these nothing of it matches; looked for first, as that is quick.
HINTS = (
    *(
        "[",
        "……",
        "......",
        "<",
        "{",
        "xx",
        "$",
        "<<",
        "fill",
        "placeholder",
        " later",
        "in due course",
        "@@",
        "##",
        "x%",
        "yy",
        "doe",
        "??",
        "0/0",
        "__",
        "_/",
        "to be",
        "tb",
        "t.b",
        "lorem",
        "foo",
        "xyz",
    ),
    *("here", "fixme", "todo"),
)
LETTER = re.compile(r"\b[XN]\s|%[A-Za-z%]|[xX]\s?%")  # N days, %DATE%, 99.x %
#: "Dates are written as YYYY-MM-DD" says how, and fills nothing.
FORMAT = re.compile(r"\b(?:format\w*|written|ISO)\b", re.IGNORECASE)
BOX_TO_TICK = re.compile(r"\[\s*[xX]?\s*\]")
ANSWER = re.compile(r"\s*(?:Yes|No|N/A|True|False|Agree|Disagree|Compl(?:y|ies))\b", re.IGNORECASE)
#: Lines that a bidder fills in are meant to be blank.
FORM = re.compile(
    r"\b(?:signature|signed|name|title|date|initials?|company|printed|address|telephone|phone|e-?mail|witness|by|sign|here)\b"
    r"\s*:?\s*_{3,}|^_{3,}$|^\s*_{3,}[\s_]*$",
    re.IGNORECASE,
)


def placeholders(block: Block) -> Iterator[re.Match[str]]:
    """Every blank in a block that nobody filled."""
    small = " ".join(block.text.lower().split())
    if not any(hint in small for hint in HINTS) and not LETTER.search(block.text):
        return
    for found in PLACEHOLDER.finditer(block.text):
        words = found.group()
        is_tick = found.start() == 0 and block.kind is not Kind.PARAGRAPH
        if (
            (is_tick and BOX_TO_TICK.fullmatch(words))
            or (BOX_TO_TICK.fullmatch(words) and ANSWER.match(block.text, found.end()))
            or ("___" in words and FORM.search(block.text))
            or ("yy" in words.lower() and FORMAT.search(block.text))
        ):
            continue
        yield found


class Placeholder(Rule):
    """A blank that nobody filled: TBD, [ ], XX.

    Bidders will price the risk of what they do not know, or fill the blank themselves.
    """

    code = "CPY003"
    title = "Placeholder"
    severity = Severity.ERROR
    is_local = True
    wrong = (
        "The cut-over date is «TBD».",
        "The Client has «[ ]» sites.",
        "«[Client Name]» issues this request.",
        "Cut-over is on «XX/XX/XXXX» at the latest.",
        "The limit is «to be determined».",
        "Sites: «<list of sites>», «[placeholder]» and «${sites}».",
    )
    right = (
        "Signature: ____________",
        "The rating is XXL, see [the list](sites.md) [1].",
        "- [ ] We comply\n- [x] We do not comply",
        "The work to be completed by the Provider is in the plan. Dates are written as YYYY-MM-DD.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        for block in document.blocks:
            for found in placeholders(block):
                yield Mark(
                    block,
                    *found.span(),
                    f"“{found.group()}” is still to be filled.",
                    fix="Fill it, or say when and by whom it is decided.",
                )
