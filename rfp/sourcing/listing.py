"""Which suppliers are looked at for a decision: long list, short list, dropped and why."""

from collections.abc import Iterable

from django.db import transaction

from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.sourcing import services
from rfp.sourcing.models import SourcingDecision
from rfp.sourcing.supplier_models import ListedSupplier, ListMove, Stage, Supplier
from rfp.sourcing.telling import note


class ListingRefused(Refused):
    """The lists cannot be changed so."""


@transaction.atomic
def add(
    *, decision: SourcingDecision, suppliers: Iterable[Supplier], added_by: User
) -> list[ListedSupplier]:
    """Put suppliers on the long list; those that are listed already stay where they are."""
    asked = services.locked(decision)
    _going_on(asked)
    known = set(asked.listed.values_list("supplier_id", flat=True))
    added = []
    for supplier in suppliers:
        if supplier.pk in known:
            continue
        listed = ListedSupplier.objects.create(
            client_id=asked.client_id, decision=asked, supplier=supplier, name=supplier.name
        )
        _step(listed, "", added_by)
        added.append(listed)
    if not added:
        raise ListingRefused("Choose at least one supplier that is not listed yet.")
    names = ", ".join(each.name for each in added)
    note(asked, "listed", f"Put on the long list: {names}", added_by)
    return added


@transaction.atomic
def move(*, listed: ListedSupplier, stage: str, reason: str, moved_by: User) -> ListedSupplier:
    """Move it to the short list, drop it with a reason, or bring it back; every step stays."""
    asked = services.locked(listed.decision)
    _going_on(asked)
    wanted = ListedSupplier.objects.select_for_update().get(pk=listed.pk)
    if stage not in Stage.values or stage == wanted.stage:
        raise ListingRefused("Choose another list.")
    if stage == Stage.DROPPED and not reason.strip():
        raise ListingRefused("Say why it is dropped: it is printed with the list.")
    wanted.stage, wanted.reason = stage, reason.strip()
    wanted.save(update_fields=["stage", "reason"])
    _step(wanted, wanted.reason, moved_by)
    said = f"{wanted.name}: {wanted.get_stage_display().lower()}"
    note(asked, "moved", f"{said}. {wanted.reason}".strip(), moved_by)
    return wanted


def _step(listed: ListedSupplier, reason: str, by: User) -> None:
    ListMove.objects.create(
        client_id=listed.client_id, listed=listed, stage=listed.stage, reason=reason, moved_by=by
    )


def _going_on(decision: SourcingDecision) -> None:
    if decision.state in ("declined", "withdrawn", "superseded"):
        raise ListingRefused(f"The decision was {decision.get_state_display().lower()}.")
