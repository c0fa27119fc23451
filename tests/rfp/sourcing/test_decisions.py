"""A sourcing decision: six answers, put to the client, approved by whoever holds the right."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from clients.advice.deputies import name_deputy
from clients.models import Activity, Client, Membership, Notice, Site, User
from retainer.lib.tenancy import acting_as
from rfp.models import SourcingDecision, SourcingOption, SourcingVerdict
from rfp.sourcing import backing, services, telling
from rfp.sourcing.services import SourcingRefused
from tests.rfp.sourcing import making


def test_a_draft_tells_what_is_missing_before_it_is_put(acme: Client, casey: User) -> None:
    decision = making.draft(acme, casey, why="", retained=[])

    with pytest.raises(SourcingRefused) as refused:
        services.put(decision=decision, put_by=casey)

    for todo in ("Say why.", "Name who owns it", "stay in the client's hands", "two options"):
        assert todo in refused.value.sentence


def test_whoever_holds_the_right_approves(
    asked: SourcingDecision, acme: Client, owen: User
) -> None:
    making.may_sign(owen, acme, "200000")

    verdict = making.approve(asked, owen)

    asked.refresh_from_db()
    assert asked.state == "approved"
    assert (verdict.right_of, verdict.limit) == (owen, Decimal(200000))
    assert Activity.objects.filter(verb="sourcing.approved", actor=owen).exists()
    assert Notice.objects.filter(sentence__contains="Owen Ortiz approved").exists()


@pytest.mark.parametrize("limit", [None, "179999.99"])
def test_whoever_holds_no_right_for_so_much_is_turned_away(
    asked: SourcingDecision, acme: Client, owen: User, limit: str | None
) -> None:
    if limit:
        making.may_sign(owen, acme, limit)

    with pytest.raises(PermissionDenied):
        making.approve(asked, owen)


def test_a_deputy_decides_by_the_right_of_whom_they_stand_in_for(
    asked: SourcingDecision, acme: Client, owen: User
) -> None:
    mona = User.objects.create_user("mona@acme.test", name="Mona May", kind="client")
    Membership.objects.create(user=mona, client=acme, role="manager")
    right = making.may_sign(owen, acme)
    today = timezone.localdate()
    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        name_deputy(
            right=right, deputy=mona, first_day=today, last_day=today + timedelta(days=7),
            limit=None, named_by=owen,
        )  # fmt: skip

    verdict = making.approve(asked, mona)

    assert (verdict.decided_by, verdict.right_of) == (mona, owen)


def test_the_database_lets_nobody_decide_without_the_right(
    asked: SourcingDecision, acme: Client, owen: User
) -> None:
    row = {"client": acme, "decision": asked, "outcome": "approved", "decided_by": owen}

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
    ):
        SourcingVerdict.objects.create(**row, right_of=owen)


def test_the_database_lets_nobody_of_the_practice_decide(
    asked: SourcingDecision, acme: Client, owen: User, casey: User
) -> None:
    making.may_sign(owen, acme)
    row = {"client": acme, "decision": asked, "outcome": "approved", "decided_by": owen}

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("staff", clients=[acme.pk], user_id=casey.pk),
    ):
        SourcingVerdict.objects.create(**row, right_of=owen)


def test_the_database_approves_nothing_without_the_clients_word(asked: SourcingDecision) -> None:
    with pytest.raises(IntegrityError, match="only the client's word"), transaction.atomic():
        SourcingDecision.objects.filter(pk=asked.pk).update(state="approved")


def test_the_database_takes_no_decision_that_begins_approved(acme: Client, casey: User) -> None:
    begun = {"client": acme, "author": casey, "money": 1, "title": "Voice"}

    with pytest.raises(DatabaseError, match="Cannot insert"), transaction.atomic():
        SourcingDecision.objects.create(**begun, state="approved", put_at=timezone.now())


def test_the_database_keeps_what_was_put_as_it_was_read(asked: SourcingDecision) -> None:
    for change in (
        lambda: SourcingDecision.objects.filter(pk=asked.pk).update(why="Because"),
        lambda: SourcingOption.objects.filter(decision=asked).update(title="Another"),
        lambda: asked.targets.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            change()


def test_a_client_user_writes_no_word_of_it_in_the_database(
    asked: SourcingDecision, acme: Client, owen: User
) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
    ):
        SourcingDecision.objects.filter(pk=asked.pk).update(money=1)


def test_what_was_changed_after_it_was_read_is_not_approved(
    asked: SourcingDecision, acme: Client, owen: User, casey: User
) -> None:
    making.may_sign(owen, acme)
    services.take_back(decision=asked, taken_by=casey)
    services.put(decision=asked, put_by=casey)

    with pytest.raises(SourcingRefused, match="Read it again"):
        making.say(asked, owen, "approved")


def test_who_declines_says_why(asked: SourcingDecision, acme: Client, owen: User) -> None:
    making.may_sign(owen, acme)
    with pytest.raises(SourcingRefused, match="Say why"):
        making.say(asked, owen, "declined")

    making.say(asked, owen, "declined", "Later.")

    asked.refresh_from_db()
    assert asked.state == "declined"


def test_a_revision_supersedes_once_it_is_approved(
    asked: SourcingDecision, acme: Client, owen: User, casey: User
) -> None:
    making.may_sign(owen, acme)
    making.approve(asked, owen)

    fresh = services.revise(decision=asked, revised_by=casey)
    assert [str(each) for each in fresh.targets.all()] == ["Availability: 99.95 % a month"]
    with pytest.raises(SourcingRefused, match="under way already"):
        services.revise(decision=asked, revised_by=casey)
    making.approve(services.put(decision=fresh, put_by=casey), owen)

    asked.refresh_from_db()
    assert asked.state == "superseded"


def test_a_request_rests_on_what_the_client_approved(
    asked: SourcingDecision, acme: Client, owen: User, casey: User
) -> None:
    assert backing.todo(None).startswith("Choose the sourcing decision")
    assert backing.todo(making.draft(acme, casey)).startswith(
        "Put the sourcing decision to the client"
    )
    assert backing.todo(asked) == "The client has not approved the sourcing decision yet."

    making.may_sign(owen, acme)
    making.approve(asked, owen)

    asked.refresh_from_db()
    assert backing.todo(asked) == ""


def test_who_withdraws_says_why(asked: SourcingDecision, casey: User) -> None:
    with pytest.raises(SourcingRefused, match="Say why"):
        services.withdraw(decision=asked, because=" ", withdrawn_by=casey)

    assert services.withdraw(decision=asked, because="Budget", withdrawn_by=casey).because


def test_a_function_is_kept_or_outsourced_not_both(acme: Client, casey: User) -> None:
    with pytest.raises(IntegrityError, match="what_is_kept_is_not_outsourced"):
        making.draft(acme, casey, outsourced=["Supplier management"])


def test_sites_are_of_the_client(acme: Client, globex: Client, casey: User) -> None:
    elsewhere = Site.objects.create(client=globex, code="G1", name="Elsewhere")

    with pytest.raises(SourcingRefused, match="sites of this client"):
        making.draft(acme, casey, sites=[elsewhere])


def test_cost_and_riddance_alone_are_thin(acme: Client, casey: User) -> None:
    assert making.draft(acme, casey, reasons=["cost", "riddance"]).is_thin
    assert not making.draft(acme, casey, reasons=["cost", "quality"]).is_thin


def test_whoever_may_decide_is_reminded_once(acme: Client, casey: User, owen: User) -> None:
    day = date(2031, 5, 5)
    making.may_sign(owen, acme)
    making.put(acme, casey, owen, due_on=day)

    for _ in range(2):
        telling.remind(day - timedelta(days=7))

    assert Notice.objects.filter(sentence__startswith="Your decision is due").count() == 1
