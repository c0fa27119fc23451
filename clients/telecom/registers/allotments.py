"""Budgets, the cost centres that bear services, and quotes."""

from clients.telecom import forms
from clients.telecom.models import Budget, CostAssignment, Quote
from clients.telecom.reference import Budgets, CostAssignments, Quotes
from clients.telecom.registers.base import CLIENT, Cell, Register, until
from retainer.lib import format as written

BUDGETS = Register(
    noun="budget",
    title="Budgets",
    answer="What clients mean to spend, by month, carrier and site.",
    empty="Enter or load what the client plans to spend a month; "
    "their page of spend is measured against it.",
    model=Budget,
    form=forms.BudgetForm,
    cells=(
        Cell("Month", lambda row: written.month(row.month)),
        Cell("Carrier", lambda row: row.carrier or "All carriers"),
        Cell("Site", lambda row: row.site or "All sites"),
        CLIENT,
        Cell("Budget", lambda row: written.money(row.amount, row.currency), "num"),
    ),
    order=("-month", "-id"),
    search=("carrier__name", "site__name", "site__code"),
    related=("client", "carrier", "site"),
    loader=Budgets,
    icon="scale",
)

COST_ASSIGNMENTS = Register(
    noun="cost_assignment",
    title="Cost centres",
    answer="Whose cost each service is, and from when.",
    empty="Say which cost centre and ledger code bear each service; "
    "the month's bills are divided by it, to the cent.",
    model=CostAssignment,
    form=forms.CostAssignmentForm,
    cells=(
        Cell("Service", lambda row: row.service, "mono"),
        Cell("Cost centre", lambda row: row.cost_centre),
        Cell("Ledger code", lambda row: row.ledger_code or written.UNKNOWN, "mono"),
        CLIENT,
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", until),
    ),
    order=("cost_centre", "id"),
    search=("service__number", "cost_centre", "ledger_code"),
    related=("client", "service"),
    loader=CostAssignments,
    icon="account",
)

QUOTES = Register(
    noun="quote",
    title="Quotes",
    answer="What carriers said services would cost; their first bills are compared with it.",
    empty="Enter the quote of a new service with all that comes on top; "
    "its first three bills are compared with it.",
    model=Quote,
    form=forms.QuoteForm,
    cells=(
        Cell("Quote", lambda row: row.number, "mono"),
        Cell("Service", lambda row: row.service, "mono"),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Quoted on", lambda row: written.day(row.quoted_on)),
        Cell("Monthly", lambda row: written.money(row.monthly, row.currency), "num"),
        Cell("Once", lambda row: written.money(row.once, row.currency), "num", detail_only=True),
        Cell(
            "Taxes and fees a month",
            lambda row: written.money(row.on_top, row.currency),
            "num",
            detail_only=True,
        ),
        Cell("Order", lambda row: row.order or written.UNKNOWN, "mono", detail_only=True),
    ),
    order=("-quoted_on", "-id"),
    search=("number", "service__number", "carrier__name"),
    related=("client", "service", "carrier", "order"),
    loader=Quotes,
    icon="report",
)
