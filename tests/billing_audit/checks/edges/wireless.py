"""Edges of the checks of mobile lines, their devices and their pools."""

from billing_audit.checks.examples import Billed, bill, example
from billing_audit.checks.inventory.papers import OTHER, Known
from billing_audit.checks.wireless.devices import PLAN, InsuredTwice, OneDeviceOnTwoLines
from billing_audit.checks.wireless.instalments import InstalmentPastTheLast
from billing_audit.checks.wireless.papers import Device, Plan
from billing_audit.checks.wireless.pools import (
    LINES,
    OVER,
    POOL,
    USE,
    OverageThoughThePoolHasRoom,
)
from billing_audit.checks.wireless.pools import PLAN as POOLED
from billing_audit.checks.wireless.unused import PLAN as PHONE
from billing_audit.checks.wireless.unused import USE as USED
from billing_audit.checks.wireless.unused import (
    NobodyHasIt,
    NotUsedForThreeMonths,
    PlanForAnotherDevice,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    and_paper,
    line_with,
    otherwise,
    paper_with,
    spared,
)

IDLE = NotUsedForThreeMonths.examples[0]
MARCH = ("2026-03-01", "2026-03-31")
FIRST_HALF, SECOND_HALF = ("2026-03-01", "2026-03-15"), ("2026-03-16", "2026-03-31")
ON_A2 = {"account": "A-2", "file": "a2.csv"}


def charged(amount: str, over: str = "", **about: object) -> Billed:
    return Billed(amount=amount, over=over, **(PHONE | {"period": MARCH} | about))


edges(
    NotUsedForThreeMonths,
    otherwise(IDLE, "A bill without charges came since",
              and_bill(bill(number="1004", on="2026-04-01", file="april.csv"))),
    otherwise(IDLE, "Used in the month before these", and_bill(
        bill(Billed(quantity="5", **USED), charged("45.00"), number="1000", on="2025-12-01",
             file="december.csv"))),
    otherwise(IDLE, "Two charges of the month, of which the larger is told",
              line_with(2, -1, amount="10.00", over=""),
              and_line(2, charged("45.00", "0.00", says=("2 lines, $55.00 in all",)))),
    otherwise(IDLE, "What is told is the charges of the last month",
              line_with(2, -1, says=("1 line, $45.00 in all for the month",)),
              and_line(2, charged("99.00", charge="one_time"), charged("0.00"))),
    otherwise(IDLE, "Free of charge in January, but for the use of nothing",
              line_with(0, 0, amount="1.00"), line_with(0, 1, amount="0.00"), spared),
    otherwise(IDLE, "A correction takes the use back", line_with(1, 0, quantity="0.25"),
              and_line(1, Billed(quantity="-0.25", **USED))),
    otherwise(IDLE, "Use that states no quantity",
              line_with(1, 0, quantity=None, amount="3.00"), spared),
    otherwise(IDLE, "No usage line states a quantity",
              *(line_with(at, 0, quantity=None) for at in range(3))),
    otherwise(IDLE, "On another account it is used", and_bill(*(
        bill(Billed(quantity="3", **USED), charged("45.00"), number=f"2{each.number}", on=each.on,
             **ON_A2) for each in IDLE.bills))),
    otherwise(IDLE, "Another line of the account is used",
              *(and_line(at, Billed(quantity="3", service=OTHER, **USED),
                         charged("45.00", service=OTHER)) for at in range(3))),
)  # fmt: skip

LEFT = NobodyHasIt.examples[0]
edges(
    NobodyHasIt,
    otherwise(LEFT, "Given back on the first day", paper_with(0, unassigned="2026-03-01"), spared),
    otherwise(LEFT, "The line was disconnected", paper_with(0, disconnected="2026-02-20"), spared),
)  # fmt: skip

TABLET = PlanForAnotherDevice.examples[0]
edges(
    PlanForAnotherDevice,
    otherwise(TABLET, "Nobody knows the device", paper_with(1, device=""), spared),
    otherwise(TABLET, "A router that is kept for when the circuit fails",
              paper_with(1, device="router", kept="stands in"), spared),
)  # fmt: skip


