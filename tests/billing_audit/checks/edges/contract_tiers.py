"""Edges of the checks of contract/tiers.py."""

from billing_audit.checks.contract.papers import Signed, Step
from billing_audit.checks.contract.tiers import PriceByVolumeWrong, VolumeStepNotReached
from billing_audit.checks.examples import Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    asked_of_bills,
    bill_again,
    bill_with,
    having,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
    without,
)

edges(
    VolumeStepNotReached,
    otherwise(
        VolumeStepNotReached.examples[0],
        "Two lines on the first bill",
        line_again(0, 0),
        asked_of_bills({0: "140.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Each unit keeps the rate of its step",
        paper_with(0, reach="steps"),
        paper_with(1, reach="steps"),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "A negative line does not count",
        line_again(0, 0, amount="-30.00", quantity="1000"),
        asked_of_bills(
            {0: "70.00", 1: "50.00"}, rules={1: ("LD",), 0: ("LD",)}, says={0: ("2 lines",)}
        ),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "A negative quantity does not count",
        line_again(0, 0, amount="5.00", quantity="-100"),
        asked_of_bills(
            {0: "70.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}, says={0: ("2 lines",)}
        ),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "What is free does not count",
        line_again(0, 0, amount="0.00", quantity="1000"),
        asked_of_bills(
            {0: "70.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}, says={0: ("2 lines",)}
        ),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "A quantity of nothing",
        line_again(0, 0, amount="5.00", quantity="0"),
        asked_of_bills(
            {0: "70.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}, says={0: ("2 lines",)}
        ),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "The second bill is April's",
        bill_with(1, on="2026-04-01"),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "The second bill has another code",
        line_with(1, 0, code="OTHER"),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[3],
        "One account reaches the step by itself",
        line_with(0, 0, quantity="12000", amount="360.00"),
        asked_of_bills({0: "120.00"}, rules={0: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Another code has steps of its own",
        line_again(0, 0, code="OTHER", quantity="1", amount="0.01"),
        and_paper(
            Step(rate="0.001", charge_code="OTHER", from_quantity="11000", counted="contract")
        ),
        asked_of_bills({0: "70.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Exactly at the edge",
        line_with(1, 0, quantity="3000", amount="90.00"),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "The step begins within the month",
        paper_with(1, valid=("2026-03-15", None)),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "The step begins on the bill's day",
        paper_with(1, valid=("2026-03-01", None)),
        asked_of_bills({0: "70.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "The step ended the day before",
        paper_with(1, valid=("2024-01-01", "2026-02-28")),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Billed above the first step's rate",
        line_with(0, 0, amount="280.00"),
        asked_of_bills({0: "140.00", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Five cents are tolerated",
        line_with(0, 0, amount="140.05"),
        asked_of_bills({1: "50.00"}, rules={1: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Fifty cents are not",
        line_with(0, 0, amount="140.50"),
        asked_of_bills({0: "0.50", 1: "50.00"}, rules={0: ("LD",), 1: ("LD",)}),
    ),
    otherwise(
        VolumeStepNotReached.examples[1],
        "The affiliate's contract has a step of 6,000",
        and_paper(Step(rate="0.01", from_quantity="6000", contract="MSA-2", counted="contract")),
        spared,
    ),
    otherwise(
        VolumeStepNotReached.examples[0],
        "Each line counts for itself, and two would reach the step",
        having(papers=(Step(rate="0.03"), Step(rate="0.02", from_quantity="10000"))),
        line_again(0, 0),
        spared,
    ),
)

edges(
    PriceByVolumeWrong,
    otherwise(
        PriceByVolumeWrong.examples[6],
        "The first step only, and too much billed",
        line_with(0, 0, amount="200.00"),
        asked({(0, 0): "50.00"}),
    ),
    otherwise(
        PriceByVolumeWrong.examples[7],
        "At the edge, and too much billed",
        line_with(0, 0, amount="350.00"),
        asked({(0, 0): "50.00"}),
    ),
    otherwise(
        PriceByVolumeWrong.examples[1],
        "Another code has steps too",
        line_again(0, 0, code="TF", amount="1.00", quantity="1"),
        and_paper(Step(rate="0.50", charge_code="TF")),
        asked({(0, 0): "20.00", (0, 1): "0.50"}),
    ),
    otherwise(
        PriceByVolumeWrong.examples[0],
        "The second step begins within the month",
        paper_with(1, valid=("2026-03-15", None)),
        spared,
    ),
    otherwise(
        PriceByVolumeWrong.examples[0],
        "The second step begins with the month",
        paper_with(1, valid=("2026-03-01", None)),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        PriceByVolumeWrong.examples[0],
        "The second step ends within the month",
        paper_with(1, valid=("2024-01-01", "2026-03-15")),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        PriceByVolumeWrong.examples[0],
        "The second step ended before the month",
        paper_with(1, valid=("2024-01-01", "2026-02-28")),
        spared,
    ),
    otherwise(
        PriceByVolumeWrong.examples[0],
        "The first step is not on file",
        without("papers", 0),
        spared,
    ),
    otherwise(
        PriceByVolumeWrong.examples[1],
        "Counted together since March",
        having(
            papers=(
                Step(rate="0.03", valid=("2024-01-01", "2026-02-28")),
                Step(rate="0.01", counted="contract", valid=("2026-03-01", None)),
            )
        ),
        spared,
    ),
    otherwise(
        PriceByVolumeWrong.examples[2],
        "Another contract has a lower rate",
        bill_again(
            0,
            number="2001",
            account="A-2",
            lines=(Billed(amount="1.00", quantity="100", code="LD", charge="usage", service="B"),),
        ),
        and_paper(
            Step(rate="0.01", contract="MSA-2"),
            Signed(accounts=("A-1",)),
            Signed(number="MSA-2", accounts=("A-2",)),
        ),
        spared,
    ),
    otherwise(
        PriceByVolumeWrong.examples[1],
        "A quantity within the first step, billed six cents too high",
        line_with(0, 0, quantity="5000", amount="150.06", rate=None),
        asked({(0, 0): "0.06"}),
    ),
    otherwise(
        PriceByVolumeWrong.examples[1],
        "A quantity of nothing",
        line_with(0, 0, quantity="0", amount="100.00", rate=None),
        spared,
    ),
)
