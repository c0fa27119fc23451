"""What people do with what arrived: take it, set it aside, think better of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from billing_audit.bills.arrivals import AlreadyLoaded, keep, local_copy, opened
from billing_audit.bills.models import BillFile
from billing_audit.bills.tasks import import_bill_file
from billing_audit.inbox.models import Arrival, Enclosure
from billing_audit.inbox.receiving import TAKEABLE, WAITED_FOR
from clients.files.services import forget
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib.format import count
from retainer.lib.refusal import Refused

Verdict, State = Enclosure.Verdict, Arrival.State


class NotOpen(Refused):
    """Somebody decided about it a moment ago."""


@dataclass
class Taken:
    """What became of the files of one arrival or of several."""

    files: list[BillFile] = field(default_factory=list)
    known: list[BillFile] = field(default_factory=list)
    arrivals: int = 0
    #: Sentences about arrivals that could not be taken.
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def take(
    *,
    arrival: Arrival,
    taken_by: User,
    client: Client | None = None,
    wanted: Iterable[Enclosure] | None = None,
) -> Taken:
    """Load what is enclosed as bills: the files that are wanted, else those that look like bills.

    ``client`` says whose they are when nobody could tell, or not rightly.
    """
    arrival = _open(arrival)
    owner = client or arrival.client
    if owner is None:
        raise Refused("Say first whose bill it is.", reason="no_client")
    chosen = list(wanted) if wanted is not None else likely(arrival)
    if not chosen:
        raise Refused("Nothing in it can be taken as a bill.", reason="nothing_to_take")
    taken = Taken(arrivals=1)
    for enclosure in chosen:
        _refuse_other_owner(enclosure, owner)
        _load(enclosure, owner, taken_by, taken)
    _hand_over(arrival, owner)
    names = ", ".join(enclosure.name for enclosure in chosen)
    _decide(arrival, State.TAKEN, taken_by, f"{names} of “{arrival}” was taken for {owner}.")
    for bill_file in taken.files:
        import_bill_file.delay_on_commit(bill_file.pk)
    return taken


@transaction.atomic
def take_many(*, arrivals: Iterable[Arrival], taken_by: User) -> Taken:
    """Take each for the client it seems to be of; what cannot be taken stays, with the reason."""
    whole = Taken()
    for arrival in arrivals:
        try:
            taken = take(arrival=arrival, taken_by=taken_by)
        except Refused as refused:
            whole.refused.append(f"{arrival}: {refused.sentence}")
        else:
            whole.arrivals += 1
            whole.files += taken.files
            whole.known += taken.known
    return whole


@transaction.atomic
def set_aside(*, arrival: Arrival, decided_by: User) -> None:
    """Say that it is no bill, or none to load."""
    arrival = _open(arrival)
    _decide(arrival, State.SET_ASIDE, decided_by, f"“{arrival}” was set aside.")


@transaction.atomic
def set_aside_many(*, arrivals: Iterable[Arrival], decided_by: User) -> int:
    """Say so of several, and how many were still open."""
    gone = 0
    for arrival in arrivals:
        try:
            set_aside(arrival=arrival, decided_by=decided_by)
        except NotOpen:
            continue  # somebody decided about it meanwhile, which counts
        gone += 1
    return gone


@transaction.atomic
def restore(*, arrival: Arrival, restored_by: User) -> None:
    """Let it wait again."""
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.state != State.SET_ASIDE:
        raise NotOpen("Only what was set aside can be put back.")
    waits = arrival.enclosures.filter(verdict__in=WAITED_FOR).exists()
    state = State.WAITING if waits else State.NO_BILL
    _decide(arrival, state, restored_by, f"“{arrival}” was put back.")


def likely(arrival: Arrival) -> list[Enclosure]:
    """The files that one click takes: the bills, else what may be some, else what is unread."""
    kept = list(arrival.enclosures.exclude(stored=None).select_related("stored"))
    for verdict in TAKEABLE:
        if found := [enclosure for enclosure in kept if enclosure.verdict == verdict]:
            return found
    return []


def _open(arrival: Arrival) -> Arrival:
    """The arrival, held until the transaction ends."""
    held = Arrival.objects.select_for_update(of=("self",)).select_related("client")
    arrival = held.get(pk=arrival.pk)
    if not arrival.is_open:
        raise NotOpen(f"“{arrival}” was {arrival.get_state_display().lower()} already.")
    return arrival


def _refuse_other_owner(enclosure: Enclosure, owner: Client) -> None:
    if enclosure.is_certain and enclosure.client_id != owner.pk:
        raise Refused(
            f"The account numbers in {enclosure.name} are those of {enclosure.client}, so it "
            f"cannot be {owner}’s bill. Correct the account first if they moved.",
            reason="other_owner",
        )


def _load(enclosure: Enclosure, owner: Client, taken_by: User, taken: Taken) -> None:
    """Make bill files of one enclosed file by the way that every bill goes."""
    files = []
    with local_copy(enclosure) as path, opened(path, enclosure.name) as members:
        for member in members:
            try:
                files.append(keep(member, client=owner, brought_by=taken_by))
            except AlreadyLoaded as already:
                taken.known.append(already.bill_file)
    taken.files += files
    stored, enclosure.stored = enclosure.stored, None
    enclosure.bill_file = files[0] if len(files) == 1 else None
    enclosure.save(update_fields=["stored", "bill_file"])
    forget(stored)


def _hand_over(arrival: Arrival, owner: Client) -> None:
    """It and all that is still kept of it are the client's."""
    if arrival.client_id == owner.pk:
        return
    arrival.client, arrival.why = owner, "Somebody said so."
    for enclosure in arrival.enclosures.exclude(stored=None).select_related("stored"):
        enclosure.stored.client = owner
        enclosure.stored.save(update_fields=["client"])
    arrival.enclosures.update(client=owner)


def _decide(arrival: Arrival, state: str, decided_by: User, sentence: str) -> None:
    arrival.state, arrival.decided_by, arrival.decided_at = state, decided_by, timezone.now()
    arrival.save(update_fields=["client", "why", "state", "decided_by", "decided_at"])
    activity.record(
        f"arrival.{state}", sentence, actor=decided_by, client=arrival.client, subject=arrival
    )


def in_words(taken: Taken) -> str:
    """What was taken, for the page."""
    loading = f"{count(len(taken.files), 'bill file')} taken and loading."
    known = f"{count(len(taken.known), 'file was,files were')} loaded already."
    return " ".join([loading] * bool(taken.files) + [known] * bool(taken.known))
