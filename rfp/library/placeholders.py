"""The blanks in the library's text that a request fills: a fixed list, replaced word for word.

Nothing a person writes is ever run as a template.
"""

import re

#: Each blank and what fills it.
PLACEHOLDERS = {
    "client": "the client's name",
    "title": "the request's title",
    "issue_date": "the day the request is issued",
    "questions_due": "the day until which bidders ask",
    "answers_due": "the day on which the answers are published",
    "due_date": "the day and hour proposals are due",
    "award_date": "the day of the award",
    "start_date": "the day the first service starts",
    "contact": "the one person bidders may write to",
    "term_months": "months of the first term",
    "site_count": "number of sites",
    "price_weight": "points for the price, of 100",
    "quality_weight": "points for quality, of 100",
}
BLANK = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


def blanks(text: str) -> set[str]:
    """The names of the blanks in a text."""
    return set(BLANK.findall(text))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with every blank replaced that has a value; the others stay to be seen."""
    return BLANK.sub(lambda found: values.get(found[1]) or found.group(), text)
