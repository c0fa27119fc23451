"""Whoever goes round the services meets the database: only the client decides, within the limit."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.test import Client as Browser
from django.urls import reverse

from clients.advice.deciding import accept
from clients.advice.models import AdviceNote, AdviceOption, Decision, Recommendation
from clients.models import Client, DecisionRight, Deputy, User
from retainer.lib.tenancy import acting_as
from tests.clients.advice.conftest import Advise, at_the_portal, in_days, may_dispute, today


def forged(asked: Recommendation, by: User, **facts: object) -> Decision:
    """A decision written without asking anybody."""
    written = {"decided_by_id": by.pk, "right_of_id": by.pk, "money": asked.money}
    return Decision.objects.create(
        client_id=asked.client_id,
        recommendation=asked,
        outcome="accepted",
        option=asked.options.first(),
        currency=asked.currency,
        via="page",
        **written | facts,
    )


@pytest.mark.parametrize("deed", ["accept", "decline", "defer", "reverse"])
def test_a_consultants_forged_request_is_refused(
    deed: str, asked: Recommendation, casey: User, pat: User
) -> None:
    address = reverse(f"advice:decision_{deed}", args=[asked.public_id])
    for person in (casey, pat):
        browser = Browser()
        browser.force_login(person)

        answer = browser.post(address, {"option": 1, "part": [1, 2], "until": in_days(3)})

        assert answer.status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("kind", ["staff", "worker"])
def test_no_role_of_the_practice_can_write_a_decision(
    kind: str, asked: Recommendation, owen: User
) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as(kind, clients=[asked.client_id], user_id=owen.pk),
    ):
        forged(asked, owen)


def test_no_staff_sets_the_state_without_a_decision(asked: Recommendation) -> None:
    with (
        pytest.raises(IntegrityError, match="only the client's decision"),
        acting_as("staff", clients=[asked.client_id]),
    ):
        Recommendation.objects.filter(pk=asked.pk).update(state="accepted", standing=None)


def _nobody(asked: Recommendation, owen: User, olga: User) -> Decision:
    return forged(asked, olga)


def _in_anothers_name(asked: Recommendation, owen: User, olga: User) -> Decision:
    return forged(asked, owen)


def _by_anothers_right(asked: Recommendation, owen: User, olga: User) -> Decision:
    return forged(asked, olga, right_of_id=owen.pk)


@pytest.mark.parametrize("forgery", [_nobody, _in_anothers_name, _by_anothers_right])
def test_the_portal_writes_no_decision_of_who_holds_no_right(
    forgery: Callable[..., Decision], asked: Recommendation, owen: User, olga: User
) -> None:
    with pytest.raises(DatabaseError), at_the_portal(olga):
        forgery(asked, owen, olga)


def test_the_database_knows_the_limit_too(advise: Advise, owen: User) -> None:
    asked = advise(money=Decimal("10000.01"))

    with pytest.raises(ProgrammingError, match="row-level security"), at_the_portal(owen):
        forged(asked, owen)


def test_a_deputys_forgery_beyond_their_limit_is_refused(
    asked: Recommendation, owen: User, olga: User
) -> None:
    with at_the_portal(owen):
        deputy = Deputy.objects.create(
            client_id=asked.client_id, subject="dispute", holder_id=owen.pk, deputy_id=olga.pk,
            first_day=today(), last_day=in_days(3), limit=Decimal("999.99"),
        )  # fmt: skip

    with pytest.raises(ProgrammingError, match="row-level security"), at_the_portal(olga):
        forged(asked, olga, right_of_id=owen.pk, deputyship=deputy)


def test_nobody_names_themselves_a_deputy(asked: Recommendation, owen: User, olga: User) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), at_the_portal(olga):
        Deputy.objects.create(
            client_id=asked.client_id, subject="dispute", holder_id=owen.pk, deputy_id=olga.pk,
            first_day=today(), last_day=in_days(3),
        )  # fmt: skip


def test_no_client_user_grants_a_right(acme: Client, olga: User) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), at_the_portal(olga):
        DecisionRight.objects.create(client=acme, user=olga, subject="dispute")


def test_a_decision_is_never_changed(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        decision = accept(recommendation=asked, decided_by=owen)

    for kind in ("staff", "portal"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            acting_as(kind, clients=[asked.client_id], user_id=owen.pk),
        ):
            Decision.objects.filter(pk=decision.pk).update(money=1)


def test_what_the_client_read_does_not_change(asked: Recommendation) -> None:
    for deed in (
        lambda: Recommendation.objects.filter(pk=asked.pk).update(money=1),
        lambda: asked.options.update(title="Something else"),
        lambda: asked.parts.update(money=1),
        lambda: asked.parts.all().delete(),
        lambda: AdviceOption.objects.create(
            client_id=asked.client_id, recommendation=asked, position=9, title="Late"
        ),
    ):
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            deed()


def test_a_draft_and_our_notes_do_not_exist_for_the_client(
    advise: Advise, asked: Recommendation, owen: User, casey: User
) -> None:
    draft = advise(is_draft=True)
    AdviceNote.objects.create(
        client_id=asked.client_id, recommendation=asked, text="MARKER", written_by=casey
    )
    browser = Browser()
    browser.force_login(owen)

    page = browser.get(reverse("advice:my_decision", args=[asked.public_id]))

    assert "MARKER" not in page.content.decode()
    with at_the_portal(owen):
        assert not Recommendation.objects.filter(pk=draft.pk).exists()
        assert not AdviceOption.objects.filter(recommendation_id=draft.pk).exists()
    with pytest.raises(ProgrammingError, match="permission denied"), at_the_portal(owen):
        AdviceNote.objects.count()
    hidden = browser.get(reverse("advice:my_decision", args=[draft.public_id]))
    assert hidden.status_code == 404


def test_opening_the_page_from_a_mail_decides_nothing(asked: Recommendation, owen: User) -> None:
    browser = Browser()
    address = f"{reverse('advice:my_decision', args=[asked.public_id])}?via=mail"
    away = browser.get(address)
    assert away.status_code == 302
    assert "next=" in away["Location"]
    browser.force_login(owen)
    for deed in ("accept", "decline", "defer", "reverse"):
        gone = browser.get(reverse(f"advice:decision_{deed}", args=[asked.public_id]))
        assert gone.status_code == 405

    assert browser.get(address).status_code == 200
    assert not Decision.objects.exists()
    browser.post(
        reverse("advice:decision_accept", args=[asked.public_id]),
        {"option": "1", "part": ["1", "2"], "via": "mail"},
    )
    assert Decision.objects.get().via == "mail"


def test_a_withdrawn_right_is_gone_at_once(
    asked: Recommendation, owen: User, olga: User, acme: Client
) -> None:
    right = may_dispute(olga, acme)
    right.delete()

    with pytest.raises(ProgrammingError, match="row-level security"), at_the_portal(olga):
        forged(asked, olga)
