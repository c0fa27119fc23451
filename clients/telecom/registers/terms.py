"""What contracts say beyond their prices: a register for each kind of term."""

from dataclasses import dataclass
from typing import Any

from clients.telecom import models
from clients.telecom.forms import terms as forms
from clients.telecom.models import Contract, Term
from clients.telecom.reference import terms as loaders
from clients.telecom.registers.base import CLIENT, Cell, Register, until
from retainer.lib import format as written

#: Addresses of these registers lie below the page that lists them.
FOLDER = "contract-terms/"


def _percent(value: Any) -> str:
    return written.UNKNOWN if value is None else f"{written.number(value)}%"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _days(value: int | None) -> str:
    return written.UNKNOWN if value is None else written.count(value, "day")


def _minutes(value: int | None) -> str:
    return written.UNKNOWN if value is None else written.count(value, "minute")


def _codes(codes: list[str]) -> str:
    return ", ".join(codes) or written.UNKNOWN


def _register(
    noun: str,
    title: str,
    answer: str,
    empty: str,
    kind: str,
    *cells: Cell,
    search: tuple[str, ...],
    related: tuple[str, ...] = (),
) -> Register:
    """The register of the model called ``kind``; every term has the same frame."""
    return Register(
        noun=noun,
        title=title,
        answer=answer,
        empty=empty,
        model=getattr(models, kind),
        form=getattr(forms, f"{kind}Form"),
        loader=getattr(loaders, f"{kind}s"),
        cells=(
            Cell("In words", lambda row: row.in_words()),
            CLIENT,
            Cell("Contract", lambda row: row.contract),
            *cells,
            Cell("From", lambda row: written.day(row.valid.lower)),
            Cell("Until", until),
            Cell("Document", lambda row: row.document, detail_only=True),
            Cell("Page", lambda row: row.page, detail_only=True),
        ),
        order=("contract_id", "id"),
        search=("contract__number", "contract__carrier__name", *search),
        related=("client", "contract__carrier", "document", *related),
        icon="contract",
        folder=FOLDER,
    )


COMMITMENTS = _register(
    "commitment",
    "Commitments",
    "What the client promised to spend in a contract year.",
    "With a commitment the audit proves shortfall charges, and warns before a year falls short.",
    "Commitment",
    Cell("Amount", lambda row: written.money(row.amount), "num"),
    Cell("Due of a shortfall", lambda row: _percent(row.shortfall_percent), "num"),
    Cell("Shortfall charge code", lambda row: row.shortfall_code, "mono", detail_only=True),
    Cell("Monthly charges count", lambda row: _yes(row.counts_recurring), detail_only=True),
    Cell("Usage counts", lambda row: _yes(row.counts_usage), detail_only=True),
    Cell("One-time charges count", lambda row: _yes(row.counts_one_time), detail_only=True),
    Cell("Surcharges count", lambda row: _yes(row.counts_surcharges), detail_only=True),
    Cell("Before discounts", lambda row: _yes(row.is_gross), detail_only=True),
    search=("shortfall_code",),
)

DISCOUNTS = _register(
    "discount",
    "Discounts",
    "Per cent off charges, and how bills show it.",
    "With discounts the audit finds those that a bill forgot or reckoned from too little.",
    "Discount",
    Cell("Discount", lambda row: _percent(row.percent), "num"),
    Cell("Charge code", lambda row: row.charge_code or "all monthly charges", "mono"),
    Cell("Left out", lambda row: _codes(row.excluded_codes), "mono", detail_only=True),
    Cell("How bills show it", lambda row: row.get_shown_display()),
    Cell("Charge code of the credit", lambda row: row.credit_code, "mono", detail_only=True),
    Cell("Account", lambda row: row.account, detail_only=True),
    Cell("Site", lambda row: row.site, detail_only=True),
    Cell("Service", lambda row: row.service, "mono", detail_only=True),
    search=("charge_code", "credit_code"),
    related=("account__carrier", "site", "service"),
)

SCHEDULED_CREDITS = _register(
    "scheduled_credit",
    "Scheduled credits",
    "Sign-on, technology-fund and promotion credits, and the months they are due in.",
    "A promised credit that never comes is found when it stands here with its months.",
    "ScheduledCredit",
    Cell("Amount a month", lambda row: written.money(row.amount), "num"),
    Cell("Account", lambda row: row.account),
    Cell("Charge codes", lambda row: _codes(row.credit_codes), "mono", detail_only=True),
    Cell("Condition", lambda row: row.condition, detail_only=True),
    Cell("Condition met", lambda row: _yes(row.condition_met), detail_only=True),
    search=("name",),
    related=("account__carrier",),
)

