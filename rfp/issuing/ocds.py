"""A request as a release of the Open Contracting Data Standard.

Source: the standard's release schema, version 1.1 (standard.open-contracting.org). Bidders,
requirements and lots are extensions and not in it.
"""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from rfp.issuing.shape import IssuedRequest

#: A practice has no registered prefix; this one is of the standard's documentation for tests.
DEFAULT_PREFIX = "ocds-213czf"


def release(
    request: IssuedRequest, prefix: str = DEFAULT_PREFIX, tag: str = "tender"
) -> dict[str, Any]:
    """The release of one issue; ``tag`` is tender, or tenderAmendment for an addendum."""
    issued = datetime.combine(request.issued_on, time.min, UTC)
    buyer = {"id": _id(request.client), "name": request.client}
    tender: dict[str, Any] = {
        "id": request.reference,
        "title": request.title,
        "status": "active",
        "procuringEntity": buyer,
        "procurementMethod": "open",
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria",
        "awardCriteriaDetails": (
            f"Price {request.price_weight:f} of 100 points, formula {request.formula}"
        ),
        "submissionMethod": ["electronicSubmission"],
        "items": [
            {
                "id": price.id,
                "description": price.description,
                "quantity": _json_number(price.quantity),
                "unit": {"name": price.unit},
            }
            for price in request.prices
        ],
        "documents": [
            {
                "id": f"{request.reference}-{request.version}",
                "documentType": "biddingDocuments",
                "title": f"{request.title}, version {request.version}",
                "description": f"SHA-256 of the content: {request.digest}",
                "datePublished": issued.isoformat(),
                "language": "en",
            }
        ],
        "milestones": [
            {"id": str(number), "title": step.name, "dueDate": step.at.isoformat()}
            for number, step in enumerate(request.steps, start=1)
        ],
    }
    if due := request.step("due"):
        tender["tenderPeriod"] = {"startDate": issued.isoformat(), "endDate": due.at.isoformat()}
    if asked := request.step("questions"):
        tender["enquiryPeriod"] = {"startDate": issued.isoformat(), "endDate": asked.at.isoformat()}
        tender["hasEnquiries"] = True
    if not tender["items"]:
        del tender["items"]
    return {
        "ocid": f"{prefix}-{request.reference}",
        "id": f"{request.reference}-{request.version}-{tag}",
        "date": issued.isoformat(),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
        "parties": [buyer | {"roles": ["buyer", "procuringEntity"]}],
        "buyer": buyer,
        "tender": tender,
    }


def _json_number(quantity: Decimal) -> int | float:
    """A quantity as the schema wants it: a JSON number, never a sum of money."""
    whole = quantity.to_integral_value()
    return int(whole) if whole == quantity else float(quantity)


def _id(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
