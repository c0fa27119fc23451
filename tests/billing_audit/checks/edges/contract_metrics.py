"""Edges of the check of contract/metrics.py."""

from billing_audit.checks.contract.metrics import MetricCreditMissing
from billing_audit.checks.contract.papers import Missed, Signed
from billing_audit.checks.contract.promised import month
from billing_audit.checks.examples import Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    and_paper,
    asked_of_bills,
    bill_with,
    line_with,
    otherwise,
    paper_with,
    spared,
)

NOTHING_CAME, TOO_LITTLE = MetricCreditMissing.examples[:2]
NO_CODE = MetricCreditMissing.examples[6]
GIVEN = {"charge": "credit", "code": "SLA", "service": "", "description": "Service level credit"}
MONTHLY = Billed(amount="612.00")

edges(
    MetricCreditMissing,
    otherwise(
        NOTHING_CAME, "Of two bills of April it is told on the first",
        and_bill(month(4, Billed(amount="1.00"), account="A-2")), asked_of_bills({1: "61.20"}),
    ),
    otherwise(
        TOO_LITTLE, "It came in two parts, and not whole",
        and_line(1, Billed(amount="-10.00", **GIVEN)), asked_of_bills({1: "11.20"}),
    ),
    otherwise(
        TOO_LITTLE, "It came as something else under the code agreed",
        line_with(1, 1, amount="-61.20", charge="recurring"), spared,
    ),
    otherwise(
        TOO_LITTLE, "A charge under the same code takes nothing of it back",
        and_line(1, Billed(amount="10.00", **GIVEN | {"charge": "adjustment"})),
        asked_of_bills({1: "21.20"}),
    ),
    otherwise(
        TOO_LITTLE, "One of two codes agreed",
        paper_with(0, credit_codes=("SLA", "SLB")), asked_of_bills({1: "21.20"}),
    ),
    otherwise(
        TOO_LITTLE, "Five cents are tolerated", line_with(1, 1, amount="-61.15"), spared
    ),
    otherwise(
        TOO_LITTLE, "Six cents are not",
        line_with(1, 1, amount="-61.14"), asked_of_bills({1: "0.06"}),
    ),
    otherwise(
        NOTHING_CAME, "A credit of the month itself is for one before",
        and_line(0, Billed(amount="-61.20", **GIVEN)), asked_of_bills({1: "61.20"}),
    ),
    otherwise(
        NOTHING_CAME, "A credit of the month before",
        and_bill(month(2, Billed(amount="-61.20", **GIVEN))), asked_of_bills({1: "61.20"}),
    ),
    otherwise(
        NOTHING_CAME, "May has not brought it either",
        and_bill(month(5, MONTHLY)), asked_of_bills({1: "61.20"}),
    ),
    otherwise(
        NOTHING_CAME, "Missed again in April, whose credit came in May",
        and_bill(month(5, MONTHLY, Billed(amount="-61.20", **GIVEN))),
        and_paper(Missed(percent="10", month="2026-04-01")), asked_of_bills({1: "61.20"}),
    ),
    otherwise(
        NOTHING_CAME, "Missed again in April, and March's credit came then",
        and_line(1, Billed(amount="-61.20", **GIVEN)), and_bill(month(5, MONTHLY)),
        and_paper(Missed(percent="10", month="2026-04-01")), asked_of_bills({2: "61.20"}),
    ),
    otherwise(
        NO_CODE, "A credit that has no code at all", line_with(1, 1, code=""), spared
    ),
    otherwise(
        NO_CODE, "A credit just within the tolerance", line_with(1, 1, amount="-74.95"), spared
    ),
    otherwise(
        NO_CODE, "A credit just beyond it",
        line_with(1, 1, amount="-74.94"), asked_of_bills({1: "75.00"}),
    ),
    otherwise(
        NOTHING_CAME, "Within two months, of which the first has no bill",
        bill_with(1, number="1005", on="2026-05-01"), paper_with(0, within=2), spared,
    ),
    otherwise(
        NOTHING_CAME, "Within two months, of which the first has a bill of another contract",
        bill_with(1, number="1005", on="2026-05-01"), paper_with(0, within=2),
        and_bill(month(4, Billed(amount="1.00"), account="A-2")),
        and_paper(
            Signed(number="MSA-1", accounts=("A-1",)), Signed(number="MSA-2", accounts=("A-2",))
        ),
        spared,
    ),
)  # fmt: skip
