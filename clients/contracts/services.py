"""Asking for other prices, and making rates of what was agreed."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from clients.contracts.models import Renegotiation
from clients.people.activity import record
from clients.people.models import User
from clients.telecom.models import ContractDocument, ContractRate
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = Renegotiation.State


class NotRenegotiated(Refused):
    """What somebody wants to do with a renegotiation does not go."""


@transaction.atomic
def ask_price(
    *, rate: ContractRate, asked: Decimal, asked_on: date, note: str, opened_by: User
) -> Renegotiation:
    """Note that a carrier was asked for another price than the one that holds."""
    try:
        with transaction.atomic():
            opened = Renegotiation.objects.create(
                client=rate.client, rate=rate, old_price=rate.rate, asked=asked,
                asked_on=asked_on, note=note, opened_by=opened_by,
            )  # fmt: skip
    except IntegrityError as clash:
        raise NotRenegotiated(
            "Another price is being asked for this rate already. Open that one in the register."
        ) from clash
    _note(opened, "asked", f"{_price(opened, asked)} was asked instead of {rate}", opened_by)
    return opened


@transaction.atomic
def note_offer(
    *, renegotiation: Renegotiation, asked: Decimal, offered: Decimal | None, note: str, by: User
) -> None:
    """Keep what the carrier offers, or that it offers nothing yet, and what we ask now."""
    found = _open(renegotiation)
    found.asked, found.offered, found.note = asked, offered, note
    found.state = State.ASKED if offered is None else State.OFFERED
    found.save(update_fields=["asked", "offered", "note", "state"])
    said = "nothing" if offered is None else _price(found, offered)
    _note(found, "offered", f"{said} is offered, {_price(found, asked)} asked for {found}", by)


@transaction.atomic
def agree_price(
    *,
    renegotiation: Renegotiation,
    agreed: Decimal,
    effective_on: date,
    document: ContractDocument | None,
    by: User,
) -> ContractRate:
    """Make a contract rate of the agreed price, in place of the old one from a day on.

    The old rate ends the day before; rates that begin later stay as they are.
    """
    found = _open(renegotiation)
    rate = _follow(found.rate, agreed, effective_on, document)
    found.agreed, found.effective_on, found.new_rate = agreed, effective_on, rate
    found.state = State.AGREED
    found.save(update_fields=["agreed", "effective_on", "new_rate", "state"])
    since = written.day(effective_on)
    _note(found, "agreed", f"{_price(found, agreed)} was agreed for {found} from {since} on", by)
    return rate


@transaction.atomic
def decline_price(*, renegotiation: Renegotiation, by: User) -> None:
    """Note that the old price stays."""
    found = _open(renegotiation)
    found.state = State.DECLINED
    found.save(update_fields=["state"])
    _note(found, "declined", f"Another price was declined for {found}", by)


def _open(renegotiation: Renegotiation) -> Renegotiation:
    """The row, held until we are done with it."""
    rows = Renegotiation.objects.select_for_update(of=("self",))
    found = rows.select_related("rate__carrier", "client").get(pk=renegotiation.pk)
    if not found.is_open:
        state = found.get_state_display().lower()
        raise NotRenegotiated(f"This is {state} already. Ask for the next price in a new row.")
    return found


def _follow(
    old: ContractRate, price: Decimal, first: date, document: ContractDocument | None
) -> ContractRate:
    """A rate for the same charges from a day on, as long as the one that held that day."""
    same = ContractRate.objects.select_for_update(of=("self",)).filter(
        client=old.client_id, carrier=old.carrier_id, charge_code=old.charge_code,
        contract=old.contract_id, site=old.site_id, service=old.service_id,
    )  # fmt: skip
    rates = list(same.order_by("valid"))
    held = next((each for each in rates if first in each.valid), None)
    if held and held.valid.lower == first:
        raise NotRenegotiated(
            f"A rate for {old.charge_code} begins on {written.day(first)} already. Choose another "
            "day, or edit that rate if it is the agreed one."
        )
    later = [each.valid.lower for each in rates if each.valid.lower > first]
    until = held.valid.upper if held else min(later, default=None)
    if held:
        held.valid = DateRange(held.valid.lower, first)
        held.save(update_fields=["valid"])
    return ContractRate.objects.create(
        client_id=old.client_id, carrier_id=old.carrier_id, charge_code=old.charge_code,
        contract_id=old.contract_id, site_id=old.site_id, service_id=old.service_id,
        rate=price, currency=old.currency, valid=DateRange(first, until), document=document,
    )  # fmt: skip


def _price(found: Renegotiation, amount: Decimal) -> str:
    return written.rate(amount, found.rate.currency)


def _note(found: Renegotiation, deed: str, sentence: str, by: User) -> None:
    record(f"renegotiation.{deed}", sentence, actor=by, client=found.client, subject=found)
