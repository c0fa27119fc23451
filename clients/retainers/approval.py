"""Work from hand to hand: approved with what it charges, sent back, agreed to, questioned."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import rate_of, terms_in
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from clients.retainers.ledger import is_closed, settle
from clients.retainers.past import month_page
from clients.retainers.tasks import watch_retainer
from clients.work.holding import held
from clients.work.models import EntryRemark, WorkEntry
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused

State = WorkEntry.State
LONGEST = EntryRemark._meta.get_field("text").max_length


class ApprovalRefused(Refused):
    """Some of this work cannot be approved, sent back or agreed to as it stands."""


@transaction.atomic
def approve(*, entries: Collection[WorkEntry], approved_by: User) -> list[WorkEntry]:
    """Fix what open entries charge, at which rate, and settle their months; all or none."""
    locked = _locked(entries)
    for entry in locked:
        if not entry.is_open:
            raise ApprovalRefused(f"{_named(entry)}: {entry.get_state_display().lower()} already.")
        if is_closed(entry.project.agreement, month_of(entry.worked_on)):
            raise ApprovalRefused(
                f"{_named(entry)}: {written.month(entry.worked_on)} is closed. Log it in an "
                "open month."
            )
        _price(entry)
        entry.state = State.APPROVED
        entry.approved_at, entry.approved_by = timezone.now(), approved_by
        entry.save()
    for agreement in _settle(locked):
        watch_retainer.delay_on_commit(agreement.pk)
    _record("approved", locked, approved_by)
    return locked


def _price(entry: WorkEntry) -> None:
    """What the entry charges by the terms of its month, and at which rate."""
    agreement = entry.project.agreement
    terms = terms_in(agreement, entry.worked_on)
    entry.charged = terms.charged(entry.billable)
    rate = rate_of(entry.project, entry.consultant, entry.worked_on)
    if rate is None and agreement.counts_money and entry.charged:
        raise ApprovalRefused(
            f"{_named(entry)}: there is no hourly rate in {agreement.currency} for "
            f"{entry.consultant}. Add one to the agreement or to the standard rates."
        )
    entry.rate = rate.amount if rate else None
    entry.rate_source = rate.source if rate else ""


@transaction.atomic
def send_back(*, entries: Collection[WorkEntry], sent_back_by: User, reason: str) -> None:
    """Give entries back to those who wrote them, with the reason; what they charged is undone."""
    locked = _locked(entries)
    for entry in locked:
        if entry.state not in (State.SUBMITTED, State.APPROVED, State.QUESTIONED):
            raise ApprovalRefused(
                f"{_named(entry)}: {entry.get_state_display().lower()}, so it stays."
            )
        entry.state = State.DRAFT
        entry.submitted_at = entry.approved_at = entry.approved_by = None
        entry.charged, entry.rate, entry.rate_source = None, None, ""
        entry.save()
        _remark(entry, sent_back_by, reason, is_internal=True)
    _settle(locked)
    _record("sent_back", locked, sent_back_by, reason=reason)
    for group in _by_client_and_person(locked):
        notify(
            to=[group[0].consultant_id],
            client=group[0].client,
            topic=Topic.QUESTION,
            sentence=f"{sent_back_by} sent back {_together(group)}: {reason}",
            link=_where_drafts_are(group),
            made_by=sent_back_by,
        )


def _where_drafts_are(entries: list[WorkEntry]) -> str:
    """The page of the only entry, or this person's drafts for the client in the book."""
    if len(entries) == 1:
        return reverse("work:entry_edit", args=[entries[0].public_id])
    client, person = entries[0].client.slug, entries[0].consultant.public_id
    narrowed = urlencode({"client": client, "person": person, "state": State.DRAFT.value})
    return f"{reverse('work:entry_list')}?{narrowed}"


@transaction.atomic
def agree(*, entry: WorkEntry, agreed_by: User) -> None:
    """The client agrees to an entry, also to one they asked about."""
    _hand_over(entry, State.AGREED, (State.APPROVED, State.QUESTIONED))
    _record("agreed", [entry], agreed_by)


@transaction.atomic
def agree_month(*, agreement: RetainerAgreement, month: date, agreed_by: User) -> None:
    """The client agrees to every entry of an agreement's month about which nobody asked."""
    under = WorkEntry.objects.filter(project__agreement=agreement, state=State.APPROVED)
    waiting = under.of_month(month)
    entries = list(waiting.select_related("client").select_for_update(of=("self",)).order_by("pk"))
    same = WorkEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    same.update(state=State.AGREED, agreed_at=timezone.now())
    _record("agreed", entries, agreed_by)


