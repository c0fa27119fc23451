"""Edges of the checks of reversed credits, closed accounts and deposits."""

from billing_audit.checks.examples import Billed, bill
from billing_audit.checks.payments.kept import (
    CREDIT,
    DEBIT,
    DEPOSIT,
    FEBRUARY,
    CreditLeftOnAClosedAccount,
    CreditReversed,
    DepositNotReturned,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    bill_with,
    line_with,
    otherwise,
    spared,
)

REVERSED, SAYS_SO = CreditReversed.examples[:2]
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
edges(
    CreditReversed,
    otherwise(REVERSED, "Another account's credit", bill_with(0, account="A-2"), spared),
    otherwise(REVERSED, "Another service's credit", line_with(0, 0, service="B"), spared),
    otherwise(REVERSED, "The credit was in another currency", bill_with(0, currency="EUR"), spared),
    otherwise(REVERSED, "What was negative was no credit",
              line_with(0, 0, charge="recurring"), spared),
    otherwise(REVERSED, "A tax of that amount",
              line_with(1, 0, charge="tax"), spared),
    otherwise(SAYS_SO, "A tax that says it reverses the credit",
              line_with(1, 0, charge="tax"), spared),
    otherwise(SAYS_SO, "A usage charge that says it reverses the credit",
              line_with(1, 0, charge="usage"), spared),
    otherwise(SAYS_SO, "A monthly charge that says it reverses the credit",
              line_with(1, 0, charge="recurring")),
    otherwise(REVERSED, "Two credits come back",
              and_line(0, Billed(amount="-80.00", **CREDIT)),
              and_line(1, Billed(amount="80.00", over="80.00", **DEBIT))),
    otherwise(REVERSED, "One credit answers for one adjustment",
              and_line(1, Billed(amount="120.00", **DEBIT))),
    otherwise(REVERSED, "The credit came afterwards", bill_with(0, **APRIL), spared),
    otherwise(REVERSED, "The credit is on another bill of that day",
              bill_with(0, on="2026-03-01"), spared),
    otherwise(REVERSED, "The credit is 183 days old", bill_with(0, on="2025-08-30")),
    otherwise(REVERSED, "The credit is 184 days old", bill_with(0, on="2025-08-29"), spared),
    otherwise(REVERSED, "Afterwards another account gets such a credit",
              and_bill(bill(Billed(amount="-120.00", **CREDIT), account="A-2", **APRIL))),
    otherwise(REVERSED, "Afterwards another service gets such a credit",
              and_bill(bill(Billed(amount="-120.00", service="B", **CREDIT), **APRIL))),
    otherwise(REVERSED, "Afterwards something else is credited",
              and_bill(bill(Billed(amount="-7.00", **CREDIT), **APRIL))),
    otherwise(REVERSED, "A second credit came before",
              and_bill(bill(Billed(amount="-120.00", **CREDIT), **(FEBRUARY | {"number": "9"})))),
)  # fmt: skip

CLOSED = CreditLeftOnAClosedAccount.examples[0]
edges(
    CreditLeftOnAClosedAccount,
    otherwise(CLOSED, "The carried balance used the credit up",
              bill_with(0, stated="-120.00", due_amount="0.00"), spared),
    otherwise(CLOSED, "Fifty cents are left",
              bill_with(0, lines=(Billed(amount="-0.50", **CREDIT),), over="0.50")),
)  # fmt: skip

HELD = DepositNotReturned.examples[0]
edges(
    DepositNotReturned,
    otherwise(HELD, "The newest bill is of another account",
              bill_with(1, account="A-2"), spared),
    otherwise(HELD, "Two bills of the newest day",
              and_bill(bill(Billed(amount="1.00"), number="1001-B"))),
    otherwise(HELD, "The newest bill is of the day it may be held to",
              bill_with(0, on="2025-03-01"), spared),
    otherwise(HELD, "A deposit called a fee", line_with(0, 0, charge="fee")),
    otherwise(HELD, "No deposit", line_with(0, 0, code="INST", description="Installation"), spared),
    otherwise(HELD, "An earlier deposit came back before", and_bill(
        bill(Billed(amount="-500.00", **(DEPOSIT | {"charge": "credit"})),
             number="700", on="2025-01-01", file="earlier.csv"))),
    otherwise(HELD, "It came back on the day it was charged",
              and_line(0, Billed(amount="-500.00", service="", **CREDIT)), spared),
    otherwise(HELD, "A deposit of nothing followed",
              and_line(1, Billed(amount="0.00", **DEPOSIT))),
    otherwise(HELD, "Something else was credited",
              and_line(1, Billed(amount="-20.00", **CREDIT))),
    otherwise(HELD, "A credit of that amount followed",
              and_line(1, Billed(amount="-500.00", **CREDIT)), spared),
)  # fmt: skip
