"""What a text on paper says by the template's conventions, written as programs write it.

Money and numbers become ``-1234.56`` and days ``2026-03-31``; a text that the conventions do not
allow raises ``Unreadable``.  Cells are read as those of mapped tables are.
"""

import re
from datetime import date

from billing_audit.bills.importers.mapped import cells
from billing_audit.bills.importers.mapped.days import LONG_MONTHS
from billing_audit.bills.importers.mapped.profile import Conventions as Ways
from billing_audit.bills.importers.paper.template import Conventions
from billing_audit.bills.importers.standard_csv.cells import Unreadable

#: What may stand between thousands; which of them needs no saying, as none can be decimals.
THOUSANDS = {".": (",", " ", "'"), ",": (".", " ", "'")}
#: Days after every mark between their parts became a blank.
DAYS = {
    "day-month-year": ("D M YYYY", "D M YY", "D MMMM YYYY", "D MMMM YY"),
    "month-day-year": ("M D YYYY", "M D YY", "MMMM D YYYY", "MMMM D YY"),
    "year-month-day": ("YYYY M D", "YYYY MMMM D"),
}
IN_WORDS = {
    "day-month-year": "day, month, year", "month-day-year": "month, day, year",
    "year-month-day": "year, month, day",
}  # fmt: skip
#: Signs that printed bills put beside amounts of these currencies.
SIGNS = {
    "CHF": ("Fr.", "SFr."), "CZK": ("Kč",), "DKK": ("kr.", "kr"), "NOK": ("kr.", "kr"),
    "SEK": ("kr.", "kr"), "PLN": ("zł",), "AUD": ("A$", "AU$"), "CAD": ("C$", "CA$"),
    "NZD": ("NZ$",), "USD": ("US$",), "BRL": ("R$",), "ZAR": ("R",),
}  # fmt: skip
#: The months as English, German, French, Spanish, Italian and Dutch bills begin their names.
MONTHS = (
    "jan ene gen", "feb fév fev feb", "mar mär mrz maa mrt", "apr avr abr", "may mai mei mag",
    "jun juin giu", "jul juil lug", "aug aoû aou ago", "sep set", "oct okt ott", "nov",
    "dec dez déc dic",
)  # fmt: skip
#: "juin" and "juil" differ in the fourth letter only, so the longer beginning is looked for first.
MONTH_OF = dict(
    sorted(
        ((start, LONG_MONTHS[at]) for at, starts in enumerate(MONTHS) for start in starts.split()),
        key=lambda month: -len(month[0]),
    )
)
WORD = re.compile(r"[^\W\d_]+")
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er|º|ª)\b", re.IGNORECASE)
BETWEEN_PARTS = re.compile(r"[\s.,/\-–]+")
BETWEEN_DAYS = re.compile(
    r"\s+(?:[-–—]|to|until|through|bis|au|al|a|t/m|tot)\s+|[–—]", re.IGNORECASE
)


def money(text: str, conventions: Conventions) -> str:
    """An amount; empty when there is none."""
    for sign in SIGNS.get(conventions.currency, ()):
        text = text.removeprefix(sign).removesuffix(sign)
    return _number(text, conventions, conventions.currency)


def number(text: str, conventions: Conventions) -> str:
    """A quantity or a rate; empty when there is none."""
    return _number(text, conventions, "")


def day(text: str, conventions: Conventions) -> str:
    """A day; empty when there is none."""
    words = WORD.sub(_month, ORDINAL.sub("", text))
    plain = BETWEEN_PARTS.sub(" ", words).strip()
    try:
        found = cells.day(plain, Ways(days=DAYS[conventions.dates]))
    except Unreadable as wrong:
        if wrong.reason.startswith("The layout"):
            order = IN_WORDS[conventions.dates]
            raise Unreadable(f"This is no day written as {order}.") from wrong
        raise
    return found.isoformat() if found else ""


def period(text: str, conventions: Conventions) -> tuple[str, str]:
    """The first and last day of "1 March - 31 March 2026"; two blanks when there are none."""
    if not text.strip():
        return "", ""
    parts = BETWEEN_DAYS.split(text)
    if len(parts) == 1:  # "1.3.2026-31.3.2026"
        parts = text.split("-")
    match [part.strip() for part in parts]:
        case [first, last]:
            end = day(last, conventions)
            return _first_day(first, end, conventions), end
        case _:
            raise Unreadable("We looked for two days here, such as 1 Mar 2026 - 31 Mar 2026.")


def _first_day(text: str, end: str, conventions: Conventions) -> str:
    """The year may stand with the last day alone."""
    try:
        return day(text, conventions)
    except Unreadable:
        year = f"{end[:4]} " if conventions.dates == "year-month-day" else f" {end[:4]}"
        first = conventions.dates == "year-month-day"
        given = day(f"{year}{text}" if first else f"{text}{year}", conventions)
    if given > end:
        return str(date.fromisoformat(given).replace(year=int(end[:4]) - 1))
    return given


def _month(found: re.Match[str]) -> str:
    word = found[0].casefold()
    return next((name for start, name in MONTH_OF.items() if word.startswith(start)), found[0])


def _number(text: str, conventions: Conventions, currency: str) -> str:
    wrong: Unreadable | None = None
    for thousands in THOUSANDS[conventions.decimal]:
        ways = Ways(decimal=conventions.decimal, thousands=thousands)
        try:
            found = cells.money(text.strip(), ways, currency)
        except Unreadable as unreadable:
            wrong = wrong or unreadable
            continue
        return "" if found is None else f"{found:f}"
    raise wrong or Unreadable("This is not a number.")
