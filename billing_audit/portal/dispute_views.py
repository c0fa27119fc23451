"""Pages of a client user about disputes: what is asked back of whom, and how far it is.

They read the columns that the portal may read, and no note among them.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from billing_audit.money.models import Dispute, DisputeEvent, DisputeItem
from billing_audit.money.showing import groups
from billing_audit.money.states import MOVES, State
from billing_audit.portal.disputed import Holdings
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, contacts, page
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib import keyset

#: Charges shown on a page of a dispute.
MOST_CHARGES = 500

#: What each state means to whoever waits for the money.
PLAIN = {
    State.SUBMITTED: "We sent it to the carrier and wait for its answer.",
    State.ACKNOWLEDGED: "The carrier has it, and we wait for its answer.",
    State.IN_REVIEW: "The carrier is looking into it.",
    State.MORE_INFO: "The carrier asked for more, which we are putting together.",
    State.APPROVED: "The carrier agreed to give all of it back; it has not said when.",
    State.PART_APPROVED: "The carrier agreed to give a part of it back.",
    State.DENIED: "The carrier refused. We decide whether to take it further.",
    State.APPEALED: "We took it to somebody higher at the carrier.",
    State.PROMISED: "The carrier said when the credit comes.",
    State.POSTED: "The credit stands on a bill; we make sure that it stays.",
    State.VERIFIED: "The credit stands on a bill and stayed there.",
    State.REVERSED: "A later bill took the credit back; we ask for it again.",
    State.WON: "All of it came back.",
    State.PART_WON: "A part of it came back.",
    State.LOST: "The carrier refused for good.",
    State.WITHDRAWN: "It was taken back.",
    State.EXPIRED: "It can be pursued no more.",
}
READ = (
    *("public_id", "client_id", "currency", "method", "state", "charges", "cycle"),
    *("disputed", "approved", "promised", "posted", "verified", "submitted_on", "closed_on"),
    *("account__number", "carrier__name"),
)


@portal_only
def dispute_list(request: HttpRequest) -> HttpResponse:
    """What is asked back, the newest first."""
    company = chosen_company(request)
    rows = keyset.page(_disputes(request.user).filter(client=company), ("-id",), request)
    holdings = Holdings(company)
    return page(
        request,
        "portal/dispute_list.html",
        company,
        disputes=rows,
        rows=[(dispute, PLAIN[State(dispute.state)], holdings.of(dispute.pk)) for dispute in rows],
        sums=holdings.sums,
    )


@portal_only
def dispute_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One dispute: the money, how far it is, what it is about, what happened so far."""
    mine = {company.pk: company for company in companies(request)}
    disputes = _disputes(request.user).filter(client__in=mine)
    dispute = get_object_or_404(disputes, public_id=public_id)
    items = DisputeItem.objects.filter(dispute=dispute).select_related("finding", "invoice")
    return page(
        request,
        "portal/dispute_detail.html",
        mine[dispute.client_id],
        dispute=dispute,
        plain=PLAIN[State(dispute.state)],
        groups=groups(list(items.order_by("finding", "month", "pk")[:MOST_CHARGES])),
        history=_history(dispute),
        contacts=contacts(mine[dispute.client_id]),
    )


def _disputes(user: User) -> QuerySet[Dispute]:
    seen = Dispute.objects.visible_to(user).sent()
    return seen.select_related("account", "carrier").only(*READ)


def _history(dispute: Dispute) -> list[tuple[DisputeEvent, str]]:
    """The steps that count, the latest first, in words without any note."""
    steps = DisputeEvent.objects.filter(dispute=dispute, kind__in=list(MOVES))
    taken_back = DisputeEvent.objects.filter(dispute=dispute, undoes__isnull=False)
    counting = steps.exclude(pk__in=list(taken_back.values_list("undoes", flat=True)))
    read = counting.only("kind", "state", "on", "amount", "cycle", "invoice_id", "dispute_id", "at")
    return [(step, _words(step, dispute.currency)) for step in read.order_by("-pk")]


def _words(step: DisputeEvent, currency: str) -> str:
    said = [step.told]
    if step.amount is not None:
        said.append(written.money(step.amount, currency))
    if step.cycle:
        said.append(f"on the bill of {written.month(step.cycle)}")
    return ", ".join(said)
