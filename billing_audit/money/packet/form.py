"""The carrier's own form, field by field, as a table to copy from."""

import re
from collections.abc import Iterable

from billing_audit.money.desks import FILLED_WITH, USUAL_FORM, DisputeDesk
from billing_audit.money.models import Dispute, DisputeItem, total
from retainer.lib import format as written

#: Numbers listed in one field; more are in the table of charges.
MOST_LISTED = 12
WORD = re.compile(r"\{([a-z_]+)\}")


def fields(
    dispute: Dispute, items: list[DisputeItem], desk: DisputeDesk | None
) -> list[tuple[str, str]]:
    """Each field of the form with what to write into it."""
    said = _said(dispute, items)
    form = desk.form if desk and desk.form.strip() else USUAL_FORM
    rows = []
    for line in form.splitlines():
        label, found, filling = line.partition("=")
        if found and label.strip():
            filled = WORD.sub(lambda word: said.get(word[1], word[0]), filling.strip())
            rows.append((label.strip(), filled))
    return rows


def unknown_words(form: str) -> list[str]:
    """What a form asks for that nothing here can fill in."""
    known = {word for word, _ in FILLED_WITH}
    return sorted({word for word in WORD.findall(form) if word not in known})


def as_text(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{label}\n    {filled}\n\n" for label, filled in rows)


def _said(dispute: Dispute, items: list[DisputeItem]) -> dict[str, str]:
    days = sorted(item.invoice.bill_date for item in items)
    return {
        "client": dispute.client.name,
        "account": dispute.account.number,
        "reference": dispute.number,
        "amount": written.number(total(items), 2).replace(",", ""),
        "currency": dispute.currency,
        "bills": _listed(item.invoice.number for item in items),
        "oldest": written.day(days[0]) if days else "",
        "newest": written.day(days[-1]) if days else "",
        "services": _listed(item.service for item in items if item.service),
        "reasons": "; ".join(dict.fromkeys(item.found_by.title for item in items)),
        "charges": str(len(items)),
        "withheld": "Yes" if dispute.is_withheld else "No",
        "contact": dispute.opened_by.name,
    }


def _listed(numbers: Iterable[str]) -> str:
    every = list(dict.fromkeys(numbers))
    listed = ", ".join(every[:MOST_LISTED])
    more = len(every) - MOST_LISTED
    return f"{listed} and {more} more, see charges.csv" if more > 0 else listed