@transaction.atomic
def question(*, entry: WorkEntry, asked_by: User, text: str) -> EntryRemark:
    """The client asks about an entry; until it is answered its month cannot be closed."""
    text = _said(text, or_else="Say what you would like to know.")
    _hand_over(entry, State.QUESTIONED, (State.APPROVED, State.AGREED))
    remark = _remark(entry, asked_by, text)
    _record("questioned", [entry], asked_by)
    notify(
        to=[entry.consultant_id, *people_of_practice(entry.client)],
        client=entry.client,
        topic=Topic.QUESTION,
        sentence=f"{asked_by} asks about {_named(entry)}: {text}",
        link=reverse("retainers:entry_answer", args=[entry.public_id]),
        made_by=asked_by,
    )
    return remark


@transaction.atomic
def answer(*, entry: WorkEntry, answered_by: User, text: str) -> EntryRemark:
    """Answer what a client asked; the entry stands as approved again."""
    text = _said(text, or_else="Write the answer.")
    _hand_over(entry, State.APPROVED, (State.QUESTIONED,))
    remark = _remark(entry, answered_by, text)
    _record("answered", [entry], answered_by)
    asked = entry.remarks.exclude(written_by=answered_by).values_list("written_by_id", flat=True)
    notify(
        to=[person for person in people_of_client(entry.client) if person in set(asked)],
        client=entry.client,
        topic=Topic.QUESTION,
        sentence=f"{answered_by} answered about {_named(entry)}: {text}",
        link=f"{month_page(entry.project.agreement, entry.worked_on)}#e-{entry.public_id}",
        made_by=answered_by,
    )
    return remark


def _said(text: str, *, or_else: str) -> str:
    """What somebody wrote, if it is something and a remark can hold it."""
    text = text.strip()
    if not text:
        raise ApprovalRefused(or_else)
    if len(text) > LONGEST:
        raise ApprovalRefused(f"Write at most {LONGEST} characters; these are {len(text)}.")
    return text


def _hand_over(entry: WorkEntry, to: str, allowed: tuple[str, ...]) -> None:
    """Change the state, and when it was agreed to: all that a client user may write."""
    agreed_at = timezone.now() if to == State.AGREED else None
    changed = WorkEntry.objects.filter(pk=entry.pk, state__in=allowed).update(
        state=to, agreed_at=agreed_at
    )
    entry.refresh_from_db(fields=["state", "agreed_at"])
    if not changed:
        raise ApprovalRefused(f"{_named(entry)}: {entry.get_state_display().lower()}, so it stays.")


def _remark(entry: WorkEntry, by: User, text: str, *, is_internal: bool = False) -> EntryRemark:
    return EntryRemark.objects.create(
        client_id=entry.client_id,
        entry=entry,
        written_by=by,
        text=text,
        is_internal=is_internal,
    )


def _locked(entries: Collection[WorkEntry]) -> list[WorkEntry]:
    """The entries, while nobody else changes them or closes their months.

    In the order of ``clients.work.holding``: in another two principals wait for each other.
    """
    rows = WorkEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    agreements = RetainerAgreement.objects.filter(pk__in=rows.values("project__agreement"))
    list(agreements.select_for_update().order_by("pk").values_list("pk"))
    locked = held(rows.values_list("pk", flat=True)).values()
    return sorted(locked, key=lambda entry: (entry.worked_on, entry.pk))


def _settle(entries: list[WorkEntry]) -> list[RetainerAgreement]:
    """Settle the months these entries are of; the agreements concerned."""
    months: dict[tuple[int, date], RetainerAgreement] = {
        (entry.project.agreement_id, month_of(entry.worked_on)): entry.project.agreement
        for entry in entries
    }
    for (_, month), agreement in sorted(months.items(), key=lambda each: each[0]):
        settle(agreement, month)
    return list({agreement.pk: agreement for agreement in months.values()}.values())


def _named(entry: WorkEntry) -> str:
    return f"{written.hours(entry.hours)} on {entry.project}, {written.day(entry.worked_on)}"


def _record(deed: str, entries: list[WorkEntry], by: User, **data: str) -> None:
    """One line per client and person, however many entries."""
    for group in _by_client_and_person(entries):
        record(
            f"work.{deed}",
            f"{deed.replace('_', ' ').capitalize()}: {_together(group)}",
            actor=by,
            client=group[0].client,
            subject=group[0],
            **data,
        )


def _by_client_and_person(entries: list[WorkEntry]) -> list[list[WorkEntry]]:
    groups: dict[tuple[int, int], list[WorkEntry]] = {}
    for entry in entries:
        groups.setdefault((entry.client_id, entry.consultant_id), []).append(entry)
    return list(groups.values())


def _together(entries: list[WorkEntry]) -> str:
    """Such as ``3 entries, 4.50 h``."""
    hours = written.hours(sum((entry.hours for entry in entries), Decimal(0)))
    return f"{written.count(len(entries), 'entry,entries')}, {hours}"
