"""Customer bills, and which of them each applied rate belongs to."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.tmf678.objects import Found, objects
from billing_audit.bills.importers.tmf678.values import (
    Amount,
    Unreadable,
    amount,
    day,
    party,
    period,
    reference,
    taxes,
    text,
)
from billing_audit.bills.stream import Invoice, Reject
from retainer.lib.refusal import Refused

BILL, RATE = "bill", "rate"
MOST_BILLS = cap("BILL_MAX_BILLS")
CARRIERS = {"seller", "provider", "serviceprovider", "billingprovider", "carrier", "supplier"}
BUYERS = {"customer", "buyer", "payer", "billto", "billreceiver"}


@dataclass
class Bill:
    """A bill of the file, or one that only its rates mention."""

    id: str
    row: int | None = None
    held: dict = field(default_factory=dict)
    number: str = ""
    billed: date | None = None
    account: str = ""
    carrier: str = ""
    without_tax: Amount | None = None
    with_tax: Amount | None = None
    due: Amount | None = None
    taxes: list[tuple[dict, Amount]] = field(default_factory=list)
    rates: int = 0
    reject: Reject | None = None
    is_implied: bool = False
    #: Of the first rate, where the bill itself is not in the file.
    rated_in: Amount | None = None

    @property
    def currency(self) -> str:
        amounts = (self.with_tax, self.without_tax, self.due, self.rated_in)
        return next((each.currency for each in amounts if each and each.currency), "")

    @property
    def is_credit_note(self) -> bool:
        return "credit" in text(self.held.get("category")).lower()

    @property
    def sign(self) -> int:
        """-1 where positive amounts are credits, as v4 writes every credit note."""
        total = self.with_tax or self.without_tax
        return -1 if self.is_credit_note and (total is None or total.value >= 0) else 1

    def signed(self, money: Amount | None) -> Decimal | None:
        return None if money is None else self.sign * money.value

    @cached_property
    def head(self) -> Invoice:
        begins, ends = period(self.held, "billingPeriod")
        return Invoice(
            carrier=self.carrier,
            account_no=self.account,
            other_references=tuple(filter(None, [reference(self.held, "financialAccount")])),
            invoice_no=self.number,
            bill_date=self.billed,
            currency=self.currency,
            due_date=day(self.held.get("paymentDueDate")),
            period_from=begins,
            period_to=ends,
            document_type="credit_note" if self.is_credit_note else "invoice",
            stated_total=self.signed(self.with_tax),
            amount_due=self.signed(self.due),
            buyer=party(self.held, BUYERS) or reference(self.held, "billingAccount", "name"),
            source_ref=f"line {self.row}" if self.row else "",
        )


@dataclass
class Bills:
    """The bills of a file by their id."""

    by_id: dict[str, Bill] = field(default_factory=dict)

    def add(self, bill: Bill) -> None:
        """Two bills of one id are refused both: nobody knows whose the rates are."""
        known = self.by_id.setdefault(bill.id, bill)
        if known is not bill:
            known.reject = rejected(bill, "id", bill.id, "Two bills of the file have this id.")

    def of(self, rate: dict) -> Bill | None:
        """The bill of a rate: the one it names, else the only one there is."""
        if name := bill_of(rate):
            return self.by_id.get(name)
        only = next(iter(self.by_id.values())) if len(self.by_id) == 1 else None
        return only if only and not only.is_implied and rate.get("isBilled") is not False else None


def kind_of(held: dict, name: str) -> str:
    """Whether an object is a bill or a rate, by what it holds: types may be left out."""
    kind = text(held.get("@type"))
    if (
        isinstance(held.get("isBilled"), bool)
        or isinstance(held.get("appliedTax"), list)
        or kind.endswith("AppliedCustomerBillingRate")
        or (name.startswith("appliedCustomerBillingRate") and "taxExcludedAmount" in held)
    ):
        return RATE
    is_bill = isinstance(held.get("billNo"), str) or isinstance(held.get("billDate"), str)
    has_money = isinstance(held.get("taxIncludedAmount") or held.get("amountDue"), dict)
    return BILL if is_bill or (kind == "CustomerBill" and has_money) else ""


def bill_of(rate: dict) -> str:
    """The id of the bill a rate is on: ``bill`` in v4, ``customerBill`` in v5."""
    return reference(rate, "customerBill") or reference(rate, "bill")


def gather(path: str | Path) -> Bills:
    """The bills of the file; those that only rates mention are dated by their latest rate."""
    bills = Bills()
    mentioned: dict[str, Bill] = {}
    unnamed = 0
    for found in objects(path, kind_of):
        if found.kind == BILL:
            bills.add(read(found))
        elif name := bill_of(found.value):
            _mention(mentioned, name, found)
        else:
            unnamed += found.value.get("isBilled") is not False
        if len(bills.by_id) + len(mentioned) > MOST_BILLS:
            raise Refused(
                f"The file holds more than {MOST_BILLS:,} bills, the most we read. "
                "Split it and send the parts.",
                reason="too_many_bills",
            )
    for name, implied in mentioned.items():
        if name in bills.by_id:
            bills.by_id[name].rates += implied.rates
        else:
            bills.by_id[name] = _checked(implied)
    if len(bills.by_id) == 1:
        next(iter(bills.by_id.values())).rates += unnamed
    return bills


def read(found: Found) -> Bill:
    """A bill with its amounts; with a reject if it cannot be taken."""
    held = found.value
    bill = Bill(
        id=text(held.get("id")) or text(held.get("billNo")),
        row=found.line,
        held={name: value for name, value in held.items() if name != "billDocument"},
        number=text(held.get("billNo")) or text(held.get("id")),
        billed=day(held.get("billDate")),
        account=reference(held, "billingAccount") or reference(held, "financialAccount"),
        carrier=party(held, CARRIERS),
    )
    try:
        bill.without_tax = amount(held, "taxExcludedAmount")
        bill.with_tax = amount(held, "taxIncludedAmount")
        bill.due = amount(held, "amountDue")
        bill.taxes = taxes(held, "taxItem")
    except Unreadable as wrong:
        bill.reject = rejected(bill, wrong.column, wrong.value, wrong.reason)
        return bill
    return _checked(bill)


def _mention(mentioned: dict[str, Bill], name: str, found: Found) -> None:
    rate = found.value
    implied = mentioned.setdefault(name, Bill(name, number=name, is_implied=True))
    implied.rates += 1
    if (dated := day(rate.get("date"))) and (implied.billed is None or dated > implied.billed):
        implied.billed = dated
    implied.account = implied.account or reference(rate, "billingAccount")
    if implied.rated_in is None:
        with suppress(Unreadable):  # the rate itself is refused for it
            implied.rated_in = amount(rate, "taxExcludedAmount")


def _checked(bill: Bill) -> Bill:
    """The bill, with a reject if something is missing without which it hangs in the air."""
    if not bill.number:
        bill.reject = rejected(bill, "billNo", "", "The bill has no number.")
    elif bill.billed is None:
        said = text(bill.held.get("billDate"))
        bill.reject = rejected(bill, "billDate", said, "The bill has no date we can read.")
    elif not bill.account:
        bill.reject = rejected(bill, "billingAccount", "", "The bill names no account.")
    return bill


def rejected(bill: Bill, column: str, value: str, reason: str) -> Reject:
    return Reject(
        row=bill.row, column=column, value=value[:200], reason=reason, invoice_no=bill.number
    )
