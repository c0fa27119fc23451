"""Days that decisions and disputes wait for; client users read of disputes what their pages say."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F
from django.urls import reverse

from billing_audit.models import Dispute
from billing_audit.money.clocks import DUE
from billing_audit.money.crediting.late import due_by
from billing_audit.money.expiring import TO_SEND, Expiring, expiring
from billing_audit.money.states import State
from clients.models import Client, Recommendation
from retainer.agenda.dates import Asked, Due
from retainer.lib import format as written

#: How far ahead bills are looked at that can soon be disputed no more, in days.
NEAR = 60


def decisions(asked: Asked) -> Iterator[Due]:
    """Recommendations that wait for the client."""
    waiting = Recommendation.objects.visible_to(asked.user).waiting()
    waiting = waiting.filter(due_on__range=asked.days, client__in=Client.objects.active())
    theirs = asked.user.is_client_user
    page = "advice:my_decision" if theirs else "advice:recommendation_detail"
    for each in waiting.select_related("client"):
        title = f"Decide: {each.title}" if theirs else f"The client decides: {each.title}"
        link = reverse(page, args=[each.public_id])
        yield Due("decision", each.public_id, each.due_on, each.client.name, title, link)


def disputes(asked: Asked) -> Iterator[Due]:
    """What is due in disputes; to a client user when credits are due that carriers promised."""
    if asked.user.is_client_user:
        return _promised(asked)
    return _clocks(asked)


def _clocks(asked: Asked) -> Iterator[Due]:
    seen = Dispute.objects.visible_to(asked.user).open().for_list()
    for each in seen.filter(due_on__range=asked.days, client__in=Client.objects.active()):
        title = f"Dispute {each} with {each.carrier}: {DUE[State(each.state)]}"
        link = reverse("disputes:dispute_detail", args=[each.public_id])
        yield Due("dispute", each.public_id, each.due_on, each.client.name, title, link)


def _promised(asked: Asked) -> Iterator[Due]:
    seen = Dispute.objects.visible_to(asked.user).filter(client__in=Client.objects.active())
    waiting = seen.filter(
        state__in=(State.PROMISED, State.POSTED), posted__lt=F("promised"), cycle__isnull=False
    )
    rows = waiting.annotate(missing=F("promised") - F("posted")).values_list(
        "public_id", "cycle", "missing", "currency", "client__name", "carrier__name"
    )
    for dispute, cycle, missing, currency, client, carrier in rows:
        if asked.holds(day := due_by(cycle)):
            title = f"Credit of {written.money(missing, currency)} due from {carrier}"
            link = reverse("portal:dispute_detail", args=[dispute])
            yield Due("dispute", dispute, day, client, title, link)


def last_days(asked: Asked) -> Iterator[Due]:
    """The last days to dispute bills of an account, which are the practice's to watch."""
    if asked.user.is_client_user:
        return
    sums: dict[tuple[int, object, str], Decimal] = defaultdict(Decimal)
    one_of: dict[tuple[int, object, str], Expiring] = {}
    for row in expiring(asked.user, asked.today, ahead=NEAR):
        if row.waits != TO_SEND:  # a draft's own clock tells of it
            key = row.invoice.account_id, row.deadline.day, row.currency
            sums[key] += row.amount
            one_of[key] = row
    for key, amount in sums.items():
        bill, day = one_of[key].invoice, one_of[key].deadline.day
        money = written.money(amount, bill.currency)
        yield Due(
            "expiring",
            f"{bill.account.public_id}-{day:%Y%m%d}-{bill.currency}",
            day,
            bill.client.name,
            f"Last day to dispute {money}: {bill.carrier}, account {bill.account.number}",
            f"{reverse('disputes:expiring_list')}?client={bill.client.slug}",
        )
