"""The single sums of a bill: lines without a table, and the signs of a credit note."""

from decimal import Decimal

from billing_audit.bills.importers.paper.draft import LINE, Draft, Texts

REST = "Charges, total only"
TURNED = "A credit note: the amounts it prints are taken as money given back."
BALANCES = ("amount_due", "previous_balance", "payments", "adjustments")
MONEY_OF_HEAD = ("stated_total", *BALANCES)


def sum_line(description: str, charge_type: str, amount: str, number: int) -> Texts:
    """A line for a sum; numbered apart from the rows of pages."""
    return {
        **dict.fromkeys(LINE, ""), "line_no": f"sum {number}", "charge_type": charge_type,
        "description": description, "amount": amount,
    }  # fmt: skip


def add_rest(draft: Draft) -> None:
    """What the total holds beyond the sums is one more line."""
    amounts = [line["amount"] for line in draft.lines]
    if not draft.invoice["stated_total"] or not all(amounts):
        return  # one of them could not be read, so nobody knows
    rest = Decimal(draft.invoice["stated_total"]) - sum(map(Decimal, amounts), Decimal(0))
    if rest or not amounts:
        draft.lines.append(sum_line(REST, "recurring", f"{rest:f}", len(amounts) + 1))


def turn(draft: Draft) -> None:
    """Money given back is negative in every bill; one printed so already stays."""
    draft.invoice["document_type"] = "credit_note"
    total = draft.invoice["stated_total"]
    if total.startswith("-"):
        return
    for line in draft.lines:
        line["amount"] = opposite(line["amount"])
    for name in MONEY_OF_HEAD:
        draft.invoice[name] = opposite(draft.invoice[name])
    draft.remarks.append(TURNED)


def lowered(amount: str) -> str:
    """A payment, which lowers what is due whichever sign it is printed with."""
    return amount if amount.startswith("-") else opposite(amount)


def opposite(amount: str) -> str:
    if not amount.strip("-0."):
        return amount
    return amount.removeprefix("-") if amount.startswith("-") else f"-{amount}"
