"""What a report says comes next: nothing twice, nothing confirmed left out."""

from decimal import Decimal

from billing_audit.models import AuditRun, Finding
from billing_audit.reports import record
from billing_audit.reports.actions import actions
from billing_audit.reports.figures import freeze
from billing_audit.reports.reported import reportable
from billing_audit.reports.shape import Gap, UnconfirmedService
from clients.models import Client, User
from retainer.lib import format as written
from tests.billing_audit.reports.conftest import MARCH, decide


def test_all_that_is_confirmed_is_asked_back_in_one_action(
    acme: Client, quarter: AuditRun, casey: User
):
    for finding in Finding.objects.filter(claimed__gt=0):
        decide(finding, "valid", casey)

    figures = record.read(freeze(acme, MARCH))

    titles = [action.title for action in figures.actions]
    for money in figures.money:
        assert f"Ask for {written.money(money.places.to_ask, money.currency)} back" in titles


def test_a_service_that_is_asked_about_is_not_asked_about_again(
    acme: Client, quarter: AuditRun, casey: User
):
    strange = [UnconfirmedService(number, "A-1", "USD", Decimal(20)) for number in ("999", "998")]
    decide(Finding.objects.get(check_code="C04"), "asked", casey)

    asked, said, *_ = actions(reportable(acme, MARCH), strange, [], [])

    assert asked.title == "Decide on 999: $20.00"
    assert said.title == "Say whether 1 service on your bills is yours"
    assert said.detail.startswith("998: billed")


def test_what_does_not_fit_is_counted_and_named(acme: Client):
    gaps = [Gap(f"bill-{number}.csv", "nobody read it", f"Read {number}") for number in range(9)]

    told = actions([], [], [], gaps)

    assert [each.title for each in told] == [
        "Read 0", "Read 1", "Read 2", "Read 3", "And 5 more things",
    ]  # fmt: skip
    assert told[-1].detail == "Read 4; Read 5; Read 6; and 2 more."
    assert len(actions([], [], [], gaps[:5])) == 5
