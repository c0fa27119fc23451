"""Edges of the checks of call records, of prices of calls and of usage as a whole."""

from billing_audit.checks.examples import Billed, example
from billing_audit.checks.usage.allowances import NothingIncluded
from billing_audit.checks.usage.call_prices import AddedToEachCall, ShorterPrefix
from billing_audit.checks.usage.increments import WrongIncrement
from billing_audit.checks.usage.outside import HourUnlikeAnyOther
from billing_audit.checks.usage.own_records import MINUTES, MoreMinutesThanOwnRecords
from billing_audit.checks.usage.papers import Called, Priced, deck
from billing_audit.checks.usage.price_lists import AboveTheDeck
from billing_audit.checks.usage.rerated import USAGE, ReratedCheck
from billing_audit.checks.usage.single_calls import CallTwice, UnansweredCall
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    otherwise,
    paper_with,
    spared,
)

ON_THE_SIXTH = "2026-03-06 10:00:00"
BY_THE_MINUTE = {"minimum": "60", "increment": "60"}


def billed(amount: str, over: str = "", **about: object) -> Billed:
    return Billed(amount=amount, over=over, **(USAGE | about))


def call(amount: str | None, seconds: str = "61", **about: object) -> Called:
    return Called(seconds=seconds, amount=amount, **about)


COPY = {"at": "2026-03-05 10:00:01"}
edges(
    CallTwice,
    example("Three records of one call",
            billed("0.30", "0.20"), papers=(call("0.10"), call("0.10"), call("0.10", **COPY))),
    example("The copy costs more than the whole charge",
            billed("0.07", "0.07", rate="9.99"), papers=(call("0.01"), call("0.10", **COPY))),
    example("Two attempts in one second", billed("0.20"),
            papers=(call("0.10", "0"), call("0.10", "0"))),
    example("Two calls to nobody knows whom", billed("0.20"),
            papers=(call("0.10", number=""), call("0.10", number=""))),
    example("The copy is free", billed("0.10"), papers=(call("0.10"), call("0.00", **COPY))),
)  # fmt: skip

FEE = deck(Priced(connect_fee="0.10"))
edges(
    UnansweredCall,
    example("One call costs more than the whole charge",
            billed("0.07", "0.07", rate="9.99"), papers=(deck(), call("0.10", "0"))),
    example("Another costs less than its connect fee",
            billed("0.20", "0.05"), papers=(FEE, call("0.15", "0"), call("0.05", "0"))),
)  # fmt: skip

ADDED = AddedToEachCall.examples[0]
ONE_PRICE = deck(Priced(rate="0.02", **BY_THE_MINUTE))
edges(
    AddedToEachCall,
    example("The additions cost more than the whole charge",
            billed("0.14", "0.14", rate="9.99"),
            papers=(deck(Priced(rate="0.0001", **BY_THE_MINUTE)), call("0.06", "60"),
                    call("0.0601", "120", at=ON_THE_SIXTH), call("0.0602", "180", **COPY))),
    otherwise(ADDED, "The minutes are included, and what each call cost is not known",
              paper_with(0, included="50"), spared),
    example("Each call costs two cents less than by the price list",
            billed("0.12"),
            papers=(deck(Priced(rate="0.03", **BY_THE_MINUTE)), call("0.01", "60"),
                    call("0.04", "120", at=ON_THE_SIXTH), call("0.07", "180", **COPY))),
    example("What payphones are owed, by the state of the call",
            billed("1.32"),
            papers=(ONE_PRICE, *(
                call(amount, seconds, at=at, status="Payphone") for amount, seconds, at in (
                    ("0.42", "60", ON_THE_SIXTH), ("0.44", "120", "2026-03-07 10:00:00"),
                    ("0.46", "180", "2026-03-08 10:00:00"))))),
    example("Two calls are too few", billed("0.16"),
            papers=(ONE_PRICE, call("0.07", "60"), call("0.09", "120", at=ON_THE_SIXTH))),
)  # fmt: skip

WHOLE_COUNTRY = ShorterPrefix.examples[0]
LONDON = Priced(prefix="4420", rate="0.02", **BY_THE_MINUTE)
edges(
    ShorterPrefix,
    example("Two of them cost more than the whole charge",
            billed("0.55", "0.55", rate="9.99"),
            papers=(deck(Priced(rate="0.30", **BY_THE_MINUTE),
                         Priced(prefix="4420", rate="0.001", **BY_THE_MINUTE)),
                    call("0.30", "60"), call("0.30", "60", at=ON_THE_SIXTH))),
    example("Two of them", billed("0.60", "0.56"),
            papers=(*WHOLE_COUNTRY.papers, call("0.30", "60", at=ON_THE_SIXTH))),
    otherwise(WHOLE_COUNTRY, "The minutes are included", paper_with(0, included="50"), spared),
    example("Country and city cost the same", billed("0.02"),
            papers=(deck(Priced(rate="0.02", **BY_THE_MINUTE), LONDON), call("0.02", "60"))),
    example("The country was dearer by an older price list", billed("0.30"),
            papers=(deck(Priced(rate="0.30", **BY_THE_MINUTE)),
                    deck(Priced(rate="0.05", **BY_THE_MINUTE), LONDON, begins="2026-03-01"),
                    call("0.30", "60"))),
    example("Another country has that price", billed("0.30"),
            papers=(deck(Priced(prefix="33", rate="0.30", **BY_THE_MINUTE), LONDON),
                    call("0.30", "60"))),
)  # fmt: skip

