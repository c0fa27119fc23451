"""Contracts and what they say beyond their prices; outages, which service levels speak of."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.db.models import Sum
from django.urls import reverse

from billing_audit.bills.models import ChargeType, Invoice, Line
from billing_audit.findings.exhibits import Exhibit, Fact, of_rate
from billing_audit.findings.witnesses.registry import Witness, reckoned, witness
from clients.metrics.value_models import MetricCredit
from clients.telecom.clocks import clocks_of
from clients.telecom.models import (
    Commitment,
    Contract,
    ContractRate,
    Discount,
    Outage,
    PriceTier,
    RebillAgreement,
    RepairTarget,
    ScheduledCredit,
    ServiceLevel,
    SurchargeTerm,
    Term,
    UsageTerm,
    Waiver,
)
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written

SPEAKER = "The contract says"
LAST_SPEAKER = "The contract that ends last says"
#: By the name that checks give a term: its model, and the noun of its register.
TERMS: dict[str, tuple[type[Term], str]] = {
    "commitment": (Commitment, "commitment"),
    "discount": (Discount, "discount"),
    "scheduled_credit": (ScheduledCredit, "scheduled_credit"),
    "waiver": (Waiver, "waiver"),
    "tier": (PriceTier, "price_tier"),
    "usage_term": (UsageTerm, "usage_term"),
    "level": (ServiceLevel, "service_level"),
    "target": (RepairTarget, "repair_target"),
    "surcharge": (SurchargeTerm, "surcharge_term"),
}


def of_contract(contract: Contract) -> Exhibit:
    """How bills and ends work under a contract; what it does not say is left out."""
    term = contract.term
    said = {
        "Term": written.period(term.lower, last_day(term)) if term else written.UNKNOWN,
        "After the term": contract.get_holdover_display(),
        "Minimum term of a service": _count(contract.minimum_term_months, "month"),
        "Termination in the minimum term": _percent(contract.termination_percent),
        "Termination afterwards": _percent(contract.later_termination_percent),
        "Cap on increases in a year": _percent(contract.escalator_cap_percent),
        "Late fee a month": _percent(contract.late_fee_percent),
        "Notice": _count(contract.notice_days, "day"),
    }
    facts = [Fact("Contract", contract.number, is_code=True)]
    facts += [
        Fact(term, value, differs=True)
        for term, value in said.items()
        if value and value != written.UNKNOWN
    ]
    url = reverse("telecom:contract_detail", args=[contract.public_id])
    return Exhibit(SPEAKER, f"Contract {contract.number}", url, facts)


def of_last_contract(contract: Contract) -> Exhibit:
    return replace(of_contract(contract), title=LAST_SPEAKER)


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{written.number(value)}%"


def _count(value: int | None, noun: str) -> str:
    return "" if value is None else written.count(value, noun)


def of_term(term: Term) -> Exhibit:
    """A clause as one would say it, and the page of the paper it stands on."""
    noun = next(noun for model, noun in TERMS.values() if isinstance(term, model))
    own = reverse(f"telecom:{noun}_detail", args=[term.public_id])
    facts = [
        Fact("Contract", term.contract.number, is_code=True),
        Fact("Agreed", term.in_words(), differs=True),
        Fact("Valid", written.period(term.valid.lower, last_day(term.valid))),
    ]
    if not term.document:
        facts.append(Fact("Paper", "No signed paper is named for this term", url=own))
        return Exhibit(SPEAKER, "Term on file", own, facts)
    paper = reverse("telecom:document_download", args=[term.document.public_id])
    source = term.document.title
    if term.page:
        paper, source = f"{paper}#page={term.page}", f"{source}, page {term.page}"
    facts.append(Fact("Term on file", "open", url=own))
    return Exhibit(SPEAKER, source, paper, facts)


def _renamed(title: str, rate: ContractRate) -> Exhibit:
    return replace(of_rate(rate), title=title)


def of_outage(outage: Outage) -> Exhibit:
    facts = [
        Fact("Ticket", outage.ticket, is_code=True),
        Fact("Began", written.moment(outage.began)),
        Fact("Ended", written.moment(outage.ended)),
        Fact("Credit asked on", written.day(outage.credit_asked_on)),
    ]
    facts += [
        Fact(term, written.moment(moment))
        for term, moment in (("Reported", outage.reported), ("Responded", outage.responded))
        if moment
    ]
    url = reverse("telecom:outage_detail", args=[outage.public_id])
    return Exhibit("The ticket says", f"Ticket {outage.ticket}", url, facts)


def of_metric_credit(credit: MetricCredit) -> Exhibit:
    due = _percent(credit.percent) or written.money(credit.amount, credit.contract.currency)
    facts = [
        Fact("Contract", credit.contract.number, is_code=True),
        Fact("Missed in", written.month(credit.month)),
        Fact("Credit agreed", due, differs=True),
    ]
    if credit.charge_codes:
        facts.append(Fact("Of the charges", ", ".join(credit.charge_codes), is_code=True))
    if credit.credit_codes:
        facts.append(Fact("Credited as", ", ".join(credit.credit_codes), is_code=True))
    url = reverse("metrics:metric_detail", args=[credit.metric.public_id])
    return Exhibit("The metric says", str(credit.metric), url, facts)


witness(
    "former",
    Witness(
        ContractRate,
        "The contract said before",
        partial(_renamed, "The contract said before"),
        ("contract", "document", "site", "service"),
    ),
)
witness("month", Witness(Invoice, "The bills of those months", related=("bill_file",)))
witness("contract", Witness(Contract, SPEAKER, of_contract, disputed="Amount"))
witness("last_contract", Witness(Contract, LAST_SPEAKER, of_last_contract, disputed="Amount"))
witness(
    "metric_credit",
    Witness(MetricCredit, "The metric says", of_metric_credit, ("metric", "contract"), "Amount"),
)
witness("outage", Witness(Outage, "The ticket says", of_outage, disputed="Amount"))
for name, (model, _) in TERMS.items():
    witness(name, Witness(model, SPEAKER, of_term, ("contract", "document"), disputed="Amount"))


@reckoned("contract.last_day")
@reckoned("last_contract.last_day")
def last_day_of(contract: Contract) -> date | None:
    return last_day(contract.term) if contract.term else None


@reckoned("contract.minimum_term_months")
def minimum_term(contract: Contract) -> Decimal | None:
    return _exact(contract.minimum_term_months)


@reckoned("level.threshold_minutes")
def threshold(level: ServiceLevel) -> Decimal:
    return Decimal(level.threshold_minutes)


@reckoned("outage.late")
def minutes_late(outage: Outage) -> Decimal:
    """By how many minutes of the contract's clock it missed its targets, at most."""
    found = clocks_of([outage], outage.ended)[outage.pk]
    return Decimal(max((clock.minutes_late for clock in found), default=0))