WAIVERS = _register(
    "waiver",
    "Waivers",
    "One-time charges the carrier agreed not to bill.",
    "Activation, upgrade and termination charges are claimed back when a waiver stands here.",
    "Waiver",
    Cell("Charge codes", lambda row: _codes(row.charge_codes), "mono"),
    Cell("How many", lambda row: row.extent),
    search=("kind",),
)

PRICE_TIERS = _register(
    "price_tier",
    "Price tiers",
    "Prices that depend on the quantity, step by step.",
    "With its steps on file a price by volume is reckoned again on every bill.",
    "PriceTier",
    Cell("Charge code", lambda row: row.charge_code, "mono"),
    Cell("Above", lambda row: written.number(row.from_quantity), "num"),
    Cell("Rate", lambda row: written.rate(row.rate), "num"),
    Cell("Applies to", lambda row: row.get_reach_display(), detail_only=True),
    Cell("What is counted", lambda row: row.get_counted_display(), detail_only=True),
    search=("charge_code",),
)

USAGE_TERMS = _register(
    "usage_term",
    "Usage terms",
    "Usage that is included, and minimum usage charges.",
    "Included minutes that a bill forgot are found when the allowance stands here.",
    "UsageTerm",
    Cell("Charge code", lambda row: row.charge_code, "mono"),
    Cell("Included a month", lambda row: written.number(row.included), "num"),
    Cell("Unit", lambda row: row.unit),
    Cell("Who has it", lambda row: row.get_holder_display(), detail_only=True),
    Cell("Account", lambda row: row.account, detail_only=True),
    Cell("Minimum a month", lambda row: written.money(row.minimum_charge), "num"),
    Cell("Minimum charge code", lambda row: row.minimum_code, "mono", detail_only=True),
    search=("charge_code",),
    related=("account__carrier",),
)

SERVICE_LEVELS = _register(
    "service_level",
    "Service levels",
    "Credits for services that were out of order too long.",
    "With the levels and the outages on file the audit says which credits were never given.",
    "ServiceLevel",
    Cell("Charge code", lambda row: row.charge_code or "all services", "mono"),
    Cell("Outage above", lambda row: written.count(row.threshold_minutes, "minute"), "num"),
    Cell("Credit", lambda row: _percent(row.credit_percent), "num"),
    Cell("To be claimed within", lambda row: _days(row.claim_days)),
    search=("charge_code",),
)

REPAIR_TARGETS = _register(
    "repair_target",
    "Repair targets",
    "How soon carriers answer a trouble and restore the service, and by which clock.",
    "With the targets on file every outage shows its clocks, and the audit misses no credit.",
    "RepairTarget",
    Cell("Kind of service", lambda row: row.kind or "all others"),
    Cell("Answers within", lambda row: _minutes(row.respond_minutes), "num", detail_only=True),
    Cell("Restores within", lambda row: _minutes(row.restore_minutes), "num", detail_only=True),
    Cell("Clock", lambda row: row.get_clock_display(), detail_only=True),
    Cell("Not on", lambda row: ", ".join(map(written.day, row.closed_days)), detail_only=True),
    Cell("Credit", lambda row: _percent(row.credit_percent), "num"),
    Cell("To be claimed within", lambda row: _days(row.claim_days), detail_only=True),
    search=("kind",),
)

SURCHARGE_TERMS = _register(
    "surcharge_term",
    "Surcharge terms",
    "How far a carrier may go with surcharges of its own.",
    "A surcharge that grows beyond the contract is found when its limit stands here.",
    "SurchargeTerm",
    Cell("Charge code", lambda row: row.charge_code, "mono"),
    Cell("Rule", lambda row: row.get_rule_display()),
    Cell("Allowed", lambda row: _percent(row.percent), "num"),
    Cell("Per cent of", lambda row: row.get_base_display(), detail_only=True),
    search=("charge_code", "name"),
)

TERMS = (
    *(COMMITMENTS, DISCOUNTS, SCHEDULED_CREDITS, WAIVERS),
    *(PRICE_TIERS, USAGE_TERMS, SERVICE_LEVELS, REPAIR_TARGETS, SURCHARGE_TERMS),
)


@dataclass(frozen=True)
class TermLine:
    """A term as a line of its contract's page."""

    register: Register
    term: Term

    @property
    def first(self) -> str:
        return written.day(self.term.valid.lower)

    @property
    def last(self) -> str:
        return until(self.term)


def terms_of(contract: Contract) -> list[TermLine]:
    """What a contract says beyond its prices."""
    return [
        TermLine(register, term)
        for register in TERMS
        for term in register.model.objects.filter(contract=contract).select_related("document")
    ]
