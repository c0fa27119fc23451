"""Edges of the checks of contract/targets.py."""

from billing_audit.checks.contract.papers import Outage, Signed, Target
from billing_audit.checks.contract.targets import TargetCreditMissing
from billing_audit.checks.examples import Bill, Billed, bill
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    and_paper,
    asked,
    bill_with,
    line_with,
    otherwise,
    owned_again,
    owned_with,
    paper_with,
    spared,
)
from tests.billing_audit.filing.tuning import Clock

LATE, GIVEN = TargetCreditMissing.examples[0], TargetCreditMissing.examples[1]
TWICE = TargetCreditMissing.examples[4]
ANSWERED = TargetCreditMissing.examples[5]
IN_HOURS = TargetCreditMissing.examples[6]
OF_ITS_KIND = TargetCreditMissing.examples[10]
OVER = asked({(0, 0): "30.60"})
TWICE_OVER = asked({(0, 0): "61.20"})
NEW_YORK = Clock(time_zone="America/New_York")


def credited(on: str) -> Bill:
    """A bill that gives the credit."""
    given = Billed(amount="-30.60", charge="credit", code="SLA")
    return bill(given, number="1000", on=on, file="credit.csv")


edges(
    TargetCreditMissing,
    otherwise(
        LATE, "Four hours and half a minute", paper_with(1, ended="2026-03-10T12:00:30"), spared
    ),
    otherwise(LATE, "Four hours and a minute", paper_with(1, ended="2026-03-10T12:01"), OVER),
    otherwise(LATE, "A target without a credit", paper_with(0, credit_percent=None), spared),
    otherwise(
        LATE, "The target ended the day before",
        paper_with(0, valid=("2024-01-01", "2026-03-09")), spared,
    ),
    otherwise(
        LATE, "The target begins on that day", paper_with(0, valid=("2026-03-10", None)), OVER
    ),
    otherwise(LATE, "The target is of another kind", paper_with(0, kind="Trunk"), spared),
    otherwise(
        LATE, "The inventory does not name the account", owned_with(0, account=""), spared
    ),
    otherwise(
        LATE, "Down in February",
        paper_with(1, began="2026-02-10T08:00", ended="2026-02-10T13:00"), spared,
    ),
    otherwise(
        LATE, "The next bill is dated on the last day of the outage",
        bill_with(1, on="2026-03-10"), spared,
    ),
    otherwise(
        LATE, "Asked for on the tenth day of ten",
        paper_with(0, claim_days=10), paper_with(1, credit_asked_on="2026-03-20"), OVER,
    ),
    otherwise(
        LATE, "Asked for on the eleventh day of ten",
        paper_with(0, claim_days=10), paper_with(1, credit_asked_on="2026-03-21"), spared,
    ),
    otherwise(
        LATE, "No more than all of it comes back",
        paper_with(0, credit_percent="100"), asked({(0, 0): "612.00"}),
    ),
    otherwise(GIVEN, "The credit is too low", line_with(1, 0, amount="-30.59"), OVER),
    otherwise(GIVEN, "It comes as an adjustment", line_with(1, 0, charge="adjustment"), spared),
    otherwise(
        ANSWERED, "Answered in time", paper_with(1, responded="2026-03-10T09:00"), spared
    ),
    otherwise(
        ANSWERED, "When they answered was never noted", paper_with(1, responded=None), spared
    ),
    otherwise(
        IN_HOURS, "The holiday counts, and it is later still", paper_with(0, closed_days=()), OVER
    ),
    otherwise(
        IN_HOURS, "Back within the service hours that were left",
        paper_with(1, ended="2026-03-17T11:00"), spared,
    ),
    otherwise(
        IN_HOURS, "Saturdays count", paper_with(0, days=6),
        paper_with(1, ended="2026-03-14T12:00"), OVER,
    ),
    otherwise(
        LATE, "Another service of the account was up",
        and_line(0, Billed(amount="80.00", service="315-200-0098")), OVER,
    ),
    otherwise(LATE, "Two of them", line_with(0, 0, quantity="2", rate="306.00"), OVER),
    otherwise(
        TWICE, "Twice 60 % is no more than all of it",
        paper_with(0, credit_percent="60"), asked({(0, 0): "612.00"}),
    ),
    otherwise(LATE, "A target that gives nothing", paper_with(0, credit_percent="0"), spared),
    otherwise(
        LATE, "A service of another kind on the same account has the target",
        owned_with(0, kind="Port"), owned_again(0, service="315-200-0099", kind="Trunk"),
        paper_with(0, kind="Trunk"), spared,
    ),
    otherwise(LATE, "The target of all kinds is that of ports", owned_with(0, kind="Port"), OVER),
    otherwise(
        OF_ITS_KIND, "Ports have a target of their own, which was missed",
        paper_with(1, restore_minutes=240, credit_percent="10"), TWICE_OVER,
    ),
    otherwise(
        OF_ITS_KIND, "Ports have a target of their own, which gives nothing",
        paper_with(1, restore_minutes=240, credit_percent=None), spared,
    ),
    otherwise(
        LATE, "The clock always runs on a Saturday",
        paper_with(1, began="2026-03-14T08:00", ended="2026-03-14T13:00"), OVER,
    ),
    otherwise(
        IN_HOURS, "Reported after the service hours",
        paper_with(0, closed_days=()),
        paper_with(1, began="2026-03-13T18:00", ended="2026-03-16T13:30"), OVER,
    ),
    otherwise(
        IN_HOURS, "Reported after the service hours, and back in time to the minute",
        paper_with(0, closed_days=()),
        paper_with(1, began="2026-03-13T18:00", ended="2026-03-16T13:00"), spared,
    ),
    otherwise(
        IN_HOURS, "Back before the service hours",
        paper_with(0, closed_days=()),
        paper_with(1, began="2026-03-13T12:00", ended="2026-03-16T08:00"), OVER,
    ),
    otherwise(
        IN_HOURS, "Four hours by the practice's clock",
        paper_with(1, began="2026-03-11T12:00", ended="2026-03-11T17:00"), and_paper(NEW_YORK),
        spared,
    ),
    otherwise(
        LATE, "In February by the practice's clock",
        paper_with(1, began="2026-03-01T03:00", ended="2026-03-01T09:00"), and_paper(NEW_YORK),
        spared,
    ),
    otherwise(ANSWERED, "Answered late, and still down", paper_with(1, ended=None), spared),
    otherwise(
        LATE, "Another target from the middle of the month: the higher credit is asked back",
        paper_with(0, valid=("2024-01-01", "2026-03-14")),
        and_paper(
            Target(credit_percent="10", valid=("2026-03-15", None)),
            Outage(began="2026-03-20T08:00", ended="2026-03-20T13:00", ticket="T-2"),
        ),
        TWICE_OVER,
    ),
    otherwise(
        LATE, "It is billed on another account than the inventory names",
        bill_with(0, account="A-2"), spared,
    ),
    otherwise(
        LATE, "The contract with the target held until February",
        and_bill(
            bill(
                Billed(amount="1.00", period=("2026-02-01", "2026-02-28")),
                number="1000", on="2026-02-01", file="feb.csv",
            )
        ),
        and_paper(
            Signed(number="MSA-1", term=("2024-01-01", "2026-02-28")),
            Signed(number="MSA-2", term=("2026-03-01", "2028-12-31")),
        ),
        spared,
    ),
    otherwise(
        LATE, "The target is in another contract",
        paper_with(0, contract="MSA-2"),
        and_paper(Signed(number="MSA-1", accounts=("A-1",))), spared,
    ),
    otherwise(
        GIVEN, "A negative monthly charge is no credit", line_with(1, 0, charge="recurring"), OVER
    ),
    otherwise(
        GIVEN, "The credit is rounded down", line_with(0, 0, amount="612.05"), spared
    ),
    otherwise(LATE, "A credit of the month before", and_bill(credited("2026-02-15"))),
    otherwise(LATE, "A credit within the month", and_bill(credited("2026-03-15")), spared),
    otherwise(
        LATE, "A credit on the last day of three months", and_bill(credited("2026-06-30")), spared
    ),
    otherwise(LATE, "A credit too late", and_bill(credited("2026-07-15"))),
)  # fmt: skip
