"""Outages and payments."""

from functools import partial

from clients.telecom import forms
from clients.telecom.clocks import tell_clocks
from clients.telecom.models import Outage, Payment
from clients.telecom.reference import Outages, Payments
from clients.telecom.registers.base import CLIENT, Cell, Register
from retainer.lib import format as written

FAULT = {True: "The carrier's", False: "Not the carrier's", None: "Unknown"}


def _lasted(outage: Outage) -> str:
    return written.duration(outage.ended - outage.began) if outage.ended else "Not over"


def _clock(deed: str, outage: Outage) -> str:
    """By when, or how late; nothing where the contract has no such target."""
    said = [clock.words for clock in outage.clocks if clock.deed == deed]
    return said[0] if said else written.UNKNOWN


OUTAGES = Register(
    noun="outage",
    title="Outages",
    answer="When services were down, by the contract's clocks, and the credits it gives for them.",
    empty="Enter an outage with the carrier's ticket number, or load the carrier's list.",
    model=Outage,
    form=forms.OutageForm,
    cells=(
        Cell("Ticket", lambda row: row.ticket, "mono"),
        Cell("Service", lambda row: row.service, "mono"),
        CLIENT,
        Cell("Began", lambda row: written.moment(row.began)),
        Cell("Reported", lambda row: written.moment(row.reported), detail_only=True),
        Cell("Responded", lambda row: written.moment(row.responded), detail_only=True),
        Cell("Restored", lambda row: written.moment(row.ended), detail_only=True),
        Cell("Lasted", _lasted, "num"),
        Cell("Response", partial(_clock, "Respond")),
        Cell("Repair", partial(_clock, "Restore")),
        Cell("Fault", lambda row: FAULT[row.carrier_caused]),
        Cell("Credit asked for on", lambda row: written.day(row.credit_asked_on)),
    ),
    order=("-began", "-id"),
    search=("ticket", "service__number", "service__site__name"),
    related=("client", "service__account"),
    prepare=tell_clocks,
    loader=Outages,
    icon="warning",
)

PAYMENTS = Register(
    noun="payment",
    title="Payments",
    answer="What was paid to carriers, as the client's books have it.",
    empty="Load the payments from the accounts. Late fees are judged by the day they arrived.",
    model=Payment,
    form=forms.PaymentForm,
    cells=(
        Cell("Reference", lambda row: row.reference, "mono"),
        Cell("Account", lambda row: row.account),
        CLIENT,
        Cell("Invoice", lambda row: row.invoice_number, "mono"),
        Cell("Amount", lambda row: written.money(row.amount, row.account.currency), "num"),
        Cell("Paid on", lambda row: written.day(row.paid_on)),
        Cell("Received on", lambda row: written.day(row.received_on)),
        Cell("Kind", lambda row: row.get_kind_display()),
    ),
    order=("-paid_on", "-id"),
    search=("reference", "invoice_number", "account__number", "account__carrier__name"),
    related=("client", "account__carrier"),
    loader=Payments,
    icon="money",
)
