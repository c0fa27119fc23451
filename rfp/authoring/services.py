"""What people do with the pieces of a request: add, save, move, remove and bring back.

Every save counts the piece's edition up and is kept whole, so that of two people who write on one
piece nobody loses a word: whoever saves second is shown what the first wrote.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.authoring import snapshots
from rfp.authoring.history_models import PieceChange
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import KINDS, Piece, RfpClause, RfpRequirement, RfpSection, RfpSite

Act = PieceChange.Act
#: What nobody writes, and what the database gives.
GIVEN = ["public_id", "numbers", "changed_by", "made_by", "copied_from"]
Content = Mapping[str, Any]


class PieceRefused(Refused):
    """This cannot be done with the request as it stands."""


class StaleEdition(PieceRefused):
    """Somebody saved in between; ``theirs`` is what is stored, ``mine`` what was to be saved."""

    def __init__(self, theirs: Any, mine: Content) -> None:
        self.theirs, self.mine = theirs, mine
        super().__init__(
            "Somebody else saved this since you opened it. Compare both, and save what shall hold.",
            reason="stale",
        )


@transaction.atomic
def add(*, rfp: Rfp, letter: str, content: Content, by: User, at: int | None = None) -> Piece:
    """Write a new piece; its number was never given before. ``at`` is its place, else the last."""
    rfp = locked(rfp)
    piece = _made(rfp, KINDS[letter], _number(rfp, letter), content, by, at)
    _keep(piece, Act.MADE, by)
    return piece


@transaction.atomic
def save(*, piece: Piece, edition: int, content: Content, by: User) -> Piece:
    """Change what a piece says, upon the edition that was read."""
    locked(piece.rfp)
    held = _held(piece)
    return _saved(held, edition, content, by, Act.CHANGED)


@transaction.atomic
def move(*, piece: Piece, to: int, by: User, section: RfpSection | None = None) -> Piece:
    """Put a piece at a place among its like, counted from 0; a clause also into a section."""
    locked(piece.rfp)
    held = _held(piece)
    where = list(_siblings(held, section))
    before = [each.pk for each in where]
    others = [each for each in where if each.pk != held.pk]
    to = max(0, min(to, len(others)))
    if section is not None and section.pk != held.section_id:
        held.section = section
        held.save(update_fields=["section"])
    elif [*(each.pk for each in others[:to]), held.pk, *(e.pk for e in others[to:])] == before:
        return held
    _placed(held, others, to)
    _keep(held, Act.MOVED, by)
    return held


@transaction.atomic
def remove(*, piece: Piece, by: User) -> None:
    """Take a piece out, with what stands in it; its history brings it back."""
    locked(piece.rfp)
    held = _held(piece)
    for each in list(_within(held)):
        _keep(each, Act.REMOVED, by, gone_with=held.code)
        each.delete()
    _keep(held, Act.REMOVED, by)
    held.delete()


@transaction.atomic
def restore(*, change: PieceChange, by: User) -> Piece:
    """Make a piece what it was after a change, with its own number; also one that was removed."""
    rfp = locked(change.rfp)
    model = KINDS[change.letter]
    content = snapshots.read(rfp, model, change.content)
    held = model.objects.filter(rfp=rfp, number=change.number).first()
    if held is not None:
        if content.get("section", held) is None:
            del content["section"]  # it stays in the one it stands in
        return _saved(held, held.edition, content, by, Act.RESTORED)
    if content.get("section", model) is None:
        content["section"] = rfp.sections.last()
        if content["section"] is None:
            raise PieceRefused("Its section was removed. Bring that back first.")
    place = change.content.get("position")
    piece = _made(rfp, model, change.number, content, by, place)
    piece.edition = (
        1
        + (rfp.changes.filter(letter=change.letter, number=change.number).first() or change).edition
    )
    piece.save(update_fields=["edition"])
    _keep(piece, Act.RESTORED, by)
    for each in _gone_with(rfp, piece.code):
        restore(change=each, by=by)
    return piece


@transaction.atomic
def save_facts(*, rfp: Rfp, edition: int, content: Content, by: User) -> Rfp:
    """Change the facts of the request itself, upon the edition that was read."""
    held = locked(rfp)
    changed = _changed(held, content)
    if not changed:
        return held
    if held.edition != edition:
        raise StaleEdition(held, content)
    _set(held, content)
    _checked(held)
    held.edition += 1
    _stored(held)
    record(
        "rfp.facts",
        f"Changed {', '.join(sorted(_label(held, name) for name in changed))}: {held}",
        actor=by,
        client=held.client,
        subject=held,
    )
    return held


@transaction.atomic
def set_many(*, pieces: Iterable[RfpRequirement], content: Content, by: User) -> int:
    """The same facts for many requirements; how many changed."""
    return sum(
        save(piece=each, edition=each.edition, content=content, by=by).edition != each.edition
        for each in list(pieces)
    )


def locked(rfp: Rfp) -> Rfp:
    """The request while nobody else numbers or moves its pieces; refused when it is not open."""
    held = Rfp.objects.select_for_update(of=("self",)).select_related("client").get(pk=rfp.pk)
    if not held.is_open_to_change:
        raise PieceRefused(
            "Bidders have it as it was issued. Begin an addendum to change it."
            if held.state == Rfp.State.ISSUED
            else f"It is {held.get_state_display().lower()}, and no longer changes."
        )
    held.changed_at = timezone.now()
    held.save(update_fields=["changed_at"])
    return held


def _held(piece: Piece) -> Piece:
    held = type(piece).objects.select_related("rfp").filter(pk=piece.pk).first()
    if held is None:
        raise PieceRefused(f"{piece.code} was removed meanwhile. Its history brings it back.")
    return held


def _number(rfp: Rfp, letter: str) -> int:
    rfp.numbers[letter] = rfp.numbers.get(letter, 0) + 1
    Rfp.objects.filter(pk=rfp.pk).update(numbers=rfp.numbers)
    return rfp.numbers[letter]


def _made(
    rfp: Rfp, model: type[Piece], number: int, content: Content, by: User, at: int | None
) -> Piece:
    piece = model(client_id=rfp.client_id, rfp=rfp, number=number, changed_by_id=by.pk)
    _set(piece, content)
    _checked(piece)
    others = list(_siblings(piece))
    place = len(others) if at is None else max(0, min(at, len(others)))
    piece.position = others[-1].position + 1 if others else 0
    _stored(piece)
    if place < len(others):
        _placed(piece, others, place)
    piece.refresh_from_db(fields=["public_id"])
    return piece


def _saved(held: Piece, edition: int, content: Content, by: User, act: str) -> Piece:
    if not _changed(held, content):
        return held  # said twice, as a network that fails makes one do
    if held.edition != edition:
        raise StaleEdition(held, content)
    _set(held, content)
    _checked(held)
    held.edition += 1
    held.changed_by_id = by.pk
    _stored(held)
    _keep(held, act, by)
    return held


def _siblings(piece: Piece, section: RfpSection | None = None) -> Iterable[Piece]:
    like = type(piece).objects.filter(rfp=piece.rfp_id).order_by("position", "pk")
    if hasattr(piece, "section_id"):
        like = like.filter(section=section.pk if section else piece.section_id)
    return like


def _placed(piece: Piece, others: list[Piece], at: int) -> None:
    """Count the places anew, and store those that changed."""
    order = [*others[:at], piece, *others[at:]]
    moved = [each for place, each in enumerate(order) if each.position != place]
    for place, each in enumerate(order):
        each.position = place
    type(piece).objects.bulk_update(moved, ["position"])


def _within(piece: Piece) -> Iterable[Piece]:
    if isinstance(piece, RfpSection):
        yield from RfpClause.objects.filter(section=piece)
        yield from RfpRequirement.objects.filter(section=piece)
    elif isinstance(piece, RfpSite):
        yield from piece.prices.all()


def _gone_with(rfp: Rfp, code: str) -> list[PieceChange]:
    """The last change of each piece that was taken out with another."""
    last: dict[tuple[str, int], PieceChange] = {}
    for change in rfp.changes.order_by("at", "pk"):
        last[change.letter, change.number] = change
    gone = [
        each
        for each in last.values()
        if each.act == Act.REMOVED and each.content.get("gone_with") == code
    ]
    return sorted(gone, key=lambda each: (each.letter, each.content["position"]))


def _keep(piece: Piece, act: str, by: User, **more: Any) -> None:
    PieceChange.objects.create(
        client_id=piece.client_id,
        rfp_id=piece.rfp_id,
        letter=piece.letter,
        number=piece.number,
        edition=piece.edition,
        act=act,
        content=snapshots.content_of(piece) | {"position": piece.position, **more},
        by_id=by.pk,
    )


def _changed(row: Any, content: Content) -> set[str]:
    return {name for name, value in content.items() if getattr(row, name) != value}


def _set(row: Any, content: Content) -> None:
    for name, value in content.items():
        setattr(row, name, value)


def _checked(row: Any) -> None:
    """Refuse what the model does not allow, in its own words."""
    try:
        row.full_clean(exclude=GIVEN)
    except ValidationError as wrong:
        words = [
            sentence if name == "__all__" else f"{_label(row, name).capitalize()}: {sentence}"
            for name, sentences in wrong.message_dict.items()
            for sentence in sentences
        ]
        raise PieceRefused(" ".join(words)) from wrong


def _stored(row: Any) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise PieceRefused("This was written in this moment by somebody else.") from clash


def _label(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)
