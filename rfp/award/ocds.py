"""The award as a release of the Open Contracting Data Standard, beside the tender's own."""

from decimal import Decimal
from typing import Any

from rfp.award.models import Award
from rfp.issuing.ocds import release
from rfp.issuing.shape import read


def award_release(award: Award) -> dict[str, Any]:
    """The release of an award that bidders were told of; its tender is complete."""
    asked, paper = read(award.evaluation.version.document), award.paper
    told = release(asked, tag="award")
    winner = paper["winner"]
    supplier = {"id": f"bidder-{winner['number']}", "name": winner["bidder"]}
    at = award.announced_at or award.put_at
    told["id"] = f"{asked.reference}-award-{award.number}"
    told["date"] = at.isoformat()
    told["tender"]["status"] = "complete"
    told["tender"]["numberOfTenderers"] = award.evaluation.contenders.count()
    told["parties"].append(supplier | {"roles": ["supplier", "tenderer"]})
    told["awards"] = [
        {
            "id": f"{asked.reference}-{award.number}",
            "title": asked.title,
            "description": award.reasons,
            "status": "active" if award.announced_at else "pending",
            "date": at.isoformat(),
            "value": {"amount": _number(Decimal(winner["price"])), "currency": award.currency},
            "suppliers": [supplier],
        }
    ]
    return told


def _number(amount: Decimal) -> int | float:
    """The schema wants a JSON number."""
    whole = amount.to_integral_value()
    return int(whole) if whole == amount else float(amount)
