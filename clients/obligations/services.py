"""What both sides do about an obligation: set it, meet it, take that back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.obligations.models import Fulfilment, Obligation
from clients.obligations.rules import read
from clients.people.activity import record
from clients.people.models import User
from clients.service_hours.reckoning import business_time
from retainer.lib import format as written
from retainer.lib.refusal import Refused

Owes = Obligation.Owes


class ObligationRefused(Refused):
    """This cannot be done about the obligation as it stands."""


@transaction.atomic
def keep_obligation(*, obligation: Obligation, kept_by: User) -> Obligation:
    """Store a new or an edited obligation, and reckon when it is due next.

    What was met stays met: a changed rule asks for its first day after the last that was.
    """
    is_new = obligation.pk is None
    is_open = business_time().is_open
    rule = read(obligation.first_on, obligation.rule, obligation.working_day, is_open)
    obligation.rule = rule.text
    obligation.next_due = rule.next_after(None if is_new else last_met(obligation), is_open)
    try:
        with transaction.atomic():
            obligation.save()
    except IntegrityError as clash:
        raise ObligationRefused("This is owed already. Look for it in the list.") from clash
    if is_new:  # the database gave it its public id
        obligation.refresh_from_db(fields=["public_id"])
    said = "Set" if is_new else "Changed"
    _note(obligation, said.lower(), f"{said} the obligation {obligation}: {rule}", kept_by)
    return obligation


@transaction.atomic
def fulfil(
    *,
    obligation: Obligation,
    due_on: date,
    done_on: date,
    done_by: User,
    evidence: str = "",
    link: str = "",
) -> Fulfilment:
    """Note that it was done for the day that was due; the next day of its rule is asked then."""
    owed = _locked(obligation)
    _may(owed, done_by)
    if owed.next_due is None or not owed.is_active:
        raise ObligationRefused("Nothing is due of it any more.")
    if owed.next_due != due_on:
        raise ObligationRefused(
            f"It was noted as done meanwhile; it is due next on {written.day(owed.next_due)}."
        )
    if done_on > timezone.localdate():
        raise ObligationRefused("Choose a day that has come: this says what was done.")
    if owed.evidence and not (evidence.strip() or link):
        raise ObligationRefused(f"Say or link what shows it: {owed.evidence}.")
    # Not made and read back: of people a client user reads a few columns alone.
    met = Fulfilment(
        client_id=owed.client_id,
        obligation=owed,
        due_on=due_on,
        done_on=done_on,
        evidence=evidence.strip(),
        link=link,
        done_by_id=done_by.pk,
    )
    met.save(force_insert=True)
    owed.next_due = owed.when.next_after(due_on, business_time().is_open)
    owed.save(update_fields=["next_due"])
    _note(owed, "done", f"Done for {written.day(due_on)}: {owed}", done_by)
    return met


@transaction.atomic
def take_back(*, obligation: Obligation, taken_back_by: User) -> Fulfilment:
    """Undo the latest "done": that day is asked for again."""
    owed = _locked(obligation)
    _may(owed, taken_back_by)
    standing = owed.fulfilments.filter(taken_back_at=None)
    met = standing.select_for_update(of=("self",)).order_by("-due_on").first()
    if met is None:
        raise ObligationRefused("It was taken back before.")
    if taken_back_by.is_client_user and met.done_by_id != taken_back_by.pk:
        raise ObligationRefused("Who noted it takes it back, or your consultant does.")
    met.taken_back_at = timezone.now()
    met.save(update_fields=["taken_back_at"])
    owed.next_due = met.due_on
    owed.save(update_fields=["next_due"])
    said = f"Took back that it was done for {written.day(met.due_on)}: {owed}"
    _note(owed, "taken_back", said, taken_back_by)
    return met


def last_met(obligation: Obligation) -> date | None:
    """The latest due day that was met and stands."""
    standing = obligation.fulfilments.filter(taken_back_at=None)
    return standing.order_by("-due_on").values_list("due_on", flat=True).first()


def _may(obligation: Obligation, person: User) -> None:
    """The practice speaks for all; of the client's people each for the client's own duties."""
    if person.is_client_user and obligation.owes != Owes.CLIENT:
        raise ObligationRefused(
            f"{obligation.get_owes_display()} owes this, and your consultant notes when it is "
            "done. Raise an issue if it was not."
        )


def _locked(obligation: Obligation) -> Obligation:
    """The row as it is now, while nobody else moves it."""
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("client")
    return rows.get(pk=obligation.pk)


def _note(obligation: Obligation, deed: str, sentence: str, by: User) -> None:
    record(f"obligation.{deed}", sentence, actor=by, client=obligation.client, subject=obligation)
