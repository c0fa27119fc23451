"""Edges of the checks of payments/promised.py and payments/withheld.py."""

from billing_audit.checks.examples import Billed, bill
from billing_audit.checks.payments.promised import (
    CREDIT,
    IN_APRIL,
    IN_FEBRUARY,
    CreditBelowPromise,
    PromisedCreditNotPosted,
)
from billing_audit.checks.payments.withheld import DisputedSumPastDue, LateFeeOnDisputedSum
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    asked,
    asked_of_bills,
    bill_again,
    bill_with,
    otherwise,
    paper_again,
    paper_with,
    spared,
)

NOT_POSTED = PromisedCreditNotPosted.examples[0]
TOO_LOW = CreditBelowPromise.examples[0]
PAST_DUE = DisputedSumPastDue.examples[0]
LATE_FEE = LateFeeOnDisputedSum.examples[0]
MASTER = {"account": "MASTER", "number": "7001", "on": "2026-04-03", "file": "master.csv"}
BEFORE = MASTER | {"number": "7000", "on": "2026-01-03"}
#: Of the 40.00 withheld 15.00 came back, and another 10.00 are withheld as well.
IN_PART = (
    paper_with(0, state="promised", promised="40.00", posted="15.00"),
    paper_again(0, amount="10.00", state="in_review", promised="0.00", posted="0.00"),
)


def credited(amount: str = "-320.00", **about: str) -> Billed:
    return Billed(amount=amount, **({"service": "", "period": IN_APRIL} | CREDIT | about))


