"""A posting and its changes as tests need them."""

from datetime import date
from typing import Any

from clients.models import User
from rfp.erate import services
from rfp.models import ErateChange, EratePosting, Rfp


def posted(rfp: Rfp, by: User, **facts: Any) -> EratePosting:
    known = {"form_470": "260012345", "posted_on": date(2026, 1, 15)} | facts
    posting = EratePosting(rfp=rfp, client_id=rfp.client_id, **known)
    return services.keep_posting(posting=posting, kept_by=by)


def changed(rfp: Rfp, by: User, **facts: Any) -> ErateChange:
    known = {
        "happened_on": date(2026, 2, 2),
        "what": "The library wants 2 Gbps instead of 1.",
        "is_substantive": True,
        "because": "Prices are others.",
    }
    change = ErateChange(rfp=rfp, client_id=rfp.client_id, **known | facts)
    return services.note_change(change=change, noted_by=by)
