"""What a client's contracts say beyond their prices: a table for each kind of term."""

from clients.models import (
    Commitment,
    Discount,
    PriceTier,
    RepairTarget,
    ScheduledCredit,
    ServiceLevel,
    SurchargeTerm,
    UsageTerm,
    Waiver,
)
from clients.telecom.models import Term
from retainer.exporting.tables import Column, Table

ACCOUNT = Column("account", "Only for this billing account.", ("account__number",))
SITE = Column("site", "Only for this site; see sites.csv.", ("site__code",))
SERVICE = Column("service", "Only for this service.", ("service__number",))
CODE = Column("charge_code", "The carrier's charge code.")


def codes(name: str, meaning: str) -> Column:
    return Column(name, f"{meaning}, with commas.", write=", ".join)


def _term(name: str, title: str, model: type[Term], *columns: Column) -> Table:
    """The table of one kind of term: whose, what, for how long, and where it is written."""
    return Table(
        name,
        title,
        model,
        [
            Column("carrier", "The carrier's name.", ("contract__carrier__name",)),
            Column("contract", "Contract number.", ("contract__number",)),
            *columns,
            Column("valid_from", "First day it holds.", ("valid__startswith",)),
            Column("valid_before", "The day after the last day it holds.", ("valid__endswith",)),
            Column("document", "Title of the paper it stands on.", ("document__title",)),
            Column("page", "Page of that paper."),
        ],
    )


TABLES = [
    _term(
        "commitments",
        "What was promised to be spent, by contract year",
        Commitment,
        Column("amount", "For the whole year."),
        Column("shortfall_percent", "Per cent of a shortfall that is due."),
        Column("shortfall_code", "Charge code of a shortfall."),
        Column("counts_recurring", "Whether monthly charges count."),
        Column("counts_usage", "Whether usage counts."),
        Column("counts_one_time", "Whether one-time charges count."),
        Column("counts_surcharges", "Whether the carrier's surcharges count."),
        Column("is_gross", "Whether charges count before discounts."),
    ),
    _term(
        "scheduled_credits",
        "Credits that carriers promised for certain months",
        ScheduledCredit,
        Column("name", "What the credit is called."),
        Column("amount", "For each month."),
        ACCOUNT,
        codes("credit_codes", "Charge codes of the credit"),
        Column("condition", "What has to be so first."),
        Column("condition_met", "Whether somebody has seen that it is met."),
    ),
    _term(
        "discounts",
        "Discounts",
        Discount,
        Column("percent", "Per cent off."),
        Column("charge_code", "Charge code; empty for all monthly charges."),
        codes("excluded_codes", "Charge codes left out"),
        Column("shown", "line: a credit of its own; rate: within the rate."),
        Column("credit_code", "Charge code of the credit."),
        ACCOUNT,
        SITE,
        SERVICE,
    ),
    _term(
        "waivers",
        "One-time charges that carriers do not bill",
        Waiver,
        Column("kind", "activation, upgrade, termination or other."),
        codes("charge_codes", "Charge codes that are waived"),
        Column("yearly_count", "How many a year; empty for all."),
        Column("yearly_percent", "Per cent of lines a year."),
    ),
    _term(
        "price_tiers",
        "Prices by volume, step by step",
        PriceTier,
        CODE,
        Column("from_quantity", "The step holds above this quantity."),
        Column("rate", "Rate per unit."),
        Column("reach", "steps: each unit at its step's rate; all: all units at one rate."),
        Column("counted", "line, account or contract: whose quantity in a month."),
    ),
    _term(
        "usage_terms",
        "Usage that is included, and minimum charges",
        UsageTerm,
        CODE,
        Column("included", "Quantity included a month."),
        Column("unit", "Unit of the quantity."),
        Column("holder", "service, pool or account: who has it."),
        ACCOUNT,
        Column("minimum_charge", "Least charge of an account a month."),
        Column("minimum_code", "Charge code of the minimum."),
    ),
    _term(
        "service_levels",
        "Credits for outages",
        ServiceLevel,
        Column("charge_code", "Charge code; empty for all services."),
        Column("threshold_minutes", "Minutes of outage in a month above which it is due."),
        Column("credit_percent", "Per cent of the monthly charge."),
        Column("claim_days", "Days from the end of the outage to claim it."),
    ),
    _term(
        "repair_targets",
        "How soon carriers answer troubles and restore services",
        RepairTarget,
        Column("kind", "Kind of service; empty for all others."),
        Column("respond_minutes", "Minutes of the clock until the carrier answers."),
        Column("restore_minutes", "Minutes of the clock until the service is back."),
        Column("clock", "always or hours: around the clock, or in service hours only."),
        Column("opens", "When service hours begin."),
        Column("closes", "When service hours end."),
        Column("days", "5: Monday to Friday, 6: Monday to Saturday, 7: every day."),
        Column(
            "closed_days",
            "Days the clock stands still, with commas.",
            write=lambda days: ", ".join(map(str, days)),
        ),
        Column("credit_percent", "Per cent of the monthly charge for each outage beyond a target."),
        Column("claim_days", "Days from the end of the outage to claim it."),
    ),
    _term(
        "surcharge_terms",
        "Limits of carriers' surcharges",
        SurchargeTerm,
        CODE,
        Column("name", "What the surcharge is called."),
        Column("rule", "capped, frozen or excluded."),
        Column("percent", "Per cent that is allowed."),
        Column("base", "recurring or charges: what it is a per cent of."),
    ),
]
