"""Saying what a charge means, and taking it back."""

from django.db import transaction

from billing_audit.checks.meanings import MEANINGS
from billing_audit.meanings.models import ChargeMeaning
from clients.people import activity
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.refusal import Refused


class NoSuchMeaning(Refused):
    """The checks would not know what to make of it."""

    def __init__(self) -> None:
        super().__init__("Choose from the list what the charge is.")


class NothingToName(Refused):
    """A charge without a carrier's code and without a description cannot be recognised again."""

    def __init__(self) -> None:
        super().__init__("Name the carrier and the code of the charge, or its description.")


def in_words(meaning: str) -> str:
    """What a meaning is called, those of earlier releases included."""
    if meaning == ChargeMeaning.ORDINARY:
        return "an ordinary charge"
    known = MEANINGS.get(meaning)
    return known.words if known else meaning.replace("_", " ")


@transaction.atomic
def say(
    *, carrier: Carrier | None, code: str, words: str, meaning: str, said_by: User
) -> ChargeMeaning:
    """Note what a charge means; said again, the new word counts.

    Where there is a code the code decides, else the description.
    """
    if meaning not in MEANINGS and meaning != ChargeMeaning.ORDINARY:
        raise NoSuchMeaning
    code, words = code.strip().upper() if carrier else "", words.strip().lower()
    if not code and not words:
        raise NothingToName
    of = {"carrier": carrier, "code": code} if code else {"words": words}
    said, _ = ChargeMeaning.objects.update_or_create(
        **({"carrier": None, "code": "", "words": ""} | of),
        defaults={"meaning": meaning, "said_by": said_by},
    )
    activity.record(
        "charge.named", f"{said} is {in_words(meaning)}.", actor=said_by, subject=carrier
    )
    return said


@transaction.atomic
def take_back(*, said: ChargeMeaning, taken_back_by: User) -> None:
    """Forget what was said; the charge means again what its name says."""
    activity.record(
        "charge.unnamed",
        f"{said} is no longer said to be {in_words(said.meaning)}.",
        actor=taken_back_by,
        subject=said.carrier,
    )
    said.delete()
