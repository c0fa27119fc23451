"""Where the money of claims is: every cent in one place, and what each place means.

Report, workbook, portal and lists read these figures here, so that they agree to the cent.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.states import AGREED, CLOSED, State
from retainer.lib import format as written
from retainer.lib.money import in_currency

NOTHING = Decimal(0)
#: Money that the carrier agreed to give back, and has not given all of.
OWED = (*AGREED, State.PROMISED, State.POSTED, State.VERIFIED)

#: What each place is called, and what stands in it.
MEANINGS = {
    "in_review": (
        "In review",
        "Found by a check and not yet looked at by a person. It may turn out to be no error. What "
        "later bills add to a confirmed finding is in review until a consultant looks at it again.",
    ),
    "waiting": (
        "Waiting for you",
        "Only you can tell whether the charge is right, such as whether a service is still in "
        "use. Nothing is asked back before you have answered.",
    ),
    "to_ask": (
        "To ask back",
        "A consultant compared the claim with the documents and stands by it, and no dispute about "
        "it has been sent to the carrier yet.",
    ),
    "asked": (
        "Asked back",
        "In a dispute that the carrier has, and neither agreed to nor refused for good.",
    ),
    "promised": (
        "Promised",
        "The carrier agreed to give it back; no bill shows the credit yet.",
    ),
    "credited": (
        "Came back",
        "Credited on a bill, paid by cheque or bank, or written off of what was withheld. What "
        "names no charge is counted for the oldest charge of its dispute first.",
    ),
    "refused": (
        "Given up",
        "In a dispute that was closed without a credit for it.",
    ),
}


@dataclass(frozen=True)
class Places:
    """Amounts of one currency by where they are; ``MEANINGS`` says what each is."""

    in_review: Decimal = NOTHING
    waiting: Decimal = NOTHING
    to_ask: Decimal = NOTHING
    asked: Decimal = NOTHING
    promised: Decimal = NOTHING
    credited: Decimal = NOTHING
    refused: Decimal = NOTHING

    def __add__(self, other: "Places") -> "Places":
        return Places(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def in_currency(self, currency: str) -> "Places":
        """The same with as many decimals as the currency has; claims are rounded already."""
        return Places(*(in_currency(amount, currency) for amount in astuple(self)))

    @property
    def disputed(self) -> Decimal:
        """What the carriers were asked for, whatever became of it."""
        return self.asked + self.promised + self.credited + self.refused

    @property
    def total(self) -> Decimal:
        return self.in_review + self.waiting + self.to_ask + self.disputed

    @property
    def shared(self) -> Decimal:
        """What a company reads of: nothing that a person has yet to look at."""
        return self.total - self.in_review

    @property
    def open(self) -> Decimal:
        """What may still come back."""
        return self.total - self.credited - self.refused


#: A charge by what makes it one: check, bill, line, rule.
Charge = tuple[str, int, int | None, str]
KEY = ("check_code", "invoice_id", "line_id", "rule")


def before_disputes(state: str, claimed: Decimal, confirmed: Decimal) -> Places:
    """Where a claim is that no carrier was asked about, of a finding in a state."""
    if state == Finding.State.ASKED:
        return Places(waiting=claimed)
    if state != Finding.State.VALID:
        return Places(in_review=claimed)
    stands = min(claimed, confirmed)
    return Places(in_review=claimed - stands, to_ask=stands)


def of_charge(state: str, claimed: Decimal, confirmed: Decimal, sent: Places) -> Places:
    """Where the money of one charge is: what was sent to the carrier, and what is left of it."""
    left = max(claimed - sent.disputed, NOTHING)
    return before_disputes(state, left, max(confirmed - sent.disputed, NOTHING)) + sent


def spread(dispute: Dispute, amounts: Iterable[Decimal]) -> list[Places]:
    """A sent dispute's money charge by charge, the oldest first: credits, then promises."""
    credited = dispute.posted
    promised = NOTHING
    if dispute.state in OWED:
        promised = max((dispute.promised or dispute.approved) - dispute.posted, NOTHING)
    places = []
    for amount in amounts:
        came = min(amount, credited)
        owed = min(amount - came, promised) if dispute.state not in CLOSED else NOTHING
        credited, promised = credited - came, promised - owed
        rest = amount - came - owed
        closed = dispute.state in CLOSED
        places.append(
            Places(
                asked=NOTHING if closed else rest,
                promised=owed,
                credited=came,
                refused=rest if closed else NOTHING,
            )
        )
    return places


