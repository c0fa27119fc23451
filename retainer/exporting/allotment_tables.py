"""How the client divides what it pays: budgets, cost centres, and quotes."""

from clients.models import Budget, CostAssignment, Quote
from retainer.exporting.estate_tables import ORDER, SERVICE
from retainer.exporting.tables import Column, Table, month
from retainer.exporting.telecom_tables import CARRIER

TABLES = [
    Table(
        "budgets",
        "What was meant to be spent, by month",
        Budget,
        [
            Column("month", "The month.", ("month",), month),
            CARRIER,
            Column("site", "Code of the site; empty: of all sites.", ("site__code",)),
            Column("amount", "The budget."),
            Column("currency", "Its currency."),
        ],
        order=("month", "pk"),
    ),
    Table(
        "cost_centres",
        "Which cost centre and ledger code bear a service",
        CostAssignment,
        [
            SERVICE,
            Column("cost_centre", "Cost centre."),
            Column("ledger_code", "Ledger code."),
            Column("valid_from", "First day it holds.", ("valid__startswith",)),
            Column("valid_before", "The day after the last day it holds.", ("valid__endswith",)),
        ],
        order=("service__number", "valid"),
    ),
    Table(
        "quotes",
        "What services were quoted at",
        Quote,
        [
            Column("number", "Number of the quote."),
            CARRIER,
            Column("quoted_on", "The day it was given."),
            SERVICE,
            ORDER,
            Column("monthly", "Monthly charge."),
            Column("once", "One-time charge."),
            Column("on_top", "Taxes, fees and surcharges a month; empty: not quoted."),
            Column("currency", "Its currency."),
        ],
        order=("quoted_on", "pk"),
    ),
]
