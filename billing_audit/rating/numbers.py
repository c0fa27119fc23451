"""Telephone numbers as decks write them: digits with the country code, nothing before it.

The same in Python and in SQL, where ``{number}``, ``{home}`` stand for the columns.
"""

import re

#: Calling codes are one digit at least, and numbers fifteen at most (E.164).
LONGEST = 15
#: Digits of a North American number without its country code, which is 1.
NORTH_AMERICAN = 10


def international(written: str, home: str = "") -> str:
    """The digits of a number as somebody dialled or wrote it.

    ``home`` is the country code of numbers that are written without one; without it they stay.
    """
    digits = re.sub(r"[^0-9]", "", written)
    if written.strip().startswith("+"):
        return digits
    if digits.startswith(("011", "00")):
        return digits[3:] if digits.startswith("011") else digits[2:]
    if home == "1":
        return f"1{digits}" if len(digits) == NORTH_AMERICAN else digits
    if home and digits.startswith("0"):
        return home + digits[1:]
    return digits


SQL = r"""CASE
    WHEN ltrim({number}) LIKE '+%%' THEN regexp_replace({number}, '[^0-9]', '', 'g')
    WHEN regexp_replace({number}, '[^0-9]', '', 'g') ~ '^(011|00)'
        THEN regexp_replace(regexp_replace({number}, '[^0-9]', '', 'g'), '^(011|00)', '')
    WHEN {home} = '1' AND length(regexp_replace({number}, '[^0-9]', '', 'g')) = 10
        THEN '1' || regexp_replace({number}, '[^0-9]', '', 'g')
    WHEN {home} NOT IN ('', '1') AND regexp_replace({number}, '[^0-9]', '', 'g') LIKE '0%%'
        THEN {home} || substr(regexp_replace({number}, '[^0-9]', '', 'g'), 2)
    ELSE regexp_replace({number}, '[^0-9]', '', 'g') END"""


def prefixes(digits: str) -> list[str]:
    """Everything a number begins with, the longest first."""
    return [digits[:length] for length in range(min(len(digits), LONGEST), 0, -1)]
