"""Withhold, or pay and dispute: what we advise, and why.

Withholding keeps the cash but may cost late fees or the service; so it is advised
only in time, on hard evidence, unpaid, and never where somebody's safety hangs on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from billing_audit.advising.answers import answers_to
from billing_audit.advising.paying import LIFE_SAFETY
from billing_audit.advising.rule import Answer
from billing_audit.checks.base import Confidence
from billing_audit.money.models import Dispute, DisputeItem
from clients.telecom.models import Payment, Service
from retainer.lib import format as written

Method = Dispute.Method
HARD = (Confidence.CERTAIN, Confidence.HIGH)


@dataclass(frozen=True)
class Advice:
    """The method we advise, and the facts that speak for it."""

    method: str
    because: list[str]

    @property
    def reason(self) -> str:
        return " ".join(self.because)

    @property
    def word(self) -> str:
        return Method(self.method).label


def advised(dispute: Dispute, items: list[DisputeItem], today: date) -> Advice:
    """Pay, unless everything speaks for withholding."""
    against = [
        *_chosen_otherwise(items),
        *_not_in_time(dispute, today),
        *_not_proved(items),
        *_safety(dispute, items),
        *_paid(dispute, items),
    ]
    if against:
        return Advice(Method.PAY, against)
    return Advice(
        Method.WITHHOLD,
        [
            f"It can be withheld until {written.day(dispute.withhold_by)}; the evidence is "
            "documents or arithmetic; no bill of it is paid yet."
        ],
    )


def _chosen_otherwise(items: list[DisputeItem]) -> list[str]:
    is_chosen = chose_to_pay({item.finding_id for item in items})
    return ["The client chose to pay in full meanwhile."] if is_chosen else []


def chose_to_pay(findings: Iterable[int]) -> bool:
    """Whether the client accepted any of these findings with the word to pay meanwhile."""
    return Answer.PAY in answers_to(findings).values()


def _not_in_time(dispute: Dispute, today: date) -> list[str]:
    if dispute.withhold_by is None:
        return ["Neither the contract nor the carrier’s rules on file allow withholding."]
    if dispute.withhold_by < today:
        return [f"The last day to withhold was {written.day(dispute.withhold_by)}."]
    return []


def _not_proved(items: list[DisputeItem]) -> list[str]:
    soft = {item.found_by.title for item in items if item.found_by.confidence not in HARD}
    return [f"Not proved by documents on both sides: {', '.join(sorted(soft))}."] if soft else []


def _safety(dispute: Dispute, items: list[DisputeItem]) -> list[str]:
    numbers = {item.service for item in items if item.service}
    services = Service.objects.filter(client=dispute.client_id, number__in=numbers)
    told = services.values_list("number", "kind", "product", "kept_because", "assigned_to")
    risky = [number for number, *words in told if LIFE_SAFETY.search(" ".join(words))]
    return [f"Somebody’s safety may hang on {', '.join(sorted(risky))}."] if risky else []


def _paid(dispute: Dispute, items: list[DisputeItem]) -> list[str]:
    paid = paid_bills(dispute, items)
    return [f"Paid already: bill {', '.join(paid)}."] if paid else []


def paid_bills(dispute: Dispute, items: list[DisputeItem]) -> list[str]:
    """The numbers of its bills of which a payment is on file."""
    numbers = {item.invoice.number for item in items}
    payments = Payment.objects.filter(
        client=dispute.client_id, account=dispute.account_id, invoice_number__in=numbers
    )
    return sorted(set(payments.values_list("invoice_number", flat=True)))