def use(line: str, gb: str) -> tuple[Billed, ...]:
    return Billed(service=line, **POOLED), Billed(service=line, quantity=gb, **USE)


def overage(over: str = "90.00", **about: object) -> Billed:
    return Billed(over=over, **(OVER | about))


ONE, TWO, THREE = LINES[:3]
ROOM = bill(*use(ONE, "2"), *use(TWO, "2"), overage())
NO_ROOM_ELSE = bill(*use(ONE, "2"), *use(TWO, "2"), overage(""))
edges(
    OverageThoughThePoolHasRoom,
    example("All that is included was used, and no more", ROOM, papers=POOL),
    example("What another account’s line of the pool used is not known",
            NO_ROOM_ELSE,
            bill(*use(THREE, "2"), Billed(service=LINES[3], **POOLED), number="2001", **ON_A2),
            papers=POOL),
    example("Another account has room as well",
            ROOM, bill(*use(THREE, "4"), number="2001", **ON_A2), papers=POOL),
    example("Another account used more than both include",
            NO_ROOM_ELSE, bill(*use(THREE, "6"), number="2001", **ON_A2), papers=POOL),
    example("Another account has room, and this one none",
            bill(*use(ONE, "3"), *use(TWO, "2"), overage("")),
            bill(*use(THREE, "1"), number="2001", **ON_A2), papers=POOL),
    example("The line changed its plan within the pool",
            Billed(service=ONE, **(POOLED | {"period": FIRST_HALF})),
            Billed(service=ONE, **(POOLED | {"code": "D9", "period": SECOND_HALF})),
            Billed(service=ONE, quantity="0", period=MARCH, **USE), *use(TWO, "0"),
            overage("15.00", amount="15.00", quantity="1"),
            papers=(*POOL, Plan(code="D9", gb="5", pool="Shared"))),
    example("Overage that states no rate",
            *use(ONE, "2"), *use(TWO, "2"), overage(rate=None), papers=POOL),
    example("Messages beyond the plan",
            *use(ONE, "2"), *use(TWO, "2"), overage("", unit="MSG"), papers=POOL),
    *(example(f"Overage counted in {unit}", *use(ONE, "2"), *use(TWO, "2"),
              overage(unit=unit, quantity=quantity, rate=None), papers=POOL)
      for unit, quantity in (("TB", "0.006"), ("MB", "6000"), ("KB", "6000000"))),
)  # fmt: skip

DEVICE_TWO = "350000000000002"
PAST = InstalmentPastTheLast.examples[0]
TWICE = InstalmentPastTheLast.examples[2]
edges(
    InstalmentPastTheLast,
    otherwise(TWICE, "The second of them ends on another day",
              line_with(0, 1, period=("2026-03-01", "2026-04-01"))),
    otherwise(PAST, "A device of another line is paid for by that code",
              paper_with(0, code="EIP9"), and_paper(Device(service="B")), spared),
    otherwise(PAST, "Before the device begins", paper_with(0, first="2026-04-01"), spared),
    otherwise(TWICE, "Twice in the month it begins", paper_with(0, first="2026-03-01")),
    otherwise(TWICE, "Twice before the day it begins", paper_with(0, first="2026-03-15"), spared),
    otherwise(PAST, "Of two devices the newer is named", line_with(0, 0, says=(DEVICE_TWO,)),
              paper_with(0, first="2024-01-15", equipment=DEVICE_TWO),
              and_paper(Device(first="2023-01-01"))),
    otherwise(PAST, "Of two devices of one day the last is named",
              line_with(0, 0, says=(DEVICE_TWO,)), and_paper(Device(equipment=DEVICE_TWO))),
    otherwise(PAST, "Billed as a one-time charge", line_with(0, 0, charge="one_time")),
    otherwise(PAST, "A device under another code is still paid for",
              and_paper(Device(first="2026-01-01", code="EIP9", equipment=DEVICE_TWO))),
    otherwise(PAST, "Another line’s device is still paid for",
              and_paper(Device(first="2026-01-01", service="B", equipment=DEVICE_TWO))),
    otherwise(PAST, "Another device begins in May",
              and_paper(Device(first="2026-05-01", equipment=DEVICE_TWO))),
    *(otherwise(PAST, f"Another device begins on {day} March",
                and_paper(Device(first=f"2026-03-{day}", equipment=DEVICE_TWO)), spared)
      for day in (15, 31)),
    otherwise(PAST, "The last instalment runs to the middle of the month",
              paper_with(0, first="2024-03-15"), spared),
    otherwise(PAST, "The last instalment ran to the day before", paper_with(0, first="2024-03-01")),
    *(otherwise(PAST, f"Paid off on {day} March", paper_with(
          0, first="2025-02-01", paid_off=f"2026-03-{day}"), spared) for day in ("01", "10")),
    otherwise(PAST, "It is given back", and_line(
        0, Billed(amount="-30.00", code="CR", charge="credit", description="Credit")), spared),
)  # fmt: skip

