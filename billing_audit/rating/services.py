"""What people do with rate decks: make one, load a version of its prices, take one back."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.rating.loading import Outcome, keep_rates, read_deck
from billing_audit.rating.models import DeckVersion, RateDeck
from clients.people import activity
from clients.people.models import User
from retainer.lib.format import count, day
from retainer.lib.refusal import Refused


class DeckExists(Refused):
    """The carrier has a deck of that name."""


class DaysTaken(Refused):
    """Other prices hold on some of these days."""


@transaction.atomic
def keep_deck(*, deck: RateDeck, kept_by: User | None) -> RateDeck:
    """Store a new or an edited deck."""
    is_new = deck.pk is None
    try:
        with transaction.atomic():
            deck.save()
    except IntegrityError as clash:
        raise DeckExists(f"{deck.carrier} has a deck {deck.name} already.") from clash
    done = "made" if is_new else "edited"
    activity.record(
        f"deck.{done}", f"The rate deck {deck} was {done}.", actor=kept_by, client=deck.client,
        subject=deck,
    )  # fmt: skip
    return deck


@transaction.atomic
def load_version(
    *,
    deck: RateDeck,
    path: Path,
    source: str,
    begins: date,
    ends: date | None,
    loaded_by: User | None,
    dry_run: bool = False,
) -> Outcome:
    """Load the prices that hold from a day on; the ones before them end on the day before.

    With ``dry_run``, or when a cell is bad, nothing is stored.
    """
    deck = RateDeck.objects.select_for_update().get(pk=deck.pk)
    _make_way(deck, begins, ends, is_real=False)
    outcome = read_deck(path, [band["name"] for band in deck.bands])
    if not outcome.rows and not outcome.bad_cells:
        raise Refused("The file holds no price.", reason="empty")
    if dry_run or not outcome.is_sound:
        return outcome
    _make_way(deck, begins, ends, is_real=True)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    version = DeckVersion.objects.create(
        client=deck.client,
        deck=deck,
        valid=DateRange(begins, ends and ends + timedelta(days=1)),
        source=source[-255:],
        sha256=sha256,
        loaded_by=loaded_by,
    )
    keep_rates(version)
    activity.record(
        "deck.loaded",
        f"{count(version.row_count, 'price')} of {deck}, valid from {day(begins)}, "
        f"came from {source}.",
        actor=loaded_by,
        client=deck.client,
        subject=deck,
    )
    return outcome


def _make_way(deck: RateDeck, begins: date, ends: date | None, *, is_real: bool) -> None:
    """End the open version before the new one; refuse days that another one has for good."""
    if ends and ends < begins:
        raise Refused("The last day lies before the first.", reason="days")
    new = DateRange(begins, ends and ends + timedelta(days=1))
    for version in deck.versions.filter(valid__overlap=new):
        if version.valid.lower >= begins or version.valid.upper is not None:
            raise DaysTaken(
                f"Prices from {day(version.valid.lower)} hold on some of these days. Take them "
                "back first, or choose other days."
            )
        if is_real:
            version.valid = DateRange(version.valid.lower, begins)
            version.save()


@transaction.atomic
def take_back(*, version: DeckVersion, taken_back_by: User) -> None:
    """Delete a version with its prices.  What was found by it keeps the prices it used."""
    activity.record(
        "deck.taken_back",
        f"{count(version.row_count, 'price')} of {version.deck}, valid from "
        f"{day(version.valid.lower)}, taken back.",
        actor=taken_back_by,
        client=version.client,
        subject=version.deck,
    )
    version.delete()
