"""What the letter to the carrier says; PDF and DOCX both print it, and neither adds a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from billing_audit.money.clocks import rules_of
from billing_audit.money.desks import DisputeDesk
from billing_audit.money.models import Dispute, DisputeItem, total
from clients.people.models import Practice
from retainer.lib import format as written


@dataclass(frozen=True)
class Cause:
    """Everything in dispute for one reason."""

    title: str
    sentence: str
    #: How many charges of which bills.
    extent: str
    amount: str


@dataclass(frozen=True)
class Letter:
    """The letter as data, every figure written out."""

    on: date
    practice: Practice
    client: str
    carrier: str
    #: Where it goes, line by line.
    to: list[str]
    account: str
    number: str
    subject: str
    opening: list[str]
    causes: list[Cause]
    total: str
    asks: list[str]
    closing: list[str]
    signer: str


def letter_of(
    dispute: Dispute, items: list[DisputeItem], desk: DisputeDesk | None, on: date
) -> Letter:
    """The letter about these charges, as it is written on a day."""
    amount = written.money(total(items), dispute.currency)
    return Letter(
        on=on,
        practice=Practice.current(),
        client=dispute.client.name,
        carrier=dispute.carrier.name,
        to=_address(dispute, desk),
        account=dispute.account.number,
        number=dispute.number,
        subject=f"Dispute of {amount} on account {dispute.account.number}",
        opening=_opening(dispute, items, amount, on),
        causes=list(_causes(dispute, items)),
        total=amount,
        asks=_asks(dispute, amount),
        closing=_closing(dispute),
        signer=dispute.opened_by.name,
    )


def by_finding(items: Iterable[DisputeItem]) -> list[list[DisputeItem]]:
    """The charges by cause, the dearest cause first; within it bill after bill."""
    ordered = sorted(items, key=lambda item: (item.finding_id, item.invoice.bill_date, item.pk))
    groups = [list(group) for _, group in groupby(ordered, key=lambda item: item.finding_id)]
    return sorted(groups, key=total, reverse=True)


def _address(dispute: Dispute, desk: DisputeDesk | None) -> list[str]:
    lines = [dispute.carrier.name]
    if desk:
        lines += [desk.name, *desk.address.splitlines(), desk.email]
    else:
        lines.append("Billing disputes")
    return [line.strip() for line in lines if line.strip()]


def _opening(dispute: Dispute, items: list[DisputeItem], amount: str, on: date) -> list[str]:
    bills = {item.invoice_id for item in items}
    days = sorted(item.invoice.bill_date for item in items)
    charges, on_bills = written.count(len(items), "charge"), written.count(len(bills), "bill")
    return [
        f"On behalf of our client {dispute.client}, we dispute {charges} on {on_bills} of account "
        f"{dispute.account.number}, dated {_span(days[0], days[-1])}, for {amount} in all.",
        "Each charge is listed in the enclosed table and proved in the enclosed evidence: what "
        "your bill says, what was agreed or delivered, and the calculation.",
        *_in_time(dispute, days[0], on),
    ]


def _span(first: date, last: date) -> str:
    return written.day(first) if first == last else f"{written.day(first)} to {written.day(last)}"


def _in_time(dispute: Dispute, oldest: date, on: date) -> list[str]:
    """That the dispute is in time, and by which rule; nothing where it is not."""
    deadline = rules_of([dispute.account])[dispute.account_id].dispute_by(oldest)
    if deadline.day < on or deadline.bound == Dispute.Bound.LAW:
        return []
    return [
        f"It is in time: the oldest of these bills can be disputed until "
        f"{written.day(deadline.day)} ({deadline.why})."
    ]


def _causes(dispute: Dispute, items: list[DisputeItem]) -> Iterable[Cause]:
    for group in by_finding(items):
        first, last = group[0], group[-1]
        months = [written.month(first.month)]
        if last.month != first.month:
            months.append(written.month(last.month))
        yield Cause(
            title=first.found_by.title,
            sentence=_sentence(first),
            extent=f"{written.count(len(group), 'charge')}, {' to '.join(months)}",
            amount=written.money(total(group), dispute.currency),
        )


def _sentence(item: DisputeItem) -> str:
    """What is wrong with it, which names what it is about where the reason does not."""
    subject = item.finding.subject
    return item.reason if item.reason.startswith(subject) else f"{subject}: {item.reason}"


def _asks(dispute: Dispute, amount: str) -> list[str]:
    return [
        "Confirm that you have this dispute, with its ticket number, and name who handles it.",
        f"Credit {amount} to account {dispute.account.number}, with the taxes and surcharges that "
        "were charged on it, and tell us on which bill the credit will stand.",
        "Correct what caused these charges, so that the next bill no longer has them.",
        "If you refuse a part, say for each charge why, and on which clause or order you rely.",
    ]


def _closing(dispute: Dispute) -> list[str]:
    said = []
    if dispute.is_withheld:
        said.append(
            "Our client pays the undisputed part of these bills when it is due and withholds the "
            "disputed sum until this dispute is resolved. Please add no late charge to it and keep "
            "it out of collection."
        )
    elif dispute.method:
        said.append(
            "Our client has paid, or will pay, these bills in full. Payment is no acceptance of "
            "the disputed charges."
        )
    said.append(f"Please quote our reference {dispute.number} in your answer.")
    return said
