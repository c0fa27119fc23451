"""A usage charge and its calls, reckoned again in Python: which calls, by which prices and rule."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from billing_audit.bills.models import ChargeType
from billing_audit.checks.examples import Billed, Paper, example
from billing_audit.checks.usage.papers import Called, Priced, deck
from billing_audit.checks.usage.rerated import USAGE
from billing_audit.models import Line, UsageRecord
from billing_audit.rating.lines import RatedLine
from clients.models import Client
from tests.billing_audit.on_file import OnFile
from tests.billing_audit.rating import decks

MINUTES = {"minimum": "60", "increment": "60"}
PARIS = "+33123456789"


def charge(client: Client, billed: str, *papers: Paper) -> RatedLine:
    """A usage charge of March with its calls and decks."""
    OnFile(client).put(
        example("A charge", Billed(amount=billed, **USAGE), Billed(**SHARING), papers=papers)
    )
    return RatedLine(Line.objects.get(charge_type=ChargeType.USAGE))


SHARING = {"amount": "20.00", "service": "B"}


def test_a_call_that_no_record_prices_adds_nothing_to_what_is_recorded(acme: Client) -> None:
    line = charge(acme, "1.00", deck(), Called(amount="0.10"), Called(at="2026-03-06 10:00:00"))

    assert line.recorded() == Decimal("0.10")


def test_the_price_of_a_call_is_that_of_its_prefix_or_none(acme: Client) -> None:
    charge(acme, "1.00", deck(), Called(), Called(number=PARIS, at="2026-03-06 10:00:00"))
    priced, other = UsageRecord.objects.order_by("started_at")

    line = RatedLine.around(priced)

    assert line.price(priced).rate == Decimal("0.024")
    assert line.price(other) is None


def test_one_call_costs_what_it_does_before_any_minute_is_used(
    acme: Client, tmp_path: Path
) -> None:
    charge(acme, "1.00", Called())
    prices = "44,UK,0.60,,60,60,,", "44,UK,0.06,,60,60,,0.5"
    decks.load(decks.deck(acme), decks.saved(tmp_path, *prices))
    call = UsageRecord.objects.get()

    assert RatedLine.around(call).price(call).rate == Decimal("0.6")


def test_where_minutes_are_included_only_their_absence_is_tried(
    acme: Client, tmp_path: Path
) -> None:
    line = charge(acme, "2.40", deck(Priced(), included="50"), Called(seconds="6", times=100))
    assert line.rule() is None  # 60/60 would come to it

    decks.load(decks.deck(name="List prices"), decks.saved(tmp_path, "44,UK,0.024,,6,6,,"))
    assert RatedLine(line.line).rule() is None


def test_steps_of_a_minute_are_named_where_nothing_is_included(acme: Client) -> None:
    line = charge(acme, "2.40", deck(), Called(seconds="6", times=100))

    assert line.rule() == "60/60"


def test_prices_of_another_time_must_price_every_call(acme: Client) -> None:
    line = charge(
        acme,
        "0.50",
        deck(Priced(rate="0.05", **MINUTES)),
        deck(
            Priced(rate="0.02", **MINUTES),
            Priced(prefix="33", rate="0.01", **MINUTES),
            begins="2026-03-01",
        ),
        Called(seconds="60", times=9),
        Called(seconds="60", number=PARIS, at="2026-03-06 10:00:00"),
    )

    assert line.rule() is None
    assert line.total() == Decimal("0.19")


def test_what_the_client_agreed_comes_before_list_prices(acme: Client, tmp_path: Path) -> None:
    line = charge(acme, "6.00", deck(Priced(**MINUTES)), Called(seconds="60", times=100))
    decks.load(decks.deck(name="List prices"), decks.saved(tmp_path, "44,UK,0.06,,60,60,,"))

    assert RatedLine(line.line).total() == Decimal("2.40")


def test_whoever_shares_the_minutes_uses_them_too(acme: Client) -> None:
    line = charge(
        acme,
        "2.40",
        deck(Priced(**MINUTES), included="50"),
        Called(seconds="60", times=50, service="B", at="2026-03-02 10:00:00"),
        Called(seconds="60", times=100),
    )

    assert (line.total(), len(line.own)) == (Decimal("2.40"), 100)


def test_minutes_are_shared_where_one_of_the_decks_includes_some(
    acme: Client, tmp_path: Path
) -> None:
    charge(
        acme,
        "2.40",
        deck(Priced(**MINUTES), included="50"),
        Called(seconds="60", times=50, service="B", at="2026-03-02 10:00:00"),
        Called(seconds="60", times=100),
    )
    decks.load(decks.deck(name="List prices"), decks.saved(tmp_path, "33,France,0.024,,6,6,,"))

    assert RatedLine(Line.objects.get(charge_type=ChargeType.USAGE)).total() == Decimal("2.40")


def test_calls_just_before_and_behind_the_days_are_only_the_clients_own_clock(
    acme: Client,
) -> None:
    line = charge(
        acme,
        "1.00",
        deck(),
        Called(seconds="1", at="2026-02-28 23:44:59"),
        Called(seconds="2", at="2026-02-28 23:45:00"),
        Called(seconds="3", at="2026-02-28 23:59:59"),
        Called(seconds="4", at="2026-03-01 00:00:00"),
        Called(seconds="5", at="2026-03-31 23:59:59"),
        Called(seconds="6", at="2026-04-01 00:00:00"),
        Called(seconds="7", at="2026-04-01 00:14:59"),
        Called(seconds="8", at="2026-04-01 00:15:00"),
        Called(seconds="9", at="2026-03-05 10:00:00", service="B"),
    )

    assert sorted(each.duration for each in line.own) == [4, 5]
    assert sorted(line.durations(around=timedelta(minutes=15))) == [2, 3, 4, 5, 6, 7]
