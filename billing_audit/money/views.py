"""Pages about disputes: the board, the list, one dispute, what is about to expire."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from billing_audit.money import showing
from billing_audit.money.accepting import decisions
from billing_audit.money.clocks import LAW, rules_of
from billing_audit.money.crediting.forms import MatchForm, offered_for
from billing_audit.money.crediting.showing import matches_of, others_about
from billing_audit.money.desks import DisputeDesk
from billing_audit.money.expiring import AHEAD, expiring, sums
from billing_audit.money.following import findings_of
from billing_audit.money.forms import MethodForm, NoteForm, ReplyForm, StepForm
from billing_audit.money.methods import advised
from billing_audit.money.models import Dispute
from billing_audit.money.moving import next_moves, undoable
from billing_audit.money.narrowing import Narrowing
from billing_audit.money.packet import form as carrier_form
from billing_audit.money.packet.packing import items_of
from billing_audit.money.packet.progress import progress_of
from billing_audit.money.states import AWAITS, LETS_GO
from clients.people.access import practice_only
from retainer.lib import keyset
from retainer.lib.money import exponent, half_up
from retainer.lib.spreadsheets import csv_file

COLUMNS = (
    *("number", "client", "carrier", "account", "ticket", "state", "method", "currency"),
    *("disputed", "approved", "promised", "posted", "verified", "charges"),
    *("dispute_by", "bound_by", "due_on", "submitted_on", "closed_on"),
)


@practice_only
def dispute_board(request: HttpRequest) -> HttpResponse:
    """The open disputes by stage, each with its clock."""
    narrowing, today = Narrowing(request), timezone.localdate()
    rows = expiring(request.user, today, client=narrowing.client)
    context = {
        "narrowing": narrowing,
        "columns": showing.board(narrowing.every.open().for_list(), today),
        "expiring": sums(rows),
        "ahead": AHEAD,
    }
    return render(request, "disputes/dispute_board.html", context)


@practice_only
def dispute_list(request: HttpRequest) -> HttpResponse:
    """All disputes, the newest first, as the address narrows them."""
    narrowing, today = Narrowing(request), timezone.localdate()
    page = keyset.page(narrowing.disputes.for_list(), ("-id",), request)
    context = {
        "narrowing": narrowing,
        "page": page,
        "rows": [(dispute, showing.clock(dispute, today)) for dispute in page],
    }
    return render(request, "disputes/dispute_list.html", context)


@practice_only
def dispute_csv(request: HttpRequest) -> HttpResponse:
    """The list as its address narrows it, as a CSV file."""
    return csv_file("disputes.csv", COLUMNS, _csv_rows(Narrowing(request)))


def _csv_rows(narrowing: Narrowing) -> Iterator[tuple[object, ...]]:
    for each in narrowing.disputes.for_list().iterator(chunk_size=2000):
        places = exponent(each.currency)
        amounts = (each.disputed, each.approved, each.promised, each.posted, each.verified)
        days = (each.due_on, each.submitted_on, each.closed_on)
        yield (
            *(each.number, each.client.name, each.carrier.name, each.account.number, each.ticket),
            *(each.get_state_display(), each.get_method_display(), each.currency),
            *(half_up(amount, places) for amount in amounts),
            *(each.charges, each.dispute_by, each.get_bound_by_display(), *days),
        )


@practice_only
def expiring_list(request: HttpRequest) -> HttpResponse:
    """What can soon be asked back no more, the nearest last day first."""
    narrowing, today = Narrowing(request), timezone.localdate()
    rows = expiring(request.user, today, client=narrowing.client)
    context = {
        "narrowing": narrowing,
        "rows": [(row, row.deadline.left(today)) for row in rows],
        "sums": sums(rows),
        "ahead": AHEAD,
        "law": LAW,
    }
    return render(request, "disputes/expiring_list.html", context)


@practice_only
def dispute_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One dispute: the money, the clock, what can be done next, charges and history."""
    dispute = dispute_of(request, public_id)
    return render(request, "disputes/dispute_detail.html", detail(request, dispute))


def detail(request: HttpRequest, dispute: Dispute) -> dict[str, object]:
    """Everything the page of one dispute shows."""
    today, items = timezone.localdate(), items_of(dispute)
    history = showing.history(dispute)
    seen = history[0]["event"].pk
    moves = next_moves(dispute, request.user)
    desk = DisputeDesk.objects.filter(carrier=dispute.carrier_id).first()
    advice = advised(dispute, items, today) if dispute.is_draft and items else None
    oldest = min((item.invoice.bill_date for item in items), default=None)
    rules = rules_of([dispute.account])[dispute.account_id]
    main = next((move for move in moves if move.target not in LETS_GO), None)
    return {
        "dispute": dispute,
        "groups": showing.groups(items),
        "clock": showing.clock(dispute, today),
        "deadline": rules.dispute_by(oldest) if oldest else None,
        "withhold": rules.withhold_by(oldest) if oldest else None,
        "steps": [
            (move, StepForm(dispute=dispute, move=move, seen=seen), move is main) for move in moves
        ],
        "undoable": undoable(dispute),
        "matches": matches_of(dispute),
        "match_form": _match_form(dispute),
        "decisions": decisions(findings_of(dispute)).select_related("decided_by"),
        "others": others_about(items),
        "history": history,
        "progress": progress_of(dispute),
        "advice": advice,
        "method_form": MethodForm(dispute=dispute, advice=advice) if advice else None,
        "reply_form": ReplyForm(auto_id="reply-%s"),
        "note_form": NoteForm(auto_id="note-%s"),
        "desk": desk,
        "form_fields": carrier_form.fields(dispute, items, desk) if items else [],
        "law": LAW,
    }


def _match_form(dispute: Dispute) -> MatchForm | None:
    """How a credit is matched by hand, while money is awaited and there is a credit to choose."""
    if dispute.state in AWAITS and offered_for(dispute).exists():
        return MatchForm(dispute=dispute)
    return None


def dispute_of(request: HttpRequest, public_id: UUID) -> Dispute:
    disputes = Dispute.objects.visible_to(request.user).for_list()
    return get_object_or_404(
        disputes.select_related("packet", "opened_by", "approver"), public_id=public_id
    )
