"""Edges of the checks of spikes, of new charges and companies, and of what nobody can explain."""

from billing_audit.checks.examples import Bill, Billed, bill, example
from billing_audit.checks.inventory.papers import OTHER, Item, Ordered
from billing_audit.checks.unusual.new_codes import NewCodeWithoutAnOrder
from billing_audit.checks.unusual.third_parties import (
    GAMES,
    NewProviderOnTheBill,
    ThirdPartyCharge,
)
from billing_audit.checks.unusual.unexplained import NeverVerified, NoPlainMeaning
from billing_audit.checks.usage.spikes import UsageSpike, month
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    line_with,
    otherwise,
    paper_with,
    spared,
    without,
)

SPIKE = UsageSpike.examples[0]
TOLD = ("Usage of the month: 1 line, $25.01 in all. "
        "Of the three months before: 3 lines, $30.00 in all.")  # fmt: skip


def no_usage(at: int) -> Bill:
    return bill(Billed(amount="50.00"), number=f"{at}", on=f"2026-{at:02}-01", file=f"{at}.csv")


edges(
    UsageSpike,
    otherwise(SPIKE, "The proof lists the month and the three before it",
              line_with(3, 0, says=(TOLD,)), and_line(3, Billed(amount="50.00"))),
    example("None of the three months before had any usage",
            month(1, "10.00"), no_usage(2), no_usage(3), no_usage(4), month(5, "16.67", "0.00")),
    example("Two bills of February, and none of April",
            month(1, "10.00"), month(2, "10.00"),
            bill(Billed(amount="5.00"), number="2-B", on="2026-02-15", file="2b.csv"),
            month(3, "10.00"), month(5, "90.00")),
    example("The bill of April has no lines",
            month(1, "10.00"), month(2, "10.00"), month(3, "10.00"),
            bill(number="4", on="2026-04-01", file="4.csv"), month(5, "90.00")),
)  # fmt: skip

CLUB = ThirdPartyCharge.examples[0]
edges(
    ThirdPartyCharge,
    *(otherwise(CLUB, f"As a {charge} charge", line_with(0, 0, charge=charge))
      for charge in ("one_time", "fee")),
)  # fmt: skip

NEW_CLUB = NewProviderOnTheBill.examples[0]
CLUB_LINE = Billed(amount="9.99", **GAMES)
MAY_BILL = {"number": "1003", "on": "2026-05-01"}
edges(
    NewProviderOnTheBill,
    otherwise(NEW_CLUB, "The next bill names it too", and_bill(bill(CLUB_LINE, **MAY_BILL))),
    otherwise(NEW_CLUB, "Charges of the carrier stand beside it",
              and_line(2, Billed(amount="7.00", provider="Corvane", code="X"))),
    otherwise(NEW_CLUB, "A bill without charges came between",
              and_bill(bill(number="1001-B", on="2026-03-15")),
              line_with(2, 0, says=("no bill up to 1 Mar 2026",))),
    *(otherwise(NEW_CLUB, f"As a {charge} charge", line_with(2, 0, charge=charge))
      for charge in ("one_time", "fee", "usage")),
    otherwise(NEW_CLUB, "A tax of it", line_with(2, 0, charge="tax"), spared),
    otherwise(NEW_CLUB, "There is one bill before", without("bills", 0), spared),
    otherwise(NEW_CLUB, "The carrier charged the same itself before", and_line(1, Billed(
        amount="9.99", code="3P", description="Horoscope club"))),
    otherwise(NEW_CLUB, "Another company charged another amount", and_line(1, Billed(
        amount="5.00", code="3P", description="Club", provider="Nova Media"))),
    otherwise(NEW_CLUB, "Another company charged it to another service", and_line(1, Billed(
        amount="9.99", code="3P", service="B", provider="Nova Media"))),
    otherwise(NEW_CLUB, "Another company charged it by another code", and_line(1, Billed(
        amount="9.99", code="4P", provider="Nova Media"))),
)  # fmt: skip

SUITE = NewCodeWithoutAnOrder.examples[0]
SEC = {"code": "SEC", "description": "Security suite"}
THIS, OF_OTHER = (Item(what="new"),), (Item(what="new", service=OTHER),)
MARCH_10 = "2026-03-10"


def on_a2(day: str, *lines: Billed) -> Bill:
    return bill(*lines, account="A-2", number=f"2-{day}", on=day, file=f"a2-{day}.csv")


def gone(*lines: Billed) -> tuple[object, ...]:
    """Further charges on the bill before."""
    return (and_line(1, *lines),)


def old(amount: str = "12.00", **about: str) -> Billed:
    return Billed(amount=amount, **({"code": "OLD", "description": "Old suite"} | about))


