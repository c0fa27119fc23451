"""Adds up the ledger from findings, disputes and credits; each figure keeps the rows behind it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Q, Sum

from billing_audit.advising.models import AdvisedFinding
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.ledger.models import ours
from billing_audit.ledger.receipts import Entry, entries, steps_of
from billing_audit.ledger.recurring import Recurring, recurring_of
from billing_audit.ledger.stages import HORIZON, NOTHING, Money, counted, of_finding
from billing_audit.money.credit_models import CreditMatch
from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.states import LETS_GO
from clients.people.models import Client, User

Role = CreditMatch.Role
#: A client and a currency: nothing is added up across either.
Purse = tuple[int, str]


@dataclass
class Account:
    """Everything that counts of one client in one currency."""

    client: Client
    currency: str
    money: Money = field(default_factory=Money)
    #: By stage, a month of each; and what corrected bills saved so far.
    monthly: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    saved: Decimal = NOTHING
    written_off: Decimal = NOTHING
    ideas_monthly: Decimal = NOTHING
    excluded: Decimal = NOTHING
    #: Tax that came back with credits, which nobody disputed.
    tax: Decimal = NOTHING

    @property
    def ideas(self) -> Decimal:
        return self.ideas_monthly * HORIZON

    @property
    def avoided(self) -> Decimal:
        return self.written_off + self.ideas

    @property
    def stopped_yearly(self) -> Decimal:
        """What is stopped, over the horizon."""
        return self.monthly["stopped"] * HORIZON

    @property
    def realised(self) -> Decimal | None:
        """Credited, as a share of what was submitted."""
        return self.money.posted / self.money.submitted if self.money.submitted else None


class Ledger:
    """The ledger of everything one person sees, or of one client of theirs."""

    def __init__(self, user: User, client: Client | None = None) -> None:
        seen = Client.objects.visible_to(user)
        self.clients = {client.pk: client} if client else seen.in_bulk()

    @cached_property
    def findings(self) -> FindingQuerySet:
        """Errors that nobody judged to be none, and what stands in disputes all the same.

        A charge that took a credit back is no error of its own here: its dispute asks for the
        same money again.
        """
        found = Finding.objects.filter(client__in=list(self.clients)).errors()
        judged = Q(state__in=Finding.DISMISSED)
        again = [each.credit.line_id for each in self.matches if each.role == Role.REVERSES]
        same = Occurrence.objects.filter(client__in=list(self.clients), line_id__in=again)
        judged |= Q(pk__in=list(same.values_list("finding_id", flat=True)))
        return found.filter(~judged | Q(pk__in=list(self.submitted)))

    @cached_property
    def ours(self) -> set[int]:
        return ours(Finding.objects.filter(client__in=list(self.clients)))

    @cached_property
    def disputes(self) -> list[Dispute]:
        """Those that stand: sent, and neither lost, withdrawn nor expired."""
        disputes = Dispute.objects.sent().filter(client__in=list(self.clients), disputed__gt=0)
        return list(disputes.exclude(state__in=LETS_GO).for_list().order_by("-disputed", "-pk"))

    @cached_property
    def _items(self) -> list[tuple[int, int, Decimal]]:
        items = DisputeItem.objects.filter(dispute__in=self.disputes).order_by()
        return list(items.values_list("dispute_id", "finding_id").annotate(Sum("disputed")))

    @cached_property
    def submitted(self) -> dict[int, Decimal]:
        """By finding, what stands in disputes."""
        sums: dict[int, Decimal] = defaultdict(Decimal)
        for _, finding, amount in self._items:
            sums[finding] += amount
        return sums

    @cached_property
    def excluded(self) -> dict[int, Decimal]:
        """By dispute, what of it we caused ourselves."""
        sums: dict[int, Decimal] = defaultdict(Decimal)
        for dispute, finding, amount in self._items:
            if finding in self.ours:
                sums[dispute] += amount
        return sums

    @cached_property
    def agreed(self) -> dict[int, Decimal]:
        """By finding, what the client accepted."""
        return AdvisedFinding.objects.filter(client__in=list(self.clients)).agreed()

    def money_of(self, finding: Finding) -> Money:
        """The stages of one finding, as far as findings go."""
        return of_finding(
            claimed=finding.claimed,
            confirmed=finding.confirmed,
            agreed=self.agreed.get(finding.pk, NOTHING),
            submitted=self.submitted.get(finding.pk, NOTHING),
        )

    def money_in(self, dispute: Dispute) -> Money:
        """The stages of one dispute, from what the carrier approved; hard money alone came back."""
        excluded = self.excluded.get(dispute.pk, NOTHING)
        approved = max(dispute.approved, dispute.posted)
        moved = self.entries[dispute.pk]
        return Money(
            approved=counted(approved, excluded, dispute.disputed, dispute.currency),
            posted=sum((each.posted for each in moved), NOTHING),
            verified=sum((each.verified for each in moved), NOTHING),
        )

    @cached_property
    def entries(self) -> dict[int, list[Entry]]:
        """By dispute, what each step moved of what came back."""
        steps = steps_of(self.disputes, self.matches)
        return {
            dispute.pk: list(
                entries(dispute, steps[dispute.pk], self.excluded.get(dispute.pk, NOTHING))
            )
            for dispute in self.disputes
        }

    @cached_property
    def recurring(self) -> list[Recurring]:
        """Errors that come back every month, without those of our own making."""
        return recurring_of(self.findings.exclude(pk__in=self.ours), self.agreed, self.disputes)

    @cached_property
    def matches(self) -> list[CreditMatch]:
        """The credits that count, and what took them back."""
        matches = CreditMatch.objects.confirmed().filter(dispute__in=self.disputes)
        return list(matches.for_list().order_by("-credit__on", "-pk"))

    @property
    def ideas(self) -> FindingQuerySet:
        """Savings ideas that were confirmed."""
        ideas = Finding.objects.filter(client__in=list(self.clients), state=Finding.State.VALID)
        return ideas.ideas().standing().with_monthly_worth()

    @cached_property
    def accounts(self) -> list[Account]:
        """The sums, client by client."""
        books: dict[Purse, Account] = {}

        def book(client: int, currency: str) -> Account:
            known = books.get((client, currency))
            if known is None:
                known = books[client, currency] = Account(self.clients[client], currency)
            return known

        self._add_findings(book)
        for dispute in self.disputes:
            account = book(dispute.client_id, dispute.currency)
            account.money += self.money_in(dispute)
            account.excluded += self.excluded.get(dispute.pk, NOTHING)
            account.written_off += sum(
                (each.written_off for each in self.entries[dispute.pk]), NOTHING
            )
        for each in self.recurring:
            account = book(each.finding.client_id, each.finding.currency)
            account.saved += each.saved
            for stage in each.stages:
                account.monthly[stage] += each.monthly
        for match in self.matches:
            if match.role == Role.TAX:
                book(match.client_id, match.currency).tax += match.amount
        for idea in self.ideas:
            book(idea.client_id, idea.currency).ideas_monthly += idea.worth_monthly or NOTHING
        return sorted(books.values(), key=lambda each: (each.client.name, each.currency))

    def _add_findings(self, book: Callable[[int, str], Account]) -> None:
        """The database adds up what is only identified or confirmed; the others come one by one."""
        moved = {*self.agreed, *self.submitted, *self.ours}
        rest = self.findings.exclude(pk__in=moved)
        stands = Sum(F("claimed") - F("grown"), filter=Q(state="valid"), default=NOTHING)
        sums = rest.order_by().values_list("client", "currency")
        sums = sums.annotate(claims=Sum("claimed"), stands=stands)
        for client, currency, claimed, confirmed in sums:
            book(client, currency).money += Money(claimed, confirmed)
        for finding in self.findings.filter(pk__in=moved - self.ours):
            book(finding.client_id, finding.currency).money += self.money_of(finding)
