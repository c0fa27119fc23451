"""The rows behind each figure of the ledger: findings, disputes, credits; they add up to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from billing_audit.findings.models import Finding
from billing_audit.ledger.receipts import Entry
from billing_audit.ledger.reckoning import Ledger
from billing_audit.ledger.stages import NOTHING, ONE_TIME, RECURRING
from billing_audit.money.credit_models import CreditMatch
from billing_audit.money.models import Dispute
from retainer.lib import format as written

Role = CreditMatch.Role


@dataclass(frozen=True)
class Row:
    """One row: what it is, where it opens, and what it counts for."""

    kind: str
    what: str
    about: str
    url: str
    client: str
    currency: str
    amount: Decimal
    on: date | None = None
    #: The finding whose cause somebody may say, by its public key.
    finding: str = ""


#: What a list is called besides the stages, and what it holds.
OTHERS = {
    "saved": "Saved so far by corrected bills",
    "written_off": "Withheld sums written off",
    "ideas": "Savings ideas, a month of each",
    "excluded": "Caused by ourselves",
    "tax": "Tax that came with credits",
}


def titles() -> dict[str, str]:
    """Every list by its name."""
    one_time = {each.name: each.word for each in ONE_TIME}
    monthly = {f"monthly-{each.name}": f"{each.word}, a month of each" for each in RECURRING}
    return one_time | monthly | OTHERS


def rows(ledger: Ledger, name: str, currency: str = "") -> list[Row]:
    """The rows of one figure, most money first; of one currency, if one is named."""
    found = (each for each in _rows(ledger, name) if each.amount)
    own = [each for each in found if currency in ("", each.currency)]
    return sorted(own, key=lambda row: (-row.amount, row.what))


def within(found: Sequence[Row], since: date | None, until: date | None) -> list[Row]:
    """The rows of a period; a row without a day is of none."""
    if since is None and until is None:
        return list(found)
    first, last = since or date.min, until or date.max
    return [row for row in found if row.on and first <= row.on <= last]


def _rows(ledger: Ledger, name: str) -> Iterator[Row]:
    if name in ("identified", "validated", "accepted"):
        yield from _findings(ledger, lambda f: getattr(ledger.money_of(f), name))
    elif name == "submitted":
        for dispute in ledger.disputes:
            own = dispute.disputed - ledger.excluded.get(dispute.pk, NOTHING)
            yield _of_dispute(ledger, dispute, own)
    elif name == "approved":
        for dispute in ledger.disputes:
            yield _of_dispute(ledger, dispute, ledger.money_in(dispute).approved)
    elif name in ("posted", "verified", "written_off"):
        yield from _moved(ledger, name)
    elif name.startswith("monthly-"):
        stage = name.removeprefix("monthly-")
        for each in ledger.recurring:
            if stage in each.stages:
                yield _of_finding(ledger, each.finding, each.monthly)
    elif name == "saved":
        for each in ledger.recurring:
            months = f"{written.count(each.months, 'month')} counted"
            yield _of_finding(ledger, each.finding, each.saved, months)
    elif name == "ideas":
        for idea in ledger.ideas.select_related("client"):
            yield _of_finding(ledger, idea, idea.worth_monthly or NOTHING)
    elif name == "excluded":
        for finding in Finding.objects.filter(pk__in=ledger.ours).select_related("client"):
            yield _of_finding(ledger, finding, ledger.submitted.get(finding.pk, NOTHING))
    elif name == "tax":
        for match in ledger.matches:
            if match.role == Role.TAX:
                yield _of_credit(match, match.amount, match.credit.on)


def _findings(ledger: Ledger, amount: Callable[[Finding], Decimal]) -> Iterator[Row]:
    for finding in ledger.findings.exclude(pk__in=ledger.ours).select_related("client"):
        yield _of_finding(ledger, finding, amount(finding))


def _of_finding(ledger: Ledger, finding: Finding, amount: Decimal, more: str = "") -> Row:
    about = ", ".join(part for part in (finding.found_by.title, more) if part)
    return Row(
        "finding",
        finding.subject or str(finding),
        about,
        reverse("findings:finding_detail", args=[finding.public_id]),
        ledger.clients[finding.client_id].name,
        finding.currency,
        amount,
        finding.last_month,
        str(finding.public_id),
    )


def _moved(ledger: Ledger, name: str) -> Iterator[Row]:
    """Each step that moved the figure: a credit, what took it back, or somebody's verification."""
    for dispute in ledger.disputes:
        for entry in ledger.entries[dispute.pk]:
            yield _of_entry(ledger, dispute, entry, getattr(entry, name))


def _of_entry(ledger: Ledger, dispute: Dispute, entry: Entry, amount: Decimal) -> Row:
    if entry.step.match:
        return _of_credit(entry.step.match, amount, entry.on)
    return replace(_of_dispute(ledger, dispute, amount), on=entry.on)


def _of_dispute(ledger: Ledger, dispute: Dispute, amount: Decimal) -> Row:
    return Row(
        "dispute",
        dispute.number,
        f"{dispute.carrier} {dispute.account.number}, {dispute.get_state_display().lower()}",
        reverse("disputes:dispute_detail", args=[dispute.public_id]),
        dispute.client.name,
        dispute.currency,
        amount,
        dispute.submitted_on,
    )


def _of_credit(match: CreditMatch, amount: Decimal, on: date) -> Row:
    return Row(
        "credit",
        str(match.credit),
        f"{match.get_role_display()} for {match.dispute}",
        reverse("disputes:dispute_detail", args=[match.dispute.public_id]),
        match.dispute.client.name,
        match.currency,
        amount,
        on,
    )