edges(
    NewCodeWithoutAnOrder,
    otherwise(SUITE, "Another account has had it all the time", and_bill(*(
        on_a2(day, Billed(amount="12.00", service=OTHER, **SEC))
        for day in ("2026-02-01", "2026-03-01", "2026-04-01")))),
    otherwise(SUITE, "The next bill charges it too",
              and_bill(bill(Billed(amount="12.00", **SEC), **MAY_BILL))),
    otherwise(SUITE, "A bill without charges came between",
              and_bill(bill(number="1001-B", on="2026-03-15")),
              line_with(2, 1, says=("the bill of 1 Mar 2026 had",))),
    otherwise(SUITE, "On no service", line_with(2, 1, service="")),
    otherwise(SUITE, "Its use is charged beside it",
              and_line(2, Billed(amount="3.00", charge="usage", **SEC))),
    otherwise(SUITE, "There is one bill before", without("bills", 0), spared),
    otherwise(SUITE, "An order of March names no service",
              paper_with(0, items=(), placed=MARCH_10), spared),
    otherwise(SUITE, "An order of March is for another service, an old one for this", lambda each:
              example(each.title, *each.bills, papers=(
                  Ordered(items=OF_OTHER, kind="add", placed=MARCH_10),
                  Ordered(items=THIS, kind="add", placed="2025-06-01", number="PO-8")))),
    otherwise(SUITE, "Ordered from another carrier",
              paper_with(0, items=THIS, placed=MARCH_10, carrier="Bellweather")),
    otherwise(SUITE, "The order was cancelled",
              paper_with(0, items=THIS, placed=MARCH_10, cancelled="2026-03-12")),
    otherwise(SUITE, "Ordered 60 days before",
              paper_with(0, items=THIS, placed="2026-01-31"), spared),
    otherwise(SUITE, "Ordered 61 days before", paper_with(0, items=THIS, placed="2026-01-30")),
    otherwise(SUITE, "A charge of that amount was gone a month earlier",
              and_line(0, old())),
    otherwise(SUITE, "A charge of another amount is gone", *gone(old("9.00"))),
    otherwise(SUITE, "A charge of another service is gone", *gone(old(service=OTHER))),
    otherwise(SUITE, "A one-time charge of that amount is gone", *gone(old(charge="one_time"))),
    otherwise(SUITE, "A charge of that amount stays", *gone(old()), and_line(2, old())),
    otherwise(SUITE, "A charge of that amount stays on another service alone",
              *gone(old()), and_line(2, old(service=OTHER)), spared),
)  # fmt: skip

UNKNOWN = NeverVerified.examples[0]
CIRCUIT = {"service": "315-999-0001", "code": "MISC", "description": "Circuit"}
edges(
    NeverVerified,
    otherwise(UNKNOWN, "Another account is charged for it since June",
              and_bill(on_a2("2026-06-01", Billed(amount="45.00", **CIRCUIT)))),
    otherwise(UNKNOWN, "It is charged for what the contract prices as well",
              and_line(-1, Billed(amount="580.00", service=CIRCUIT["service"]))),
    otherwise(UNKNOWN, "Another service is charged by that code since June",
              and_line(-1, Billed(amount="45.00", **(CIRCUIT | {"service": "315-999-0002"})))),
    otherwise(UNKNOWN, "A part of it is given back, and a part is free",
              and_line(-1, Billed(amount="-5.00", **CIRCUIT), Billed(amount="0.00", **CIRCUIT))),
    otherwise(UNKNOWN, "It was installed as well",
              and_line(-1, Billed(amount="99.00", charge="one_time", **CIRCUIT))),
    otherwise(UNKNOWN, "It is not charged any more",
              and_bill(bill(Billed(amount="580.00"), number="7", on="2026-07-01")), spared),
    otherwise(UNKNOWN, "A bill without charges came since",
              and_bill(bill(number="7", on="2026-07-01"))),
    otherwise(UNKNOWN, "Another account was billed since",
              and_bill(on_a2("2026-07-01", Billed(amount="580.00")))),
)  # fmt: skip


def words(description: str, over: str = "", code: str = "QX1", **about: str) -> Billed:
    return Billed(amount="7.50", code=code, description=description, over=over, **about)


edges(
    NoPlainMeaning,
    example("No code and no words", words("12", "0.00", code="")),
    example("Another charge's code is a word here", words("Port", code="VPN"),
            words("Port, 100 Mbps", code="PORT")),
    example("The code in small letters", words("abcd", "0.00", code="ABCD")),
    example("The words in capitals", words("ABCD", "0.00", code="abcd")),
    example("Digits and signs", words("12-34/5", "0.00")),
    example("Sixty digits", words("1" * 60, "0.00")),
    example("Sixty-one digits, which may have been cut", words("1" * 61)),
    example("A tax without words", words("", charge="tax")),
)  # fmt: skip
