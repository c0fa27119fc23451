"""Edges of the checks of document/einvoices.py."""

from billing_audit.checks.document.einvoices import RuleOfTheStandardIsBroken
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import asked_of_bills, bill_with, otherwise

edges(
    RuleOfTheStandardIsBroken,
    otherwise(
        RuleOfTheStandardIsBroken.examples[0],
        "The amount to pay is not the total",
        bill_with(0, stated="50.00", due_amount="60.00"),
        asked_of_bills({0: "11.00"}, rules={0: ("BR-CO-16",)}),
    ),
)
