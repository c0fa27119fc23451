"""What the codes of an 811 mean for a bill line."""

import re
from datetime import date, timedelta
from decimal import Decimal

from billing_audit.bills.importers.einvoice.charges import DAYS_OF_A_MONTH
from billing_audit.bills.importers.einvoice.numbers import number
from billing_audit.bills.importers.x12.dialects import NotANumber
from billing_audit.bills.importers.x12.heads import FROM, TO
from billing_audit.bills.importers.x12.segments import Segment

#: Relationship codes: what is for information only, and what is included in something else.
INFORMATION, INCLUDED = "O", "I"
#: Qualifiers of a product, the most telling first: USOC and vendor's codes before all others.
PRODUCTS = ("A3", "NU", "SV", "VP", "VC", "MG", "UP")
#: Units of measure: minutes, seconds, hours, kilo-, mega- and gigabytes, messages.
USAGE_UNITS = {"MJ", "03", "HR", "2P", "4L", "E34"}
RECURRING_UNITS = {"MO", "YR"}
#: Usage that wireless bills state of a service without a price.
QUANTITIES = {"DG": "GB"}
#: References that are a service: a mobile number, a circuit.
SERVICES = {"MN", "CN"}
#: An SI's qualifiers that are no service: the class of service.
CLASSES = {"SC"}
Period = tuple[date | None, date | None]
PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,}[0-9]", re.ASCII)

TAXES = {
    "CA": "City tax", "CP": "County and state tax", "CS": "City sales tax", "CT": "County tax",
    "FD": "Federal tax", "GS": "Goods and services tax", "LS": "State and local sales tax",
    "LT": "Local sales tax", "SL": "State and local tax", "SP": "State or provincial tax",
    "ST": "State sales tax", "SU": "Sales and use tax", "TX": "Taxes", "UT": "Utility users' tax",
    "VA": "Value added tax", "ZZ": "Tax",
}  # fmt: skip
NAMES = {
    "IT1": "Service", "SLN": "Service", "ITA": "Charge", "SAC": "Charge", "TCD": "Call",
    "USD": "Usage",
}  # fmt: skip


def charge_type(unit: str, amount: Decimal, begins: date | None, ends: date | None) -> str:
    """Usage and recurring by the unit, recurring by a month's period, once otherwise."""
    if amount < 0:
        return "credit"
    if unit.upper() in USAGE_UNITS:
        return "usage"
    is_month = begins and ends and (ends - begins + timedelta(days=1)).days in DAYS_OF_A_MONTH
    return "recurring" if unit.upper() in RECURRING_UNITS or is_month else "one_time"


def service_of(segment: Segment) -> str:
    """The service an SI names: a circuit, or a telephone number of the industry's own codes."""
    agency, first = segment.at(1).upper(), segment.at(2)
    if agency == "CI":
        return first
    if agency != "TI":
        return ""
    if PHONE.fullmatch(first):
        return first
    pairs = [
        (segment.at(at).upper(), segment.at(at + 1)) for at in range(2, len(segment.elements), 2)
    ]
    return next((said for kind, said in pairs if kind not in CLASSES and PHONE.fullmatch(said)), "")


def named(segment: Segment, place: int) -> tuple[str, str]:
    """The product's code and text, from pairs of a qualifier and what it qualifies."""
    pairs = {
        segment.at(at).upper(): segment.at(at + 1)
        for at in range(place, len(segment.elements), 2)
        if segment.at(at + 1)
    }
    code = next((pairs[each] for each in PRODUCTS if each in pairs), "")
    return code or next(iter(pairs.values()), ""), pairs.get("F8", "")


def quantity_of(segment: Segment, place: int) -> Decimal | None:
    """A quantity in an element; in every dialect it is a decimal number."""
    text = segment.at(place)
    if not text:
        return None
    if (value := number(text)) is None:
        raise NotANumber((segment.name, place), text)
    return value


def first(days: dict[str, date], qualifiers: tuple[str, ...]) -> date | None:
    return next((days[each] for each in qualifiers if each in days), None)


def period(days: dict[str, date]) -> Period:
    """First and last day; none of them where the last comes before the first."""
    begins, ends = first(days, FROM), first(days, TO)
    return (None, None) if begins and ends and ends < begins else (begins, ends)
