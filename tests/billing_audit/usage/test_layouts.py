"""How the shipped layouts read the rows of their carriers."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from billing_audit.bills.importers.mapped.profile import Conventions
from billing_audit.bills.stream import Reject
from billing_audit.usage.layouts import SHIPPED, Layout, UnsoundLayout
from billing_audit.usage.layouts.shipped import BICS, DIDWW, FREESWITCH, TWILIO
from billing_audit.usage.reading import frames
from billing_audit.usage.recognising import recognise
from billing_audit.usage.records import Record, records_of
from retainer.lib.refusal import Refused
from tests.billing_audit.usage import written
from tests.billing_audit.usage.written import call, saved

TEN = datetime(2026, 3, 5, 10, tzinfo=UTC)


def read(layout: Layout, header: str, row: str) -> list[Record]:
    """The records of one row; nothing of it may be refused."""
    names = [" ".join(name.split()).casefold() for name in header.split(",")]
    made, rejects = records_of(layout, 2, dict(zip(names, row.split(","), strict=False)))
    assert rejects == []
    return made


def refused(layout: Layout, header: str, row: str) -> list[Reject]:
    names = [" ".join(name.split()).casefold() for name in header.split(",")]
    made, rejects = records_of(layout, 2, dict(zip(names, row.split(","), strict=False)))
    assert made == []
    return rejects


def test_a_price_that_was_debited_is_a_charge() -> None:
    (record,) = read(TWILIO, written.TWILIO, call())

    assert (record.service, record.other_party) == ("+15550100", "+15550199")
    assert (record.started, record.duration) == (TEN, Decimal("61.000"))
    assert (record.amount, record.currency) == (Decimal("0.028000"), "USD")
    assert (record.record, record.status, record.direction) == ("CA1", "completed", "out")


def test_an_incoming_call_is_of_who_was_called() -> None:
    (record,) = read(TWILIO, written.TWILIO, call(direction="inbound"))

    assert (record.service, record.other_party) == ("+15550199", "+15550100")


def test_a_call_without_a_price_has_none_and_not_zero() -> None:
    (record,) = read(TWILIO, written.TWILIO, call(price=""))

    assert record.amount is None


def test_several_amounts_of_a_call_are_one() -> None:
    row = "2026-03-05 10:00:00,4,97255501,sip:a,54,Origination,200,Bye,0.001,0.020,0.003,,0.000"

    (record,) = read(DIDWW, written.DIDWW, row)

    assert (record.amount, record.service) == (Decimal("0.024"), "97255501")


def test_volume_and_messages_of_one_row_are_two_records_with_one_amount() -> None:
    row = "A1,Acme,Active,EUR,Usage,2026-03-05,1.20,12.5,3,BE,8932000001,1.20"

    data, messages = read(BICS, written.BICS, row)

    assert (data.kind, data.quantity, data.unit) == ("data", Decimal("12.5"), "MB")
    assert (messages.kind, messages.quantity) == ("sms", Decimal(3))
    assert (data.amount, messages.amount, data.currency) == (Decimal("1.20"), None, "EUR")


def test_a_fee_among_usage_is_passed_over() -> None:
    row = "A1,Acme,Active,EUR,SIM fee,2026-03-05,1.20,,,BE,8932000001,1.20"

    assert read(BICS, written.BICS, row) == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (call(start="05/03/2026"), "Start Time"),
        (call(start=""), "Start Time"),
        (call(duration="-1"), "Duration"),
        (call(duration="1e3"), "Duration"),
        (call(price="free"), "Price"),
        (call(direction="sideways"), "Direction"),
        (call(caller=""), "service"),
        (call(sid="C" * 81), "Call SID"),
        (call(price="9" * 13), "Price"),
    ],
    ids=[
        "order of days",
        "no time",
        "negative",
        "power of ten",
        "words",
        "unknown",
        "nobody",
        "too long",
        "too large",
    ],
)
def test_a_bad_cell_refuses_its_row_by_name(row: str, column: str) -> None:
    assert column in [reject.column for reject in refused(TWILIO, written.TWILIO, row)]


def test_times_of_a_zone_are_kept_as_moments() -> None:
    there = replace(TWILIO, zone="America/New_York")

    (record,) = read(there, written.TWILIO, call())

    assert record.started == TEN + timedelta(hours=5)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("1:02:03", "3723"), ("2:03", "123"), ("0:00:00", "0"), ("0:59.5", "59.5")],
)
def test_a_duration_may_be_written_like_a_clock(said: str, seconds: str) -> None:
    (record,) = read(replace(TWILIO, duration_in="clock"), written.TWILIO, call(duration=said))

    assert record.duration == Decimal(seconds)


@given(
    seconds=some.integers(0, 10**6),
    micros=some.integers(-(10**9), 10**9),
    decimal=some.sampled_from([".", ","]),
)
def test_what_was_written_is_what_is_read(seconds: int, micros: int, decimal: str) -> None:
    amount = Decimal(micros).scaleb(-6)
    layout = replace(
        TWILIO,
        conventions=replace(TWILIO.conventions, decimal=decimal, thousands=""),
    )
    names = [name.casefold() for name in written.TWILIO.split(",")]
    cells = call(duration=str(seconds)).split(",")
    cells[-1] = f"{-amount:f}".replace(".", decimal)

    (record,), _ = records_of(layout, 2, dict(zip(names, cells, strict=True)))

    assert (record.duration, record.amount) == (Decimal(seconds), amount)


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda layout: layout.name)
def test_a_layout_survives_being_kept(layout: Layout) -> None:
    assert Layout.from_json(layout.to_json()) == layout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"columns": {}}, "Choose the column of the day and time."),
        ({"zone": "Mars/Olympus"}, "There is no time zone"),
        ({"amounts": ("Price",)}, "Either one column is the amount"),
        ({"directions": {"x": "up"}}, "“up” is no direction"),
        ({"conventions": Conventions(days=("YYYY",))}, "does not name a year, a month and a day"),
        ({"currency": "DOLLAR"}, "three capital letters"),
    ],
    ids=["no time", "no zone", "two amounts", "no direction", "no day", "no currency"],
)
def test_a_layout_nobody_can_follow_says_why(change: dict[str, object], said: str) -> None:
    with pytest.raises(UnsoundLayout, match=said):
        Layout.from_json(replace(TWILIO, **change).to_json())


@pytest.mark.parametrize(
    ("sign", "header"), [(",", written.TWILIO), (";", written.TWILIO), ("\t", written.DIDWW)]
)
def test_a_file_is_known_by_its_columns_whatever_separates_them(
    tmp_path: Path, sign: str, header: str
) -> None:
    path = saved(tmp_path, header.replace(",", sign))

    found = recognise(path, SHIPPED)

    assert found.name == ("twilio" if header == written.TWILIO else "didww")
    assert found.table.delimiter == sign


def test_calls_without_column_names_are_known_by_their_shape(tmp_path: Path) -> None:
    row = '"9007","9007","00346","public","2026-03-05 10:00:00","","2026-03-05 10:01:00","60","54"'
    path = saved(tmp_path, row + ',"NORMAL_CLEARING","uuid-1","","","",""')

    assert recognise(path, SHIPPED) == FREESWITCH
    assert b"\t54.000\t" in b"".join(frames(str(path), "auto", list(SHIPPED)))


def test_columns_nobody_knows_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"No layout has these columns: when, who, long\."):
        recognise(saved(tmp_path, "when,who,long", "1,2,3"), SHIPPED)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=some.binary(max_size=400))
def test_whatever_the_bytes_they_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "usage.csv"
    path.write_bytes(written.TWILIO.encode() + b"\n" + content)

    with suppress(Refused):
        b"".join(frames(str(path), "auto", list(SHIPPED)))