edges(
    PromisedCreditNotPosted,
    otherwise(NOT_POSTED, "The bill of April is another account's",
              bill_with(1, account="A-2"), spared),
    otherwise(NOT_POSTED, "The bill of April is in another currency",
              bill_with(1, currency="EUR"), spared),
    otherwise(NOT_POSTED, "May's bill says it no second time",
              bill_again(1, number="1003", on="2026-05-01", file="may.csv", over="")),
    otherwise(NOT_POSTED, "Another promise on the account is not kept either",
              paper_again(0), asked_of_bills({1: "640.00"})),
    otherwise(NOT_POSTED, "A part of it is posted, which is another check's to tell",
              paper_with(0, state="posted", posted="200.00"), spared),
    otherwise(NOT_POSTED, "A credit of another amount is another one",
              and_bill(bill(credited("-319.99"), **MASTER))),
    otherwise(NOT_POSTED, "A credit of another carrier is another one",
              and_bill(bill(credited(), carrier="Pellbrook", **MASTER))),
    otherwise(NOT_POSTED, "A credit in another currency is another one",
              and_bill(bill(credited(), currency="EUR", **MASTER))),
    otherwise(NOT_POSTED, "A credit that came before the dispute was sent",
              and_bill(bill(credited(period=IN_FEBRUARY), **(MASTER | {"on": "2026-02-04"})))),
    otherwise(NOT_POSTED, "A credit on the day the dispute was sent may be it",
              and_bill(bill(credited(period=IN_FEBRUARY), **(MASTER | {"on": "2026-02-05"}))),
              spared),
    otherwise(NOT_POSTED, "The account had a credit before, of another amount",
              and_bill(bill(credited("-15.00"), **BEFORE),
                       bill(credited(), **MASTER)),
              spared),
    otherwise(NOT_POSTED, "The account had such a credit before, of a service",
              and_bill(bill(credited(service="PORT"), **BEFORE),
                       bill(credited(), **MASTER)),
              spared),
    otherwise(PromisedCreditNotPosted.examples[3], "It was said not to stand for the other one",
              paper_with(1, state="in_review", posted="0.00", match="declined"), spared),
    otherwise(NOT_POSTED, "Another account had such a credit before",
              and_bill(bill(credited(), **(BEFORE | {"account": "A-9"})),
                       bill(credited(), **MASTER)),
              spared),
)  # fmt: skip
edges(
    CreditBelowPromise,
    otherwise(TOO_LOW, "Nothing is posted yet, which is another check's to tell",
              paper_with(0, state="promised", posted="0.00"), spared),
    otherwise(TOO_LOW, "Six cents are missing",
              paper_with(0, posted="319.94"), asked_of_bills({1: "0.06"})),
    otherwise(TOO_LOW, "Another promise on the account is not kept in full either",
              paper_again(0), asked_of_bills({1: "240.00"})),
    otherwise(TOO_LOW, "A bill took back what had been posted",
              paper_with(0, state="credit_reversed"), spared),
    otherwise(TOO_LOW, "A credit of all that was promised is not the rest",
              and_bill(bill(credited(), **MASTER))),
)  # fmt: skip
edges(
    DisputedSumPastDue,
    otherwise(PAST_DUE, "The dispute is another account's", paper_with(0, account="A-2"), spared),
    otherwise(PAST_DUE, "The bill is in another currency", bill_with(1, currency="EUR"), spared),
    otherwise(PAST_DUE, "Sent fifteen days before the bill", paper_with(0, on="2026-02-14")),
    otherwise(PAST_DUE, "Sent fourteen days before it", paper_with(0, on="2026-02-15"), spared),
    otherwise(PAST_DUE, "Five cents beside it", bill_with(1, due_amount="350.05")),
    otherwise(PAST_DUE, "Six cents beside it", bill_with(1, due_amount="350.06"), spared),
    otherwise(PAST_DUE, "Due on the day of the bill", bill_with(0, due="2026-03-01"), spared),
    otherwise(PAST_DUE, "Due on the day before", bill_with(0, due="2026-02-28")),
    otherwise(PAST_DUE, "The disputed bill names no day it is due", bill_with(0, due=None)),
    otherwise(PAST_DUE, "Another bill in dispute falls due on the day of the bill",
              bill_again(0, on="2026-02-02", due="2026-03-01"), spared),
    otherwise(PAST_DUE, "Another bill in dispute came on that day, and none says when it is due",
              bill_with(0, due=None), bill_again(0, on="2026-03-01"), spared),
    *(
        otherwise(PAST_DUE, f"It is {state}", paper_with(0, state=state))
        for state in ("submitted", "acknowledged", "more_info", "appealed", "approved",
                      "part_approved")
    ),
    otherwise(PAST_DUE, "Which charges are in dispute nobody knows",
              paper_with(0, bill="GONE"), spared),
    otherwise(PAST_DUE, "It was won and closed", paper_with(0, state="won", closed="2026-02-28"),
              spared),
    otherwise(PAST_DUE, "A part came back, and what is carried is the rest",
              paper_with(0, state="promised", promised="40.00", posted="15.00"),
              bill_with(1, due_amount="335.00")),
    otherwise(PAST_DUE, "A part came back, and all of it is carried",
              paper_with(0, state="promised", promised="40.00", posted="15.00"), spared),
    otherwise(PAST_DUE, "One of two withheld sums is carried", paper_again(0, amount="25.00")),
    otherwise(PAST_DUE, "One of two, and five cents", paper_again(0, amount="25.00"),
              bill_with(1, due_amount="350.05")),
    otherwise(PAST_DUE, "Both of two, and five cents", paper_again(0, amount="25.00"),
              bill_with(1, due_amount="375.05")),
    otherwise(PAST_DUE, "The rest of one of two", *IN_PART, bill_with(1, due_amount="335.00")),
    otherwise(PAST_DUE, "The rest of one, and the other one", *IN_PART,
              bill_with(1, due_amount="345.00")),
    otherwise(PAST_DUE, "All of it came back, and a few cents are carried",
              paper_with(0, state="promised", promised="40.00", posted="40.00"),
              bill_with(1, due_amount="310.05"), spared),
    otherwise(PAST_DUE, "A few cents are in dispute, and nothing is carried",
              paper_with(0, amount="0.04"), bill_with(1, due_amount="310.00"), spared),
)  # fmt: skip
edges(
    LateFeeOnDisputedSum,
    otherwise(LATE_FEE, "The dispute is another account's", paper_with(0, account="A-2"), spared),
    otherwise(LATE_FEE, "The bill is in another currency", bill_with(1, currency="EUR"), spared),
    otherwise(LATE_FEE, "Nothing is carried", bill_with(1, due_amount="310.60"), spared),
    otherwise(LATE_FEE, "Less than what is withheld is carried", bill_with(1, due_amount="330.60")),
    otherwise(LATE_FEE, "Five cents beside it", bill_with(1, due_amount="350.65")),
    otherwise(LATE_FEE, "Six cents beside it", bill_with(1, due_amount="350.66"), spared),
    otherwise(LATE_FEE, "Two disputes withhold it together",
              paper_with(0, amount="30.00"), paper_again(0, amount="10.00")),
    otherwise(LATE_FEE, "Sent on the day the bill fell due", paper_with(0, on="2026-02-25")),
    otherwise(LATE_FEE, "Sent on the last day to withhold",
              paper_with(0, withhold_by="2026-02-10")),
    otherwise(LATE_FEE, "Sent on the day after it", paper_with(0, withhold_by="2026-02-09"),
              spared),
    otherwise(LATE_FEE, "The disputed bill falls due on the day of the fee",
              bill_with(0, due="2026-03-01"), spared),
    otherwise(LATE_FEE, "The disputed bill fell due on the day before",
              bill_with(0, due="2026-02-28"), asked({(1, 1): "0.60"})),
    otherwise(LATE_FEE, "Won and closed on the day of the fee",
              paper_with(0, state="won", promised="40.00", posted="40.00", closed="2026-03-01")),
    otherwise(LATE_FEE, "Won and closed before the fee",
              paper_with(0, state="won", promised="40.00", posted="40.00", closed="2026-02-28"),
              spared),
    otherwise(LATE_FEE, "It was sent after another bill in dispute had fallen due",
              bill_again(0, on="2026-01-01", due="2026-02-09"), spared),
    *(
        otherwise(LATE_FEE, f"It is {state}", paper_with(0, state=state))
        for state in ("submitted", "acknowledged", "more_info", "appealed")
    ),
    *(
        otherwise(LATE_FEE, f"It is {state}, and nothing was refused",
                  paper_with(0, state=state, promised="40.00"))
        for state in ("approved", "promised", "posted", "verified")
    ),
    otherwise(LATE_FEE, "A bill took the credit back",
              paper_with(0, state="credit_reversed", promised="40.00"), spared),
    otherwise(LATE_FEE, "The carrier denied it", paper_with(0, state="denied"), spared),
    otherwise(LATE_FEE, "It was paid, then disputed", paper_with(0, method="pay"), spared),
)  # fmt: skip
