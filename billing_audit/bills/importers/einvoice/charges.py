"""What kind of charge an invoice line is, whose service it is for, and under which code.

EN 16931 has no field for any of the three, so this is where we read between the lines.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from hashlib import sha256

from billing_audit.bills.importers.einvoice.document import Amount, Line, Period, Price, value
from billing_audit.bills.stream import CHARGE_TYPES
from clients.telecom.service_names import SERVICE_NAMES

#: UN/ECE Recommendation 20 and 21 codes of what telephone and data services count.
USAGE_UNITS = {
    *("MIN", "SEC", "C26"),  # minutes, seconds, milliseconds
    *("AD", "2P", "4L", "E34", "E35", "E36"),  # bytes, kilo-, mega-, giga-, tera-, petabytes
    *("A99", "C37", "D36", "B68", "E83"),  # bits, kilo-, mega-, giga-, terabits
}
RECURRING_UNITS = {"MON", "ANN", "QAN", "SAN", "WEE"}  # month, year, quarter, half-year, week
#: A month, and a month whose printed end is the first day of the next.
DAYS_OF_A_MONTH = range(28, 33)
#: Rentals billed in advance by the quarter, the half-year or the year.
MONTHS_IN_ADVANCE = (2, 3, 6, 12)
DAY = timedelta(days=1)

CHARGE_TYPE_NAMES = {"chargetype"}
INVOICED_OBJECT = "130"
CODE_LENGTH = 40
ONE = Decimal(1)
EIGHT_DECIMALS = Decimal("1e-8")
#: A rate this high has no place in the database, nor on a bill.
NO_RATE = Decimal(10) ** 10


def charge_type(line: Line, amount: Decimal, issued: date) -> str:
    """Usage by its unit, recurring by its period, once otherwise; money back is a credit.

    A longer period than a month is a rental when it is billed in advance; in arrears it rather
    sums up calls.  A carrier that states our very words in an attribute knows better.
    """
    stated = attribute(line, CHARGE_TYPE_NAMES)
    if stated in CHARGE_TYPES:
        return stated
    if amount < 0:
        return "credit"
    unit = "" if line.quantity is None else line.quantity.unit or ""
    if unit in USAGE_UNITS:
        return "usage"
    if unit in RECURRING_UNITS or is_rental(line.period, issued):
        return "recurring"
    return "one_time"


def is_rental(period: Period, issued: date) -> bool:
    if period.start is None or period.end is None:
        return False
    after = period.end + DAY
    if (after - period.start).days in DAYS_OF_A_MONTH:
        return True
    months = 12 * (after.year - period.start.year) + after.month - period.start.month
    whole = after.day == period.start.day
    return whole and months in MONTHS_IN_ADVANCE and period.end > issued


def service_id(line: Line, whole_bill: str) -> str:
    """The invoiced object of the line, else an attribute that names one, else that of the bill."""
    for reference, kind in line.references:
        if reference and kind in (INVOICED_OBJECT, ""):
            return reference
    return attribute(line, SERVICE_NAMES) or whole_bill


def attribute(line: Line, names: Collection[str]) -> str:
    """What the item attribute of one of the names says."""
    for name, said in line.properties:
        if said and plain(name) in names:
            return said
    return ""


@lru_cache
def plain(name: str) -> str:
    """``Charge type`` and ``chargeType`` are the same attribute."""
    return re.sub(r"[\W_]", "", name).lower()


def charge_code(line: Line) -> str:
    """The seller's article number, else the standard one, else a code made of the name."""
    return line.seller_code or line.standard_code or code_of(line.name or line.description)


@lru_cache(maxsize=20_000)
def code_of(name: str) -> str:
    """``Samtal, öppn.avg`` → ``SAMTAL-OPPN-AVG``: the same name gives the same code on every bill.

    A name too long for a code ends in a digest, so that two of them stay two.
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    code = re.sub(r"[^A-Za-z0-9]+", "-", ascii_name).strip("-").upper()
    if code and len(code) <= CODE_LENGTH:
        return code
    digest = sha256(name.encode()).hexdigest()[:8].upper()
    return f"{code[: CODE_LENGTH - 9]}-{digest}".lstrip("-") if name else ""


def unit_rate(price: Price | None) -> Decimal | None:
    """The price of one unit, to eight decimals.

    It keeps the decimals the carrier states, no more and no less: check A01 allows a rate the
    rounding its decimals suggest, so 5.00 for a hundred minutes is 0.0500 and not 0.05.
    """
    amount = price.amount if price else None
    return None if amount is None else _rate(amount, price.base_quantity)


@lru_cache(maxsize=20_000)
def _rate(stated: Amount, base: Amount | None) -> Decimal | None:
    """For an amount as printed: 5.0 and 5.00 are two."""
    if (amount := stated.number) is None:
        return None
    per = value(base) or ONE
    is_power_of_ten = per > 0 and per.normalize().as_tuple().digits == (1,)
    rate = amount.scaleb(-per.adjusted()) if is_power_of_ten else amount / per
    return rate if is_power_of_ten and -8 <= rate.as_tuple().exponent <= 0 else eight_decimals(rate)


def eight_decimals(rate: Decimal) -> Decimal:
    return rate.quantize(EIGHT_DECIMALS, ROUND_HALF_UP, Context(prec=50))
