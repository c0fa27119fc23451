"""Who of the client may agree to withhold a disputed sum."""

from contextlib import nullcontext
from decimal import Decimal

import pytest

from billing_audit.money import services
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.forms import MethodForm
from billing_audit.money.methods import Advice
from clients.models import Client, DecisionRight, Deputy, Membership, User
from tests.billing_audit.money.stories import draft
from tests.clients.advice.conftest import at_the_portal, in_days


@pytest.fixture
def olga(acme: Client) -> User:
    """Of Acme, too, without a right of her own."""
    user = User.objects.create_user("olga@acme.test", name="Olga Orr", kind="client")
    Membership.objects.create(user=user, client=acme, role="manager")
    return user


def test_withholding_is_agreed_by_somebody_of_the_client_who_may(
    acme: Client, casey: User, owen: User
) -> None:
    dispute = draft(acme, casey)
    words = {"dispute": dispute, "method": "withhold", "reason": "In time.", "decided_by": casey}

    with pytest.raises(DisputeRefused, match="Name who agreed"):
        services.decide_method(**words, approver=None)
    with pytest.raises(DisputeRefused, match="may not decide"):
        services.decide_method(**words, approver=casey)
    DecisionRight.objects.filter(user=owen).update(limit=Decimal("10"))
    with pytest.raises(DisputeRefused, match="may not decide"):
        services.decide_method(**words, approver=owen)
    DecisionRight.objects.filter(user=owen).update(limit=None)
    services.decide_method(**words, approver=owen)

    dispute.refresh_from_db()
    assert (dispute.method, dispute.approver) == ("withhold", owen)


@pytest.mark.parametrize(
    ("first", "last", "limit", "may"),
    [(0, 7, 64, True), (1, 7, 64, False), (-7, -1, 64, False), (0, 7, 63, False)],
    ids=["within days and limit", "before the first day", "after the last day", "beyond the limit"],
)
def test_a_deputy_agrees_to_withhold_within_the_days_and_the_limit(
    first: int, last: int, limit: int, may: bool, acme: Client, casey: User, owen: User, olga: User
) -> None:
    dispute = draft(acme, casey)
    days = {"first_day": in_days(first), "last_day": in_days(last)}
    with at_the_portal(owen):
        Deputy.objects.create(
            client=acme, subject="dispute", holder=owen, deputy=olga, limit=limit, **days
        )
    form = MethodForm(dispute=dispute, advice=Advice("withhold", ["In time."]))
    words = {"dispute": dispute, "method": "withhold", "reason": "In time.", "decided_by": casey}

    assert (olga in form.fields["approver"].queryset) is may
    with nullcontext() if may else pytest.raises(DisputeRefused, match="Olga Orr may not decide"):
        services.decide_method(**words, approver=olga)
