"""An objective's page tells the disputes that came of its recommendations."""

from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import DisputeItem
from billing_audit.money.achieved import disputes_of
from clients.models import Client, Objective, Recommendation, User
from clients.objectives.services import link
from tests.billing_audit.money.stories import draft, sent, step
from tests.clients.objectives.conftest import make


def linked(client: Client, casey: User) -> Objective:
    """An objective that every recommendation serves."""
    wanted = make(client, casey)
    link(
        objective=wanted,
        recommendations=Recommendation.objects.filter(client=client),
        projects=[],
        linked_by=casey,
    )
    return wanted


def test_the_chain_ends_in_the_dispute_on_both_sides(
    acme: Client, casey: User, owen: User, browser: Browser
) -> None:
    dispute = sent(acme, casey)
    wanted = linked(acme, casey)
    step(dispute, "refund", casey, amount=Decimal(64), kind="cheque", reference="cheque 4471")
    step(dispute, "verify", casey)

    browser.force_login(casey)
    ours = browser.get(reverse("objectives:objective_detail", args=[wanted.public_id]))
    browser.force_login(owen)
    theirs = browser.get(reverse("objectives:my_objective", args=[wanted.public_id]))

    for page, name in ((ours, "disputes"), (theirs, "portal")):
        text = page.content.decode()
        assert reverse(f"{name}:dispute_detail", args=[dispute.public_id]) in text
        assert "$64.00" in text
        assert "by others" not in text
    [result] = disputes_of(casey, _keys(acme))
    assert (result.asked, result.verified) == (Decimal(64), Decimal(64))


def test_a_dispute_that_was_not_sent_is_ours_alone(
    acme: Client, casey: User, owen: User, browser: Browser
) -> None:
    dispute = draft(acme, casey)
    wanted = linked(acme, casey)

    browser.force_login(owen)
    theirs = browser.get(reverse("objectives:my_objective", args=[wanted.public_id]))

    assert [each.title[:7] for each in disputes_of(casey, _keys(acme))] == [dispute.number]
    assert dispute.number not in theirs.content.decode()


def test_a_dispute_that_asks_for_more_says_so(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)
    dispute.charges = DisputeItem.objects.filter(dispute=dispute).count() + 1
    dispute.save(update_fields=["charges"])

    [result] = disputes_of(casey, _keys(acme))

    assert result.remark == "Of this, $64.00 by these recommendations; the rest by others."


def _keys(client: Client) -> list[int]:
    return list(Recommendation.objects.filter(client=client).values_list("pk", flat=True))
