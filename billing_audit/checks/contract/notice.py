"""The day by which a contract has to be ended, or goes on."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import CONTRACT_TERM
from billing_audit.checks.contract.papers import Ended, Signed
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import day, number
from billing_audit.checks.settings import threshold

#: Notice is due by 31 May 2026.
ENDS_IN_AUGUST = Signed(term=("2023-09-01", "2026-08-29"), notice_days=90, renewal_months=12)


class NoticeDueSoon(Check):
    """A contract's term ends soon, and the day by which notice must be given is near.

    Said on the last bill of the contract that is dated in the sixty days before
    that day, unless notice was given. The contract as a whole is looked at;
    services with terms of their own under it have to be looked up in their orders.

    Why it happens: renewals are silent; nobody is told when the window opens.

    What to ask for: a decision: renew at better rates, leave, or let it run on
    from month to month.
    """

    code = "B07"
    title = "Notice is due soon"
    severity = Severity.HIGH
    confidence = Confidence.CERTAIN
    precedence = Precedence.IDEA
    subject = Subject.ACCOUNT
    nature = Nature.ALERT
    of_bills = True
    needs = (CONTRACT_TERM,)
    settings = (
        threshold(
            "lead",
            "60",
            "days before the last day for notice",
            "days",
            most="365",
            means="So long before the last day for notice a contract is first told of.",
        ),
    )
    inputs = (
        day("bill_date", "bill date", "bill.bill_date"),
        day("term_to", "term ends", "contract.last_day"),
        number("notice_days", "notice, days", "contract.notice_days"),
        number("renewal_months", "renews itself for, months", "contract.renewal_months"),
        settings[0].input,
    )
    formula = "0"
    clause = "is under a contract whose notice is due soon"
    explanation = (
        "The term ends on {term_to} and takes {notice_days} days of notice; the bill is of "
        "{bill_date}."
    )
    sql = """
        SELECT b.*, b.invoice_id AS bill_id, 0 AS billed, null AS expected, 0 AS claim,
            a.contract_id, a.term_to, a.notice_days, a.renewal_months, %(lead)s AS lead
        FROM (
            SELECT DISTINCT ON (a.contract_id) a.*
            FROM agreements a
            ORDER BY a.contract_id, a.bill_date DESC, a.invoice_id DESC
        ) a
        JOIN bills b USING (invoice_id)
        WHERE b.bill_date <= a.term_to - a.notice_days
            AND b.bill_date >= a.term_to - a.notice_days - %(lead)s::int
            AND NOT EXISTS (
                SELECT FROM clients_noticegiven n
                WHERE n.contract_id = a.contract_id AND n.taken_back_on IS NULL
            )
    """
    examples = (
        example(
            "The term ends on 29 August with ninety days of notice: in April it is time",
            bill(Billed(amount="612.00"), number="999", on="2026-03-01"),
            bill(
                Billed(amount="612.00", period=("2026-04-01", "2026-04-30")),
                number="1000",
                on="2026-04-15",
                file="april.csv",
                over="0.00",
            ),
            papers=(ENDS_IN_AUGUST,),
        ),
        example(
            "In March it is too early",
            bill(Billed(amount="612.00"), on="2026-03-01"),
            papers=(ENDS_IN_AUGUST,),
        ),
        example(
            "In June it is too late",
            bill(Billed(amount="612.00"), on="2026-06-15"),
            papers=(ENDS_IN_AUGUST,),
        ),
        trap(
            "Notice was given already",
            bill(Billed(amount="612.00", period=("2026-04-01", "2026-04-30")), on="2026-04-15"),
            papers=(ENDS_IN_AUGUST, Ended(given_on="2026-04-02", ends_on="2026-08-29")),
        ),
        trap(
            "Two contracts, and the account names neither: whose term it is nobody can say",
            bill(Billed(amount="612.00"), on="2026-04-15"),
            papers=(ENDS_IN_AUGUST, Signed(number="MSA-2", term=("2023-01-01", "2028-12-31"))),
        ),
    )