# Checks that name a rule say nothing where it is another.
OF_RULES: tuple[type[ReratedCheck], ...] = tuple(ReratedCheck.__subclasses__())
INCREMENT, INCLUDED = WrongIncrement.examples[1], NothingIncluded.examples[0]
for check in OF_RULES:
    if check is not AboveTheDeck:
        other = INCLUDED if check is WrongIncrement else INCREMENT
        edges(check, otherwise(other, f"Another rule: {other.title}", spared))

DEARER = AboveTheDeck.examples[0]
BY_SIX = deck(Priced(rate="0.024"))
edges(
    AboveTheDeck,
    example("One of the calls has no price", billed("0.20"),
            papers=(deck(Priced(**BY_THE_MINUTE)), call("0.10", "60"),
                    call("0.10", "60", number="+33123"))),
    example("Five cents more", billed("0.07"),
            papers=(deck(Priced(**BY_THE_MINUTE)), call("0.07", "60"))),
    example("A rule explains it: whole minutes", billed("0.24"),
            papers=(BY_SIX, call("0.024", "20", times=10))),
)  # fmt: skip

EVENING = "2026-02-28 23:45:00"


def minutes(over: str = "", **about: str) -> Billed:
    return Billed(over=over, **(MINUTES | {"amount": "2.40", "quantity": "120", "rate": "0.02"}
                                | about))  # fmt: skip


HUNDRED = Called(seconds="50", times=100)
edges(
    MoreMinutesThanOwnRecords,
    example("Less is billed than the minutes cost", minutes("0.20", amount="2.20"),
            papers=(HUNDRED,)),
    example("Less is billed than the own minutes cost", minutes(amount="1.90"), papers=(HUNDRED,)),
    example("More is billed than the minutes cost", minutes("0.40", amount="5.00"),
            papers=(HUNDRED,)),
    example("A second more than a minute is two minutes",
            minutes("0.20", amount="4.20", quantity="210"),
            papers=(Called(seconds="61", times=100),)),
    example("Calls of another service", minutes("0.40"),
            papers=(HUNDRED, Called(seconds="50", service="B", times=20))),
    example("Calls of January and of May", minutes("0.40"),
            papers=(HUNDRED, Called(seconds="50", at="2026-01-05 10:00:00", times=20),
                    Called(seconds="50", at="2026-05-05 10:00:00", times=20))),
    *(example(f"A call that begins on {at}", minutes(over),
              papers=(HUNDRED, Called(seconds="50", at=at)))
      for at, over in ((EVENING, "0.38"), ("2026-03-31 12:00:00", "0.38"),
                       ("2026-04-01 00:10:00", "0.38"), ("2026-04-01 00:15:00", "0.40"),
                       ("2026-04-01 12:00:00", "0.40"))),
    example("Calls that came in", minutes("0.40"),
            papers=(HUNDRED, Called(seconds="50", direction="in", times=20))),
    example("Messages are not minutes", minutes(unit="MSG"), papers=(HUNDRED,)),
    *(example(f"Minutes called {unit}", minutes("0.40", unit=unit), papers=(HUNDRED,))
      for unit in ("mins", "Minute", "Minutes")),
    example("At a rate of nothing", minutes(rate="0.00"), papers=(HUNDRED,)),
    example("Half as much again", minutes("1.00", amount="3.00", quantity="150"),
            papers=(HUNDRED,)),
)  # fmt: skip

NIGHT = "2026-03-08 03:00:00"
CUBA = "+5352000000"


def hour(times: int, seconds: str, at: str = NIGHT, **about: str) -> Called:
    return Called(seconds=seconds, times=times, at=at, **({"number": CUBA} | about))


def told(*says: str) -> Billed:
    return billed("90.00", "0.00", says=says)


EARLIER = ("2026-03-06 03:00:00", "2026-03-07 03:00:00")
QUIET = billed("90.00")
edges(
    HourUnlikeAnyOther,
    example("An hour as long as the one before it, which was long enough to be usual", QUIET,
            papers=(hour(1, "10", EARLIER[0]), hour(17, "100", EARLIER[1]), hour(18, "100"))),
    example("Another service called there once in that hour",
            told("30 calls, 7,200 in all."), billed("1.00", service="B"),
            papers=(hour(30, "240"), hour(1, "60", service="B"))),
    example("Calls elsewhere in that hour, and there in another",
            told("30 calls, 7,200 in all."),
            papers=(hour(1, "60", EARLIER[0]), hour(30, "240"),
                    hour(1, "60", number="+442079460000"))),
    example("Ten calls of half an hour in all", told(), papers=(hour(10, "180"),)),
    example("Between four and five deviations above", told(),
            papers=(hour(3, "100", EARLIER[0]), hour(11, "100", EARLIER[1]), hour(12, "200"))),
    example("Just four deviations above", QUIET,
            papers=(hour(3, "100", EARLIER[0]), hour(11, "100", EARLIER[1]), hour(23, "100"))),
)  # fmt: skip
