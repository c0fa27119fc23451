"""The client's money that stays with the carrier: reversed credits, balances, deposits."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, money, text
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.payments.needs import CLOSED_ACCOUNTS
from billing_audit.checks.payments.papers import Closed
from billing_audit.checks.populations import ALL, ONCE
from billing_audit.checks.settings import threshold

meaning("deposit", "deposit", codes=("DEP", "DEPOSIT"), says=(r"(security )?deposits?",))
meaning(
    "reversal",
    "reversal of a credit",
    says=(r"revers\w*", r"re-?bill\w*", r"credit (taken back|withdrawn|correction)"),
)
HELD = threshold(
    "months_held",
    "12",
    "months a deposit may be held",
    "months",
    most="120",
    means="A deposit may be held for so long before its return is missed.",
)
FEBRUARY = {"number": "1000", "on": "2026-02-01", "file": "february.csv"}
IN_FEBRUARY = ("2026-02-01", "2026-02-28")
CREDIT = {"charge": "credit", "code": "CR", "description": "Billing credit"}
DEBIT = {"charge": "adjustment", "code": "ADJ", "description": "Adjustment"}
DEPOSIT = {"charge": "one_time", "code": "DEP", "description": "Security deposit", "service": ""}
LONG_AGO = {"number": "800", "on": "2025-02-01", "file": "2025.csv"}


class CreditReversed(Check):
    """A credit of an earlier bill is taken back by a charge of the same amount.

    The charge is an adjustment, or says that it reverses something, and has
    the amount, the account and the service of a credit on a bill of the half
    year before. Each credit answers for one charge. A credit given anew
    afterwards settles it.

    Why it happens: a correction of the account is run again from its old state.

    What to ask for: the credit once more, with the date and the words of the first.
    """

    code = "H06"
    title = "Credit reversed"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    echoes_whole_bills = True
    needs = (BILL_LINES,)
    looks_at = ALL.of("reversal")
    inputs = (
        AMOUNT,
        money("credit", "credit given before", "first.amount"),
        text("words", "its words", "first.description"),
    )
    formula = "amount"
    clause = "takes an earlier credit back"
    explanation = "{amount} takes the credit of {credit} back ({words})."
    sql = """
        WITH reversals AS (
            SELECT c.*, b.bill_date, b.currency, row_number() OVER (
                PARTITION BY c.account_id, c.billed_service_id, c.amount
                ORDER BY b.bill_date, c.invoice_id, {line_order c}) AS place
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN (SELECT w.*, {means w reversal} AS says_so FROM wordings w OFFSET 0) w
                ON {worded c} AND (c.charge_type = {type adjustment} OR w.says_so)
            WHERE c.amount > 0
                AND c.charge_type IN ({type adjustment}, {type one_time}, {type recurring})
        ), credits AS (
            SELECT k.line_id, k.account_id, k.billed_service_id, k.amount, k.description,
                b.bill_date, b.currency, row_number() OVER (
                    PARTITION BY k.account_id, k.billed_service_id, k.amount
                    ORDER BY b.bill_date, k.invoice_id, {line_order k}) AS place
            FROM all_charges k JOIN all_bills b USING (invoice_id)
            WHERE k.charge_type = {type credit}
        )
        SELECT c.*, 0 AS expected, c.amount AS claim, k.line_id AS first_id, k.amount AS credit,
            k.description AS words
        FROM reversals c
        JOIN credits k ON k.account_id = c.account_id AND k.amount = -c.amount
            AND k.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
            AND k.place = c.place AND k.currency = c.currency
            AND k.bill_date < c.bill_date AND k.bill_date >= c.bill_date - 183
        WHERE NOT EXISTS (
            SELECT FROM credits anew
            WHERE anew.account_id = c.account_id AND anew.amount = -c.amount
                AND anew.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
                AND anew.bill_date >= c.bill_date
        )
    """
    examples = (
        example(
            "The credit of February comes back as an adjustment in March",
            bill(Billed(amount="-120.00", period=IN_FEBRUARY, **CREDIT), **FEBRUARY),
            bill(Billed(amount="120.00", over="120.00", **DEBIT)),
        ),
        example(
            "A charge that says it reverses the credit",
            bill(Billed(amount="-120.00", period=IN_FEBRUARY, **CREDIT), **FEBRUARY),
            bill(
                Billed(
                    amount="120.00", charge="one_time", code="RVC",
                    description="Credit reversal Feb", over="120.00",
                )
            ),
        ),
        example(
            "An adjustment that answers no credit",
            bill(Billed(amount="-80.00", period=IN_FEBRUARY, **CREDIT), **FEBRUARY),
            bill(Billed(amount="120.00", **DEBIT)),
        ),
        example(
            "The monthly charge happens to be what was credited",
            bill(Billed(amount="-310.00", period=IN_FEBRUARY, **CREDIT), **FEBRUARY),
            bill(Billed(amount="310.00")),
        ),
        example(
            "The credit is given once more on the same bill",
            bill(Billed(amount="-120.00", period=IN_FEBRUARY, **CREDIT), **FEBRUARY),
            bill(
                Billed(amount="120.00", **DEBIT),
                Billed(amount="-120.00", **CREDIT),
            ),
        ),
    )  # fmt: skip


class CreditLeftOnAClosedAccount(Check):
    """The last bill of a closed account owes the client money.

    The account is closed and its newest bill ends in the client's favour. No
    later bill will use the credit up, and carriers seldom send it by themselves;
    after some years it may even go to the state as unclaimed property. A balance
    is no overcharge, so it is shown and not added to the claims.

    Why it happens: credits of the disconnect come after the last charge.

    What to ask for: a refund of the balance, or its transfer to an account that is open.
    """

    code = "H08"
    title = "Credit left on a closed account"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    subject = Subject.ACCOUNT
    nature = Nature.ALERT
    of_bills = True
    needs = (CLOSED_ACCOUNTS,)
    inputs = (money("balance", "balance of the last bill", "invoice.balance"),)
    formula = "max(0, -balance)"
    clause = "is closed and has a credit left"
    explanation = "The last bill of the closed account ends at {balance}."
    sql = """
        SELECT b.*, b.balance AS billed, 0 AS expected, -b.balance AS claim
        FROM (
            SELECT b.*, coalesce(b.amount_due, b.stated_total, b.lines_total) AS balance
            FROM bills b
        ) b
        JOIN clients_billingaccount a ON a.id = b.account_id AND a.closed_on IS NOT NULL
        WHERE b.balance < 0 AND NOT EXISTS (
            SELECT FROM all_bills n WHERE n.account_id = b.account_id
                AND (n.bill_date, n.invoice_id) > (b.bill_date, b.invoice_id)
        )
    """
    examples = (
        example(
            "The final bill gives 120.00 back and nobody sends it",
            bill(Billed(amount="-120.00", **CREDIT), over="120.00"),
            papers=(Closed(on="2026-02-20"),),
        ),
        example(
            "An open account uses its credit up",
            bill(Billed(amount="-120.00", **CREDIT)),
            papers=(Closed(on="2026-02-20", account="A-9"),),
        ),
        trap(
            "A later bill shows the refund, before the state could ask for it",
            bill(Billed(amount="-120.00", period=IN_FEBRUARY, **CREDIT), **FEBRUARY),
            bill(Billed(amount="0.00", **DEBIT), stated="0.00", due_amount="0.00"),
            papers=(Closed(on="2026-01-20"),),
        ),
    )


class DepositNotReturned(Check):
    """A deposit was charged long ago and no bill returns it.

    The deposit is older than the months that are allowed, by the newest bill of the
    account, and no negative deposit or credit of the same amount followed it.
    How long a carrier may hold one depends on its credit terms, so nothing is
    claimed until a person says that the finding is valid.

    Why it happens: the return has to be asked for, and nobody remembers it.

    What to ask for: the deposit, with the interest that the terms or the state name.
    """

    code = "H09"
    title = "Deposit not returned"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.ACCOUNT
    claims_once_validated = True
    needs = (BILL_LINES,)
    looks_at = ONCE.of("deposit")
    settings = (HELD,)
    inputs = (
        AMOUNT,
        day("charged_on", "charged on", "invoice.bill_date"),
        day("newest_on", "newest bill", "newest.bill_date"),
        HELD.input,
    )
    formula = "amount"
    clause = "has a deposit that was not returned"
    explanation = "{amount} was charged on {charged_on}; the bill of {newest_on} still keeps it."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim, b.bill_date AS charged_on,
            n.invoice_id AS newest_id, n.bill_date AS newest_on, %(months_held)s AS months_held
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN LATERAL (
            SELECT n.invoice_id, n.bill_date FROM all_bills n
            WHERE n.account_id = b.account_id
            ORDER BY n.bill_date DESC, n.invoice_id DESC LIMIT 1
        ) n ON n.bill_date > b.bill_date + make_interval(months => %(months_held)s::int)
        WHERE c.charge_type IN ({type one_time}, {type fee}) AND c.amount > 0
            AND {means c deposit} AND NOT EXISTS (
                SELECT FROM all_charges k JOIN all_bills e USING (invoice_id)
                WHERE k.account_id = c.account_id AND e.bill_date >= b.bill_date
                    AND k.amount < 0 AND (k.amount = -c.amount OR {means k deposit})
            )
    """
    examples = (
        example(
            "A deposit of 13 months ago",
            bill(Billed(amount="500.00", over="500.00", **DEPOSIT), **LONG_AGO),
            bill(Billed(amount="310.00")),
        ),
        trap(
            "The terms let the carrier hold it for a year, and it is younger",
            bill(Billed(amount="500.00", **DEPOSIT), **FEBRUARY),
            bill(Billed(amount="310.00")),
        ),
        example(
            "It came back with interest",
            bill(Billed(amount="500.00", **DEPOSIT), **LONG_AGO),
            bill(Billed(amount="-512.50", **(DEPOSIT | {"charge": "credit"}))),
        ),
    )