PLUS = {"amount": "14.00", "code": "INS", "description": "Device protection plus"}
MAKERS = {"amount": "9.00", "code": "TMP", "description": "Phone insurance"}
INSURED = InsuredTwice.examples[0]
edges(
    InsuredTwice,
    example("The cheaper one is printed first", Billed(over="9.00", **MAKERS), Billed(**PLUS)),
    otherwise(INSURED, "The first began in the middle of the month",
              line_with(0, 0, period=SECOND_HALF), spared),
    otherwise(INSURED, "The first ended in the middle of the month",
              line_with(0, 0, period=FIRST_HALF), spared),
    otherwise(INSURED, "A second device comes in April",
              and_paper(Device(), Device(first="2026-04-01", equipment=DEVICE_TWO))),
    *(otherwise(INSURED, f"A second device since {day} March",
                and_paper(Device(), Device(first=f"2026-03-{day}", equipment=DEVICE_TWO)), spared)
      for day in (15, 31)),
    otherwise(INSURED, "It is given back", and_line(
        0, Billed(amount="-9.00", code="CR", charge="credit", description="Credit")), spared),
)  # fmt: skip

ONE_SIM = OneDeviceOnTwoLines.examples[1]
ONE_IMEI = OneDeviceOnTwoLines.examples[0]
SIXTY = {"service": OTHER} | PLAN | {"amount": "60.00"}
edges(
    OneDeviceOnTwoLines,
    otherwise(ONE_SIM, "Two lines of which neither device nor SIM is known",
              paper_with(0, sim=""), paper_with(1, sim=""), spared),
    otherwise(ONE_IMEI, "The SIM of the cheaper line is known", paper_with(0, sim="8901")),
    otherwise(ONE_IMEI, "The SIM of the dearer line is known", paper_with(1, sim="8901")),
    example("The cheaper line has one charge, the other two",
            Billed(**(PLAN | {"amount": "40.00"})), Billed(**(PLAN | {"amount": "30.00"})),
            Billed(over="60.00", **SIXTY), papers=ONE_SIM.papers),
    example("The other line is charged in two halves",
            Billed(over="45.00", **PLAN), Billed(period=FIRST_HALF, **SIXTY),
            Billed(period=SECOND_HALF, **SIXTY), papers=ONE_SIM.papers),
    otherwise(ONE_SIM, "The other line is charged for a call alone",
              line_with(0, 1, charge="usage"), spared),
    otherwise(ONE_SIM, "A third line is charged, which has another SIM",
              line_with(0, 1, service="B"), and_paper(Known(service="B", sim="8903")), spared),
    *(otherwise(ONE_SIM, f"The other line is charged from the {half[0][-2:]}th only",
                line_with(0, 1, period=half), spared) for half in (FIRST_HALF, SECOND_HALF)),
    otherwise(ONE_SIM, "Three lines with one SIM", line_with(0, 1, over="60.00"),
              and_line(0, Billed(**(PLAN | {"amount": "70.00", "service": "B"}))),
              and_paper(Known(service="B", sim="8901"))),
    otherwise(ONE_SIM, "Calls of the line are its own",
              and_line(0, Billed(amount="5.00", charge="usage", code="USG"))),
    otherwise(ONE_SIM, "It is given back", and_line(
        0, Billed(amount="-45.00", code="CR", charge="credit", description="Credit")), spared),
)  # fmt: skip
