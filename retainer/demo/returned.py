"""What carriers gave back on later bills of the demo, each told as data beside its mistake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from retainer.demo import hospital, logistics
from retainer.demo.billing import Bill, BillLine
from retainer.demo.einvoice import ZERO, cents
from retainer.demo.mistakes import Claim, Mistake, bill_of
from retainer.demo.story import Item


@dataclass(frozen=True)
class Returned:
    """How one dispute went: what it was about, and what came of it, bill by bill."""

    check: str
    account: str
    #: The bill month of the mistake, and the day its dispute was sent.
    of: date
    sent: date
    #: What the carrier agreed to, and on which month's bill it said it would credit it.
    agreed: Decimal | None = None
    promised: date | None = None
    #: Shares of the claim by the month on whose bill they are credited.
    credited: tuple[tuple[date, Decimal], ...] = ()
    #: Tax or surcharge credited with it, as a share of the credit.
    tax: Decimal = ZERO
    tax_word: str = ""
    #: The service that the credit names, where it names one.
    service: str = ""
    #: The month on whose bill the credit is charged again.
    reversed: date | None = None
    #: A cheque instead of a credit, and the day it came.
    cheque: str = ""
    cheque_on: date | None = None
    #: Whether somebody confirmed the credits that were found, saw them stay, and closed it.
    is_confirmed: bool = True
    is_closed: bool = False


HALF = Decimal("0.5")
RETURNED: dict[str, tuple[Returned, ...]] = {
    hospital.ST_BRANNOCK.slug: (
        Returned(
            "A09",
            hospital.WAN,
            date(2026, 4, 1),
            sent=date(2026, 5, 4),
            agreed=Decimal(1),
            promised=date(2026, 7, 1),
            credited=((date(2026, 7, 1), Decimal(1)),),
            tax=Decimal("0.025"),
            tax_word="State utility surcharge on credit",
            is_closed=True,
        ),
        Returned(
            "A19",
            hospital.WAN,
            date(2026, 2, 1),
            sent=date(2026, 4, 7),
            agreed=Decimal(1),
            credited=((date(2026, 6, 1), HALF), (date(2026, 8, 1), HALF)),
        ),
        Returned(
            "A09",
            hospital.MOBILE,
            date(2026, 7, 1),
            sent=date(2026, 7, 28),
            agreed=Decimal(1),
            promised=date(2026, 9, 1),
            credited=((date(2026, 9, 1), HALF),),
            service="3155554000",
        ),
        Returned(
            "A01",
            hospital.WAN,
            date(2026, 9, 1),
            sent=date(2026, 9, 8),
            credited=((date(2026, 10, 1), Decimal(1)),),
            is_confirmed=False,
        ),
    ),
    logistics.KESTREL_RIDGE.slug: (
        Returned(
            "A09",
            logistics.NETWORK,
            date(2026, 3, 1),
            sent=date(2026, 4, 9),
            agreed=Decimal(1),
            promised=date(2026, 6, 1),
            credited=((date(2026, 6, 1), Decimal(1)),),
            tax=Decimal("0.08"),
            tax_word="State and county sales tax on credit",
            reversed=date(2026, 9, 1),
        ),
        Returned(
            "A19",
            logistics.NETWORK,
            date(2026, 5, 1),
            sent=date(2026, 6, 3),
            agreed=Decimal(1),
            promised=date(2026, 9, 1),
        ),
        Returned(
            "A09",
            logistics.MOBILE,
            date(2025, 12, 1),
            sent=date(2026, 2, 11),
            agreed=Decimal(1),
            cheque="20417",
            cheque_on=date(2026, 4, 22),
            is_closed=True,
        ),
        Returned(
            "A01",
            logistics.MOBILE,
            date(2026, 9, 1),
            sent=date(2026, 9, 21),
            credited=((date(2026, 10, 1), Decimal(1)),),
            is_confirmed=False,
        ),
    ),
}
CREDIT = Item("ADJCR", "Billing credit", "credit", ZERO, jurisdiction="", taxable=False)
CHARGED_AGAIN = Item("ADJDR", "Reversal of credit", "adjustment", ZERO, taxable=False)


def credit_bills(slug: str, bills: list[Bill], claims: Iterable[tuple[Mistake, Claim]]) -> None:
    """Put the credits, and what took one back, at the end of the bills they stand on."""
    claims = list(claims)
    for told in RETURNED[slug]:
        claim = sum(
            (
                claimed
                for mistake, (bill, _, claimed) in claims
                if (mistake.check, bill.account.number, bill.month)
                == (told.check, told.account, told.of)
            ),
            ZERO,
        )
        for month, share in told.credited:
            bill, amount = bill_of(bills, told.account, month), cents(claim * share)
            words = f"Billing credit for {told.of:%B %Y}"
            bill.lines.append(_line(CREDIT, -amount, words, told.service))
            if told.tax:
                bill.lines.append(_line(CREDIT, -cents(amount * told.tax), told.tax_word))
        if told.reversed:
            bill = bill_of(bills, told.account, told.reversed)
            words = f"Reversal of credit for {told.of:%B %Y}"
            bill.lines.append(_line(CHARGED_AGAIN, claim, words))


def _line(item: Item, amount: Decimal, words: str, service: str = "") -> BillLine:
    return BillLine(service, item, item.charge_type, amount, None, None, None, None, words)
