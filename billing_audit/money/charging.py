"""Turns charges of findings into the items of a dispute: frozen, and told in words."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Sum

from billing_audit.bills.models import Line, LineShelf
from billing_audit.findings.models import Occurrence
from billing_audit.money.accepting import agreed
from billing_audit.money.models import Dispute, DisputeItem


def items(dispute: Dispute, charges: Sequence[Occurrence]) -> list[DisputeItem]:
    """An item for each charge, the oldest first.

    None asks for more of a line than other disputes leave of it, nor all of a finding's for more
    than the client agreed to.
    """
    room = agreed(each.finding_id for each in charges)
    lines = lines_of(dispute.client_id, [each.line_id for each in charges if each.line_id])
    taken = _taken(dispute.client_id, list(lines))
    made = []
    for charge in charges:
        line = lines.get(charge.line_id)
        asked = min(charge.asked, room.get(charge.finding_id, Decimal(0)))
        if line is not None:
            asked = min(asked, line.amount - taken[line.pk])
        if asked > 0:
            room[charge.finding_id] -= asked
            if line is not None:
                taken[line.pk] += asked
            made.append(_item(dispute, charge, line, asked))
    return made


def _item(dispute: Dispute, charge: Occurrence, line: Line | None, asked: Decimal) -> DisputeItem:
    item = DisputeItem(
        client_id=dispute.client_id,
        dispute=dispute,
        finding_id=charge.finding_id,
        check_code=charge.check_code,
        invoice=charge.invoice,
        line_id=charge.line_id,
        rule=charge.rule,
        month=charge.month,
        billed=charge.billed if line is None else line.amount,
        expected=charge.expected,
        disputed=asked,
        reason=charge.explanation,
    )
    if line:
        item.line_no, item.description = line.line_no, line.description
        item.service = line.billed_service.number if line.billed_service else ""
        item.charge_code = line.charge_code.code if line.charge_code else ""
    return item


def lines_of(client_id: int, keys: Sequence[int]) -> dict[int, Line]:
    """Bill lines by their keys, looked for on this client's shelves only."""
    shelves = LineShelf.objects.filter(client=client_id).values_list("pk", flat=True)
    lines = Line.objects.filter(client=client_id, shelf_id__in=list(shelves))
    return lines.select_related("billed_service", "charge_code").in_bulk(list(keys))


def _taken(client_id: int, lines: list[int]) -> dict[int, Decimal]:
    """What other findings in disputes ask of these lines already."""
    held = DisputeItem.objects.filter(client=client_id, line_id__in=lines, holds=True)
    sums = held.order_by().values_list("line_id").annotate(sum=Sum("disputed"))
    return defaultdict(Decimal, dict(sums))
