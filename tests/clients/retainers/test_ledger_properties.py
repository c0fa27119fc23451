"""Whatever is worked, sent back, adjusted and closed, the ledger explains what is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Client, Project, RetainerEntry, User, WorkEntry
from clients.retainers.approval import approve, send_back
from clients.retainers.closing import close_month
from clients.retainers.corrections import LedgerRefused, adjust
from clients.retainers.engine import Lot, draw, end, without
from clients.retainers.ledger import is_closed, open_from
from clients.retainers.summary import balances
from retainer.lib.months import shifted
from tests.agreed import agree, worked

JANUARY = date(2026, 1, 1)
AMOUNTS = st.decimals("0.25", "24", places=2)
LOTS = st.lists(
    st.builds(
        Lot,
        key=st.integers(1, 10**6),
        left=st.decimals("0", "100", places=2),
        lasts_until=st.one_of(st.none(), st.dates(JANUARY, date(2027, 1, 1))),
    ),
    unique_by=lambda lot: lot.key,
    max_size=8,
)


def left(lots: list[Lot]) -> Decimal:
    return sum((lot.left for lot in lots), Decimal(0))


@given(lots=LOTS, need=st.decimals("0", "500", places=2))
def test_what_is_drawn_and_what_is_short_are_what_was_needed(lots: list[Lot], need: Decimal):
    parts, short = draw(lots, need)

    assert sum((part.amount for part in parts), short) == need
    assert all(lot.left >= 0 for lot in without(lots, parts))
    assert short == max(need - left(lots), Decimal(0))


@given(lots=LOTS, need=st.decimals("0", "500", places=2))
def test_nothing_that_lapses_later_is_used_before_what_lapses_sooner(lots: list[Lot], need):
    rest = without(lots, draw(lots, need)[0])

    begun = [lot for lot, after in zip(lots, rest, strict=True) if after.left < lot.left]
    untouched = [after for after in rest if after.left > 0]
    for lot in begun:
        for other in untouched:
            if other.key != lot.key:
                assert (lot.lasts_until or date.max) <= (other.lasts_until or date.max)


@given(lots=LOTS, cap=st.one_of(st.none(), st.decimals("0", "200", places=2)))
def test_what_lapses_and_what_is_carried_are_all_that_was_left(lots: list[Lot], cap):
    ending = end(lots, JANUARY, cap=cap)

    parts = [*ending.lapses, *ending.is_carried]
    assert sum((part.amount for part in parts), Decimal(0)) == left(lots)
    assert cap is None or sum(part.amount for part in ending.is_carried) <= cap


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("work"), AMOUNTS, st.integers(1, 28)),
        st.tuples(st.just("send back"), st.just(Decimal(0)), st.integers(0, 5)),
        st.tuples(st.just("adjust"), st.decimals("-20", "20", places=2), st.just(0)),
        st.tuples(st.just("close"), st.just(Decimal(0)), st.just(0)),
    ),
    max_size=12,
)


@pytest.mark.usefixtures("later")
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=STEPS,
    rollover=st.sampled_from(["lapse", "carry"]),
    overage=st.sampled_from(["bill", "ahead"]),
    cap=st.sampled_from([None, 10]),
)
def test_no_sequence_of_deeds_makes_a_balance_that_the_ledger_does_not_explain(
    acme: Client, casey: User, pat: User, steps, rollover: str, overage: str, cap
) -> None:
    with undone():
        agreement = agree(
            acme, hours=20, rollover=rollover, rollover_cap=cap, overage=overage, overage_rate=100
        )
        project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
        for deed, amount, number in steps:
            month = open_from(agreement)
            if deed == "work":
                day = month.replace(day=number)
                entry = worked(project, casey, day, amount, state="draft")
                approve(entries=[entry], approved_by=pat)
            elif deed == "send back":
                open_work = WorkEntry.objects.filter(project=project, state="approved")
                for entry in open_work.order_by("pk")[number : number + 1]:
                    send_back(entries=[entry], sent_back_by=pat, reason="again")
                    entry.delete()
            elif deed == "adjust" and amount:
                try:
                    adjust(agreement=agreement, month=month, amount=amount, reason="x", made_by=pat)
                except LedgerRefused:
                    assert amount < 0
            elif deed == "close":
                close_month(agreement=agreement, month=month, closed_by=pat)
        _explained(acme, agreement)


def _explained(acme: Client, agreement) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    ledger = RetainerEntry.objects.filter(agreement=agreement)
    month, last = JANUARY, open_from(agreement)
    while month <= last:
        postings = ledger.filter(month=month)
        counted = WorkEntry.objects.filter(project__agreement=agreement).of_month(month).counted()
        charged = sum((entry.charged for entry in counted), Decimal(0))
        assert -postings.by_kind().get("consume", Decimal(0)) == charged
        (balance,) = balances(acme.agreements.all(), month, month)
        assert balance.used == charged
        if is_closed(agreement, month):
            assert postings.balance() == 0
        elif postings.exists():
            overage = postings.filter(work__isnull=False).by_kind().get("overage", Decimal(0))
            # What the next month bears of earlier ones is in ``brought`` and lowers what is left.
            assert postings.balance() - overage == balance.left + _borne(postings)
        month = shifted(month, 1)


def _borne(postings) -> Decimal:
    """Overage of earlier months that even this month's grant could not bear."""
    return postings.filter(work=None).by_kind().get("overage", Decimal(0))


@contextmanager
def undone() -> Iterator[None]:
    """Everything done inside is taken back, so that each example begins with nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
