"""The papers: terms a carrier's lawyer would write, and price schedules made from the rates."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from retainer.demo.story import Carrier, Rate

TERMS = """\
4. BILLING AND PAYMENT
4.1 Carrier bills recurring charges monthly in advance and usage monthly in arrears. Charges for a
partial month are pro-rated on the basis of the actual days in that month.
4.2 Undisputed charges are due thirty (30) days after the bill date. Late charges of one per cent
(1.0%) per month apply to undisputed amounts only.
4.3 Carrier may not bill for Service rendered more than one hundred eighty (180) days before the
bill date on which the charge first appears.

5. DISPUTES
5.1 Customer may dispute a charge by written notice within ninety (90) days of the bill date.
Amounts disputed in good faith before the due date may be withheld. Carrier will answer within
thirty (30) days and will credit charges found to be in error on the next bill.
5.2 A credit includes the taxes, surcharges and fees that were computed on the charge.

6. DISCONNECTION
6.1 Customer may disconnect any Service on thirty (30) days' written notice to the account team.
Carrier will confirm the disconnect date in a Firm Order Confirmation.
6.2 No recurring charge accrues for a period that begins after the confirmed disconnect date. The
charge for the month that contains the disconnect date is {last_month}.

7. TAXES AND SURCHARGES
7.1 Carrier may pass through taxes and the Federal Universal Service Fund contribution in an amount
not exceeding the contribution factor in effect for the quarter, applied to interstate charges.
7.2 Upon receipt of a valid exemption certificate Carrier will not bill the taxes it covers.
7.3 Carrier will not bill an administrative fee (ADMIN) or any like surcharge of its own.

8. SERVICE LEVELS
8.1 For a Service that is unavailable for more than 24 hours in a calendar month, for reasons
within Carrier's control, Carrier credits ten per cent (10%) of its monthly recurring charge.
Customer claims the credit within thirty (30) days of the end of the outage.
8.2 Carrier answers a trouble within two hours of its report and restores the Service within 24
hours, around the clock. For each trouble where it does not, Carrier credits five per cent (5%) of
the Service's monthly recurring charge, claimed as in 8.1."""


def agreement(
    carrier: Carrier,
    customer: str,
    number: str,
    dates: tuple[date, date],
    rates: Sequence[Rate],
    notice: str = "ninety (90)",
) -> tuple[str, ...]:
    """A master agreement on three pages; the third is the schedule of charges."""
    starts, ends = dates
    opening = f"""\
MASTER SERVICES AGREEMENT {number}

between {carrier.party.registered_as} ("Carrier"), {carrier.party.street}, {carrier.party.city},
{carrier.party.state} {carrier.party.postcode}

and {customer} ("Customer")

1. SERVICES
Carrier will provide the Services listed in Schedule A at the locations named in Customer's orders.
An order binds Carrier when it is accepted in writing.

2. TERM
This Agreement begins on {_long(starts)} and ends on {_long(ends)}. Unless either party gives
{notice} days' written notice it continues month to month at the rates of Schedule A.
Customer may end it, or a Service, before that against fifty per cent (50%) of the monthly recurring
charges of the months left.

3. RATES
The rates of Schedule A are fixed for the term. They apply to every Service of the kind named,
whether ordered before or after the date of this Agreement, and replace all earlier rates. A later
amendment replaces a rate from the first bill period that begins on or after its effective date."""
    terms = TERMS.format(last_month="not pro-rated")
    return prose(opening), prose(terms), schedule("SCHEDULE A - CHARGES", carrier, rates)


def amendment(
    carrier: Carrier, customer: str, title: str, effective: date, rates: Sequence[Rate], why: str
) -> tuple[str, ...]:
    """One page of recitals, one of rates."""
    opening = f"""\
{title.upper()}

between {carrier.party.registered_as} ("Carrier") and {customer} ("Customer")

{why}

A. Effective {_long(effective)} the rates of Schedule A to this Amendment replace those of the
Agreement for the Services named. No order, ticket or request by Customer is needed for the new
rates to apply.

B. Carrier will update its billing records so that the new rates appear on the first bill whose
period begins on or after the effective date. Amounts billed above the new rates after that date
will be credited without further notice.

C. All other terms of the Agreement remain in force."""
    return prose(opening), schedule("SCHEDULE A TO THE AMENDMENT - CHARGES", carrier, rates)


def prose(text: str) -> str:
    """One line for each heading and clause, however it was typed above; the paper wraps them."""
    lines: list[str] = []
    for line in text.splitlines():
        begins = not line or not lines or not lines[-1] or lines[-1].isupper()
        if begins or re.match(r"\d+\.\d* |[A-Z]\. ", line):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return "\n".join(lines)


def schedule(title: str, carrier: Carrier, rates: Sequence[Rate]) -> str:
    """A table of charge codes and rates, as a typewriter would set it."""
    rows = [f"{'Code':<10}{'Service':<42}{'Rate':>12}  Unit"]
    for rate in rates:
        item = carrier.item(rate.charge_code)
        where = f", {rate.site}" if rate.site else ""
        unit = {"MON": "per month", "MIN": "per minute", "MB": "per megabyte"}.get(
            item.unit, "each"
        )
        if item.unit == "EA" and item.charge_type == "recurring":
            unit = "each, per month"
        rows.append(f"{item.code:<10}{item.name + where:<42}{'$' + str(rate.rate):>12}  {unit}")
    return "\n".join(
        [title, "", *rows, "", "Rates exclude taxes, fees and surcharges (see section 7)."]
    )


def rates(document: str, page: int, valid: tuple[date, date], **prices: str) -> tuple[Rate, ...]:
    """Rows of one schedule; codes are written with underscores for dashes."""
    return tuple(
        Rate(code.lstrip("_").replace("_", "-"), Decimal(price), *valid, document, page)
        for code, price in prices.items()
    )


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
