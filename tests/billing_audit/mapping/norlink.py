"""Bills of a made-up carrier whose table nobody has mapped."""

from datetime import date
from decimal import Decimal

from tests.billing_audit.mapping.workbooks import workbook

HEADS = (
    *("Billing Account", "Invoice Nr", "Invoice Date", "Wireless Number", "User Name"),
    *("Monthly Charges", "Usage Charges", "Taxes", "Total Charges"),
)
ACCOUNT = "77-0001"


def charges(month: date, *, lines: int = 3) -> bytes:
    """A month's charges, a row for each wireless number, as a workbook."""
    rows = [
        [
            *(ACCOUNT, f"NW-{month:%Y%m}", month, f"555-01{line:02}", f"User {line}"),
            *(Decimal("40.00"), Decimal("1.25"), Decimal("3.20"), Decimal("44.45")),
        ]
        for line in range(lines)
    ]
    return workbook(Charges=[["Norlink Wireless"], HEADS, *rows])


def text(*rows: str) -> str:
    """A long table with semicolons, decimal commas, and days that can be read both ways."""
    head = "Account Number;Invoice No;Invoice Date;Phone Number;Category;Description;Net Amount"
    usual = (
        "77-1;N-1;03/04/2026;555-0100;Monthly Charges;Business line;1.240,50",
        "77-1;N-1;03/04/2026;555-0100;Zorp;Something odd;3,10",
    )
    return "\n".join(["Norlink Telecom;;;;;;", head, *(rows or usual), ""])
