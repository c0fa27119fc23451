"""What no page should say: wrong plurals, names of fields, gaps before commas, half sentences."""

import re
from collections.abc import Iterator

#: One of them has no s, more of them have one.
COUNTED = (
    *(
        "account",
        "audit",
        "client",
        "comment",
        "day",
        "dispute",
        "error",
        "file",
        "finding",
        "hour",
    ),
    *("invoice", "month", "question", "report", "row", "version", "warning"),
)
NOUNS = "|".join(COUNTED)
FAULTS = {
    "wrong plural": re.compile(rf"(?<![\d.,])1[ \u00a0](?:{NOUNS})s\b"),
    "wrong singular": re.compile(rf"\b(?:0|[2-9]|\d\d+)[ \u00a0](?:{NOUNS})\b(?!’|[ -]\w+s\b)"),
    "days of notice": re.compile(r"\d[ \u00a0](?:days|months) notice"),
    "name of a field": re.compile(r"\b[a-z]+_[a-z_]+\b"),
    "gap before a mark": re.compile(r"\w[ \u00a0][,.;:](?=\s|$)"),
    "value of a program": re.compile(r"\b(?:None|NaN|True)\b(?! \w)|\{[{%]"),
    "no next step": re.compile(r"^Saved\.$", re.MULTILINE),
}
#: Names of columns, files and identifiers are said as they are written elsewhere.
SAID = """() => {
    const copy = document.querySelector('main').cloneNode(true);
    for (const part of copy.querySelectorAll('option, textarea, template')) part.remove();
    for (const part of copy.querySelectorAll('code, .mono')) part.textContent = '*';
    document.body.append(copy);
    const said = copy.innerText;
    copy.remove();
    return said;
}"""


def badly_worded(said: str) -> Iterator[str]:
    """Each fault with the words around it."""
    for fault, pattern in FAULTS.items():
        for found in pattern.finditer(said):
            around = said[max(0, found.start() - 30) : found.end() + 30].replace("\n", " / ")
            yield f"{fault}: {around}"