@dataclass(frozen=True)
class Sent:
    """One charge that a carrier was asked about."""

    dispute: int
    finding: int
    charge: Charge
    month: date
    currency: str
    places: Places


@dataclass(frozen=True)
class Disputed:
    """A finding that a carrier was asked about: where its money is."""

    currency: str
    places: Places


def sent_charges(clients: Iterable[int]) -> list[Sent]:
    """The charges of disputes that carriers have, or had; each once, where it stands now.

    A charge whose dispute was closed may be disputed again: then the dispute that holds it counts,
    else the latest.  What was withdrawn was never asked.
    """
    items = (
        DisputeItem.objects.filter(client__in=list(clients), dispute__submitted_on__isnull=False)
        .exclude(dispute__state=State.WITHDRAWN)
        .order_by("dispute", "month", "pk")
        .only("dispute_id", "finding_id", *KEY, "month", "disputed", "holds")
    )
    of_dispute: dict[int, list[DisputeItem]] = defaultdict(list)
    for item in items:
        of_dispute[item.dispute_id].append(item)
    columns = ("currency", "state", "approved", "promised", "posted")
    disputes = Dispute.objects.only(*columns).in_bulk(list(of_dispute))
    newest: dict[Charge, tuple[bool, Sent]] = {}
    for key, own in of_dispute.items():
        dispute = disputes[key]
        split = spread(dispute, [item.disputed for item in own])
        for item, places in zip(own, split, strict=True):
            charge = charge_of(item)
            if item.holds or charge not in newest or not newest[charge][0]:
                about = (key, item.finding_id, charge, item.month, dispute.currency, places)
                newest[charge] = item.holds, Sent(*about)
    return [sent for _, sent in newest.values()]


def charge_of(row: Occurrence | DisputeItem) -> Charge:
    return row.check_code, row.invoice_id, row.line_id, row.rule


def of_disputed(sent: Iterable[Sent], until: date | None = None) -> dict[int, Disputed]:
    """By finding, where all its money is, of those that a carrier was asked about.

    On bills up to a month, or on all; every other finding is ``before_disputes``.
    """
    sent = [each for each in sent if until is None or each.month <= until]
    by_charge = {each.charge: each for each in sent}
    currencies = {each.finding: each.currency for each in sent}
    sums: dict[int, Places] = defaultdict(Places)
    charges = Occurrence.objects.filter(finding__in=currencies, supporting=False)
    if until is not None:
        charges = charges.filter(month__lte=until)
    columns = ("finding_id", "finding__state", "claimed", "confirmed", *KEY)
    for finding, state, claimed, confirmed, *key in charges.values_list(*columns):
        own = by_charge.pop(tuple(key), None)
        sums[finding] += of_charge(state, claimed, confirmed, own.places if own else Places())
    for gone in by_charge.values():  # no audit sees them any more, and the carrier was asked
        sums[gone.finding] += gone.places
    return {finding: Disputed(currency, sums[finding]) for finding, currency in currencies.items()}


def places_of(finding: Finding) -> Places:
    """Where the money of one finding is."""
    sent = [each for each in sent_charges([finding.client_id]) if each.finding == finding.pk]
    if sent:
        return of_disputed(sent)[finding.pk].places
    return before_disputes(finding.state, finding.claimed, finding.claimed - finding.grown)


def in_words(places: Places, currency: str) -> str:
    """``$12.00 to ask back, $40.00 asked back``; nothing where there is no money."""
    told = [
        f"{written.money(amount, currency)} {MEANINGS[name][0].lower()}"
        for name, amount in asdict(places).items()
        if amount
    ]
    return ", ".join(told)


def by_currency(findings: FindingQuerySet, client_id: int) -> dict[str, Places]:
    """Where a client's money is, in each currency: that of these findings, and of all disputes."""
    disputed = of_disputed(sent_charges([client_id]))
    rows = (
        findings.standing()
        .errors()
        .exclude(pk__in=disputed)
        .order_by()
        .values_list("currency", "state")
        .annotate(confirmed=Sum(F("claimed") - F("grown")), in_all=Sum("claimed"))
    )
    sums: dict[str, Places] = defaultdict(Places)
    for currency, state, confirmed, claimed in rows:
        sums[currency] += before_disputes(state, claimed, confirmed)
    for each in disputed.values():
        sums[each.currency] += each.places
    return dict(sums)