@reckoned("outage.minutes")
def minutes(outage: Outage) -> Decimal:
    """How long it lasted, in whole minutes."""
    return Decimal((outage.ended - outage.began) // timedelta(minutes=1))


def _exact(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _total_of(*kinds: ChargeType) -> Callable[[Invoice], Decimal]:
    def reckon(invoice: Invoice) -> Decimal:
        lines = Line.objects.filter(shelf_id=invoice.bill_file.shelf_id, invoice=invoice)
        counted = lines.filter(charge_type__in=kinds).aggregate(sum=Sum("amount"))
        return counted["sum"] or Decimal(0)

    return reckon


for kind in (ChargeType.RECURRING, ChargeType.USAGE, ChargeType.ONE_TIME, ChargeType.SURCHARGE):
    reckoned(f"month.{kind.label}_total")(_total_of(kind))
reckoned("month.credit_total")(_total_of(ChargeType.CREDIT))


@reckoned("commitment.first_day")
def first_day_of_year(commitment: Commitment) -> date:
    return commitment.valid.lower


@reckoned("commitment.last_day")
def last_day_of_year(commitment: Commitment) -> date | None:
    return last_day(commitment.valid)


@reckoned("invoice.month_end")
def month_end(invoice: Invoice) -> date:
    """The last day of the month that a bill is dated in."""
    days = monthrange(invoice.bill_date.year, invoice.bill_date.month)[1]
    return invoice.bill_date.replace(day=days)


@reckoned("waiver.first_day")
def waived_since(waiver: Waiver) -> date:
    return waiver.valid.lower


@reckoned("tier.price")
def price(tier: PriceTier) -> Decimal:
    return tier.rate


def of_rebilling(agreed: RebillAgreement) -> Exhibit:
    """What a provider may add to charges that it bills on."""
    cap = agreed.markup_cap
    facts = [
        Fact("Billed on by", str(agreed.account)),
        Fact("Charges of", str(agreed.underlying)),
        Fact("Markup", f"{written.number(agreed.markup_percent)}%", differs=True),
        Fact(
            "Markup at most",
            "no limit" if cap is None else written.money(cap, agreed.account.currency),
            differs=cap is not None,
        ),
        Fact("Holds", written.period(agreed.valid.lower, last_day(agreed.valid))),
    ]
    url = reverse("telecom:rebill_agreement_detail", args=[agreed.public_id])
    return Exhibit("The rebill agreement says", "Rebill agreement", url, facts)


witness(
    "rebill",
    Witness(
        RebillAgreement,
        "The rebill agreement says",
        of_rebilling,
        ("account__carrier", "underlying__carrier"),
        disputed="Amount",
    ),
)
