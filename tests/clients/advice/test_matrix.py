"""The decision matrix says who decides, by their own right or as a deputy, and who is informed."""

from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from clients.advice.deputies import name_deputy
from clients.advice.matrix import Cell, Decider, matrix_of
from clients.models import Client, DecisionRight, User
from tests.clients.advice.conftest import at_the_portal, in_days, today


def cells(client: Client, title: str) -> dict[str, Cell]:
    return dict(
        next(line for line in matrix_of(client, today()).lines if line.title == title).cells
    )


def deputise(owen: User, olga: User) -> None:
    """Olga for Owen, up to 5,000 of his 10,000."""
    right = DecisionRight.objects.get(user=owen)
    with at_the_portal(owen):
        name_deputy(
            right=right,
            deputy=olga,
            named_by=owen,
            first_day=today(),
            last_day=in_days(7),
            limit=Decimal(5000),
        )


def test_holders_and_deputies_decide_and_the_others_are_informed(
    acme: Client, owen: User, olga: User
) -> None:
    before = cells(acme, "Disputing a charge")
    deputise(owen, olga)

    disputes = cells(acme, "Disputing a charge")

    assert before["Manager"].inform == ["Olga Orr"]
    assert disputes["Executive"].decide == [Decider("Owen Ortiz", Decimal(10000), "USD")]
    deputy = Decider("Olga Orr", Decimal(5000), "USD", "Owen Ortiz", in_days(7))
    assert disputes["Manager"] == Cell([deputy], [])
    assert cells(acme, "Signing or ending a contract")["Executive"].inform == ["Owen Ortiz"]


def test_a_deputy_falls_with_the_right_in_the_matrix_too(
    acme: Client, owen: User, olga: User
) -> None:
    deputise(owen, olga)
    DecisionRight.objects.filter(user=owen).delete()

    assert cells(acme, "Disputing a charge")["Manager"] == Cell([], ["Olga Orr"])


def test_both_sides_read_the_same_matrix(
    acme: Client, casey: User, owen: User, olga: User, browser: Browser
) -> None:
    deputise(owen, olga)
    browser.force_login(casey)
    ours = browser.get(reverse("advice:decision_matrix", args=[acme.public_id]))
    browser.force_login(owen)
    theirs = browser.get(reverse("advice:my_matrix"))

    for page in (ours.content.decode(), theirs.content.decode()):
        assert "up to $5,000.00, for Owen Ortiz until" in page
        assert "up to $10,000.00" in page
        assert "nobody decides yet" in page
        assert f"Recommend: {casey}" in page
