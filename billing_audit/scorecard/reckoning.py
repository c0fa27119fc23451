"""Adds up the cards of carriers from bills, findings, disputes and credits.

The rfp app may not import this one.  Past performance reaches it through the CSV file of the page,
or through the project's own package, which may import both and can hand it what ``scores`` gives.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Least

from billing_audit.bills.expecting import GRACE
from billing_audit.bills.models import Invoice
from billing_audit.expected.models import ExpectedBill
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import are_errors
from billing_audit.ledger.models import ours
from billing_audit.money.models import Dispute, DisputeEvent, DisputeItem
from billing_audit.money.querysets import DisputeQuerySet
from billing_audit.money.states import LETS_GO, UNANSWERED, State
from billing_audit.months import board, cells
from billing_audit.months.narrowing import accounts_of
from billing_audit.scorecard.figures import MONTHS, NOTHING, OLD, Month, Score
from clients.people.models import Client, User
from clients.telecom.models import Carrier
from retainer.lib.months import month_of

#: What a charge claims as far as a person stands by it.
STANDS = Least("claimed", "confirmed")
CREDITS = ("post", "refund")
Key = tuple[int, str]


class Facts:
    """What one person may see of carriers: all of their clients or one, all carriers or one."""

    def __init__(
        self, user: User, day: date, *, client: Client | None = None, carrier: Carrier | None = None
    ) -> None:
        self.user, self.day, self.client, self.carrier = user, day, client, carrier
        self.months = board.months_until(day, MONTHS)[::-1]

    @cached_property
    def clients(self) -> list[int]:
        if self.client:
            return [self.client.pk]
        return list(Client.objects.visible_to(self.user).values_list("pk", flat=True))

    def _of_carrier(self, rows: QuerySet, path: str) -> QuerySet:
        rows = rows.filter(client__in=self.clients).order_by()
        return rows.filter(**{path: self.carrier.pk}) if self.carrier else rows

    @property
    def bills(self) -> QuerySet:
        """The bills of these months."""
        bills = Invoice.objects.filter(month__gte=self.months[0], month__lte=self.months[-1])
        return self._of_carrier(bills.filter(superseded_by=None), "carrier")

    @property
    def charges(self) -> QuerySet:
        """The wrong charges on them, each with what ``stands`` of its claim."""
        charges = Occurrence.objects.filter(
            are_errors(),
            month__gte=self.months[0],
            month__lte=self.months[-1],
            supporting=False,
            finding__state=Finding.State.VALID,
            finding__resolved_at=None,
            invoice__superseded_by=None,
        ).exclude(finding__in=self._ours)
        charges = charges.annotate(stands=STANDS).filter(stands__gt=0)
        return self._of_carrier(charges, "invoice__carrier")

    @cached_property
    def _ours(self) -> list[int]:
        return list(ours(Finding.objects.filter(client__in=self.clients)))

    @property
    def _sent(self) -> DisputeQuerySet:
        """Disputes that carriers have, or had."""
        sent = Dispute.objects.sent().exclude(state=State.WITHDRAWN)
        sent = sent.filter(disputed__gt=0, submitted_on__lte=self.day)
        return self._of_carrier(sent, "carrier")

    @cached_property
    def disputes(self) -> dict[int, Dispute]:
        """Those that count: under way, sent in these months, or credited in them."""
        recent = Q(submitted_on__gte=self.months[0]) | Q(pk__in=[row[0] for row in self.steps])
        counted = self._sent.open() | self._sent.filter(recent)
        return {each.pk: each for each in counted.for_list().order_by("submitted_on", "pk")}

    @cached_property
    def steps(self) -> list[tuple[int, str, date, Decimal]]:
        """What was credited or taken again in these months, by dispute."""
        steps = DisputeEvent.objects.filter(
            dispute__in=self._sent,
            kind__in=(*CREDITS, "reverse"),
            undone_by=None,
            on__gte=self.months[0],
            on__lte=self.day,
        )
        return list(steps.order_by().values_list("dispute_id", "kind", "on", "amount"))

    @cached_property
    def credited(self) -> dict[int, date]:
        """By dispute of which something is credited, the day of the last credit."""
        days: dict[int, date] = {}
        for dispute, kind, on, _ in self.steps:
            if kind in CREDITS and self.disputes[dispute].posted > 0:
                days[dispute] = max(on, days.get(dispute, on))
        return days

    @property
    def answered(self) -> list[tuple[Dispute, Decimal]]:
        """Disputes of these months that are answered, or whose time is up, with what was approved.

        What was approved, taken back and lost for good was not won.
        """
        return [
            (each, NOTHING if each.state in LETS_GO else each.approved)
            for each in self.disputes.values()
            if each.submitted_on >= self.months[0] and each.state not in UNANSWERED
        ]

    @property
    def under_way(self) -> list[tuple[Dispute, Decimal, int]]:
        """Open disputes with the money no credit has covered and the days since they were sent."""
        return [
            (each, each.disputed - each.posted, (self.day - each.submitted_on).days)
            for each in self.disputes.values()
            if each.is_open and each.disputed > each.posted
        ]

    @cached_property
    def credited_errors(self) -> list[tuple[Dispute, int, bool]]:
        """Errors credited whose account was billed since: dispute, finding, and if it came back.

        An error of two disputes counts by the one credited first.
        """
        items = DisputeItem.objects.filter(dispute__in=list(self.credited)).exclude(
            finding__state__in=Finding.DISMISSED
        )
        pairs = items.order_by().values_list("finding_id", "dispute_id").distinct()
        first: dict[int, int] = {}
        for finding, dispute in sorted(pairs, key=lambda pair: (self.credited[pair[1]], pair)):
            first.setdefault(finding, dispute)
        accounts = {self.disputes[key].account_id for key in first.values()}
        billed = Invoice.objects.filter(account__in=accounts, superseded_by=None).order_by()
        last_bill = dict(billed.values_list("account").annotate(Max("bill_date")))
        wrong = Occurrence.objects.filter(finding__in=list(first), claimed__gt=0).order_by()
        last_wrong = dict(wrong.values_list("finding").annotate(Max("invoice__bill_date")))
        found = [
            (self.disputes[dispute], finding, last_wrong.get(finding, date.min) > on)
            for finding, dispute in first.items()
            for on in [self.credited[dispute]]
            if last_bill.get(self.disputes[dispute].account_id, date.min) > on
        ]
        return sorted(found, key=lambda row: (not row[2], row[1]))

    @property
    def expected(self) -> QuerySet:
        """Bills written down before they came, with the day the first of them is dated."""
        came = Invoice.objects.filter(
            client=OuterRef("client"),
            account=OuterRef("account"),
            month=OuterRef("month"),
            currency=OuterRef("currency"),
        )
        first = Subquery(came.order_by("bill_date").values("bill_date")[:1])
        bills = ExpectedBill.objects.filter(month__gte=self.months[0]).exclude(bills=[])
        bills = bills.annotate(came_on=first).filter(came_on__isnull=False)
        return self._of_carrier(bills, "account__carrier")

    @property
    def late(self) -> QuerySet:
        return self.expected.filter(came_on__gt=F("due_on") + GRACE)

    def missing(self) -> Iterator[Key]:
        """Carrier and currency of each overdue bill."""
        carrier = str(self.carrier.public_id) if self.carrier else ""
        accounts = accounts_of(self.user, self.client, carrier)
        for row in board.rows_of(accounts, self.months[::-1], self.day):
            for cell in row.cells:
                if cell.state == cells.MISSING:
                    yield row.account.carrier_id, row.account.currency


def scores(facts: Facts) -> list[Score]:
    """A card for each carrier and currency there is anything to say of, the most spend first."""
    cards = _Cards(facts.months)
    _add_bills(cards, facts)
    _add_disputes(cards, facts)
    for key in facts.missing():
        cards[key].missing += 1
    of_account = ("account__carrier", "currency")
    for carrier, currency, came in facts.expected.values_list(*of_account).annotate(Count("pk")):
        cards[carrier, currency].came = came
    for carrier, currency, late in facts.late.values_list(*of_account).annotate(Count("pk")):
        cards[carrier, currency].late = late
    carriers = Carrier.objects.in_bulk([carrier for carrier, _ in cards])
    for score in cards.values():
        carrier = carriers[score.carrier]
        score.name, score.public_id = carrier.name, str(carrier.public_id)
    return sorted(cards.values(), key=lambda each: (each.currency, -each.spend, each.name))


class _Cards(dict[Key, Score]):
    """The cards begun so far, each with its empty months."""

    def __init__(self, months: list[date]) -> None:
        super().__init__()
        self._months = months

    def __missing__(self, key: Key) -> Score:
        months = [Month(month) for month in self._months]
        self[key] = Score(key[0], "", "", key[1], months)
        return self[key]

    def month(self, carrier: int, currency: str, month: date) -> Month:
        return self[carrier, currency].months[self._months.index(month)]


def _add_bills(cards: _Cards, facts: Facts) -> None:
    sums = facts.bills.values_list("carrier", "currency", "month")
    for *place, lines, spend in sums.annotate(Sum("line_count"), Sum("lines_total")):
        month = cards.month(*place)
        month.lines, month.spend = lines, spend
    of_carrier = facts.charges.values_list("invoice__carrier", "invoice__currency")
    errors = Count("finding", distinct=True)
    for carrier, currency, found in of_carrier.annotate(errors):
        cards[carrier, currency].errors = found
    in_month = facts.charges.values_list("invoice__carrier", "invoice__currency", "month")
    for *place, found, wrong in in_month.annotate(errors, wrong=Sum(STANDS)):
        month = cards.month(*place)
        month.errors, month.wrong = found, wrong


def _add_disputes(cards: _Cards, facts: Facts) -> None:
    def card(dispute: Dispute) -> Score:
        return cards[dispute.carrier_id, dispute.currency]

    for dispute in facts.disputes.values():
        if dispute.submitted_on >= facts.months[0]:
            place = dispute.carrier_id, dispute.currency, month_of(dispute.submitted_on)
            cards.month(*place).asked += dispute.disputed
    for key, kind, on, amount in facts.steps:
        dispute = facts.disputes[key]
        month = cards.month(dispute.carrier_id, dispute.currency, month_of(on))
        month.credited += amount if kind in CREDITS else -amount
    for key, on in facts.credited.items():
        dispute = facts.disputes[key]
        card(dispute).days.append((on - dispute.submitted_on).days)
    for dispute, approved in facts.answered:
        score = card(dispute)
        score.answered += 1
        score.won += approved > 0
        score.answered_money += dispute.disputed
        score.approved += approved
    for dispute, money, age in facts.under_way:
        score = card(dispute)
        score.open_money += money
        score.old_money += money if age > OLD else NOTHING
        score.ages.append(age)
    for dispute, _, has_returned in facts.credited_errors:
        score = card(dispute)
        score.credited_errors += 1
        score.returned += has_returned
