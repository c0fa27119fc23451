"""Edges of the checks of roaming, of day passes and of content."""

from billing_audit.checks.examples import Bill, Billed, bill, example
from billing_audit.checks.wireless.roaming import (
    ON_THE_NINTH,
    PASS,
    ROAM,
    PremiumContent,
    RoamingAgainAndAgain,
    RoamingBesideADayPass,
)
from tests.billing_audit.checks.edges import edges

OF_THE_EIGHTH = ("2026-03-08", "2026-03-08")
SEVERAL_DAYS = ("2026-03-09", "2026-03-12")
NO_END = ("2026-03-09", None)
REGION = {"code": "TRVPASS"}


def day_pass(
    amount: str = "10.00", over: str = "", says: tuple[str, ...] = (), **about: object
) -> Billed:
    return Billed(
        amount=amount, over=over, says=says, **(PASS | {"period": ON_THE_NINTH} | about)
    )  # fmt: skip


def roaming(over: str = "", **about: object) -> Billed:
    return Billed(amount="12.30", quantity="60", over=over,
                  **(ROAM | {"period": ON_THE_NINTH} | about))  # fmt: skip


ON_A2 = {"account": "A-2", "number": "2001"}
edges(
    RoamingBesideADayPass,
    example("A second pass of the day that states no end",
            day_pass(period=NO_END), day_pass(over="10.00")),
    example("The second of two passes states no end",
            day_pass(), day_pass(over="10.00", period=NO_END)),
    example("A pass that states no end covers its day",
            day_pass(period=NO_END), roaming("12.30")),
    example("A free pass", day_pass("0.00"), roaming()),
    example("A pass of several days is no day pass", day_pass(period=SEVERAL_DAYS), roaming()),
    example("A pass of each month", day_pass(charge="recurring"), roaming()),
    example("A pass billed as usage", day_pass(charge="usage"), roaming("12.30")),
    example("A pass that is billed by volume is no roaming beside itself",
            day_pass(charge="usage", unit="MB")),
    example("Use at home on the day of a pass, and roaming on another",
            day_pass(), roaming(code="DATA", description="Data"),
            roaming(period=("2026-03-20", "2026-03-20"))),
    example("The pass is on another account", bill(roaming()), bill(day_pass(), **ON_A2)),
    example("Another account has a pass of another region",
            bill(day_pass(), roaming("12.30")), bill(day_pass(**REGION), **ON_A2)),
    example("Another account has the pass too",
            bill(day_pass(), day_pass(over="10.00")), bill(day_pass(), **ON_A2)),
    example("Two passes, and roaming beside them",
            day_pass(), day_pass("8.00", "8.00", ("a pass of $10.00",)), roaming("12.30")),
    example("Another line has a pass", day_pass(service="B"), roaming()),
    example("Both lines have passes",
            day_pass(service="B"), day_pass(), roaming("12.30")),
    example("Another line has one, and this line two",
            day_pass(service="B"), day_pass(), day_pass(over="10.00")),
    example("A pass the day before as well",
            day_pass(period=OF_THE_EIGHTH), day_pass(), roaming("12.30")),
    example("A pass the day before, and two of the day",
            day_pass(period=OF_THE_EIGHTH), day_pass(), day_pass(over="10.00")),
    example("A pass of another region, and two of this",
            day_pass(**REGION), day_pass(), day_pass(over="10.00")),
    example("Roaming of several days", day_pass(), roaming(period=SEVERAL_DAYS)),
    example("Roaming that states no end", day_pass(), roaming(period=NO_END)),
    example("A roaming call", day_pass(), roaming(unit="MIN")),
    *(example(f"Roaming counted in {unit}", day_pass(), roaming("12.30", unit=unit))
      for unit in ("kb", "gb")),
)  # fmt: skip


def month(at: str, *lines: Billed) -> Bill:
    return bill(*lines, number=at, on=f"{at}-01", file=f"{at}.csv")


def abroad(at: str, amount: str, over: str = "", **about: object) -> Billed:
    return Billed(amount=amount, over=over, **(ROAM | {"period": (f"{at}-01", None)} | about))


HOME = Billed(amount="310.00")
DECEMBER, JANUARY, FEBRUARY, MARCH = "2025-12", "2026-01", "2026-02", "2026-03"
IN_FEBRUARY = month(FEBRUARY, abroad(FEBRUARY, "38.00"))
IN_MARCH = month(MARCH, abroad(MARCH, "41.50", "0.00"))
edges(
    RoamingAgainAndAgain,
    example("At home in the months before",
            month(DECEMBER, HOME), month(JANUARY, HOME), IN_FEBRUARY, IN_MARCH),
    example("In January and in March",
            month(JANUARY, abroad(JANUARY, "38.00")), month(FEBRUARY, HOME), IN_MARCH),
    example("In December and in March",
            month(DECEMBER, abroad(DECEMBER, "38.00")), month(JANUARY, HOME),
            month(FEBRUARY, HOME), month(MARCH, abroad(MARCH, "41.50"))),
    example("A bill without charges in between",
            month(JANUARY, abroad(JANUARY, "38.00")), month(FEBRUARY, HOME), IN_MARCH,
            month("2026-04")),
    example("A travel pass was paid as well", IN_FEBRUARY,
            month(MARCH, abroad(MARCH, "41.50"),
                  Billed(amount="10.00", charge="one_time", code="TP", description="Travel pass"))),
    example("A plan for use abroad is no use",
            *(month(at, abroad(at, "50.00", charge="recurring")) for at in (FEBRUARY, MARCH))),
    example("A part of it is given back",
            month(FEBRUARY, abroad(FEBRUARY, "20.00"), abroad(FEBRUARY, "-30.00")),
            month(MARCH, abroad(MARCH, "20.00", "0.00"), abroad(MARCH, "0.00"))),
    example("Nobody knows which line it was",
            *(month(at, abroad(at, "40.00", service="")) for at in (FEBRUARY, MARCH))),
    example("Two trips in one month", month(FEBRUARY, HOME),
            month(MARCH, abroad(MARCH, "38.00"), abroad(MARCH, "41.50"))),
    example("Together a dollar more than is worth a plan",
            month(FEBRUARY, abroad(FEBRUARY, "13.00")),
            month(MARCH, abroad(MARCH, "13.00", "0.00"))),
    example("Together what is worth a plan",
            *(month(at, abroad(at, "12.50")) for at in (FEBRUARY, MARCH))),
)  # fmt: skip

CONTENT = {"code": "PSMS", "description": "Premium SMS 55431 QuizClub"}
edges(
    PremiumContent,
    example("A message billed once",
            Billed(amount="9.99", over="9.99", charge="one_time", **CONTENT)),
    example("A subscription", Billed(amount="9.99", over="9.99", **CONTENT)),
    example("On no line", Billed(amount="9.99", charge="usage", service="", **CONTENT)),
)  # fmt: skip
