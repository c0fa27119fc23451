"""Orders with their services, and the proof that what was ended is billed no more."""

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.checks.examples import Billed, bill
from clients.models import Carrier, Client, OrderItem, Service, ServiceOrder, User
from clients.telecom.reference import Orders
from tests.billing_audit.on_file import OnFile

FILE = (
    "order_no,carrier,kind,placed_on,effective_on,service_id,what\n"
    "PO-7,Corvane,disconnect,2026-02-01,2026-02-28,CIR-1,removed\n"
    "PO-7,Corvane,disconnect,2026-02-01,2026-02-28,CIR-2,removed\n"
)


@pytest.fixture
def circuits(acme: Client) -> list[Service]:
    return [Service.objects.create(client=acme, number=number) for number in ("CIR-1", "CIR-2")]


@pytest.fixture
def order(acme: Client, circuits: list[Service]) -> ServiceOrder:
    assert Orders(acme).load(FILE.encode()).created == 1
    return ServiceOrder.objects.get()


@pytest.fixture
def desk(casey: User, browser: Browser) -> Browser:
    browser.force_login(casey)
    return browser


def proofs(desk: Browser, order: ServiceOrder) -> dict[str, str]:
    page = desk.get(reverse("telecom:order_detail", args=[order.public_id]))
    return {proof.item.service.number: proof.state for proof in page.context["proofs"]}


def test_a_file_has_a_line_for_each_service(order: ServiceOrder) -> None:
    assert [(item.service.number, item.what) for item in order.items.all()] == [
        ("CIR-1", "removed"),
        ("CIR-2", "removed"),
    ]
    assert order.effective_on == date(2026, 2, 28)


def test_the_same_file_changes_nothing_and_a_new_service_updates_the_order(
    acme: Client, order: ServiceOrder
) -> None:
    Service.objects.create(client=acme, number="CIR-3")

    again = Orders(acme).load(FILE.encode())
    more = Orders(acme).load((FILE + FILE.splitlines()[1].replace("CIR-1", "CIR-3")).encode())

    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert (more.created, more.updated, more.unchanged) == (0, 1, 0)
    assert order.items.count() == 3


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("PO-7,Corvane,disconnect,2026-02-02,2026-02-28,CIR-2,removed", "placed_on"),
        ("PO-7,Corvane,disconnect,2026-02-01,2026-02-28,CIR-1,removed", "service_id"),
        ("PO-8,Corvane,disconnect,2026-02-01,2026-02-28,CIR-9,removed", "service_id"),
        ("PO-8,Corvane,disconnect,2026-02-01,2026-02-28,CIR-2,", "what"),
        ("PO-8,Corvane,demolish,2026-02-01,2026-02-28,CIR-2,removed", "kind"),
    ],
)
def test_a_line_that_contradicts_is_named(
    acme: Client, circuits: list[Service], line: str, column: str
) -> None:
    outcome = Orders(acme).load("\n".join([*FILE.splitlines()[:2], line]).encode())

    assert [cell.column for cell in outcome.rejected] == [column]


def test_the_proof_waits_for_a_bill_after_the_end(
    acme: Client, order: ServiceOrder, desk: Browser
) -> None:
    february = ("2026-02-01", "2026-02-28")
    books = OnFile(acme)
    books.put_bill(
        bill(
            Billed(amount="310.00", service="CIR-1", period=february),
            Billed(amount="310.00", service="CIR-2", period=february),
            number="900",
            on="2026-02-01",
        )
    )

    assert proofs(desk, order) == {"CIR-1": "not_proved", "CIR-2": "not_proved"}

    books.put_bill(bill(Billed(amount="310.00", service="CIR-2")))

    assert proofs(desk, order) == {"CIR-1": "proved", "CIR-2": "still_billed"}


def test_a_service_is_put_on_an_order_and_taken_off(
    acme: Client, order: ServiceOrder, desk: Browser
) -> None:
    third = Service.objects.create(client=acme, number="CIR-3")
    page = reverse("telecom:order_item_add", args=[order.public_id])

    desk.post(page, {"service": third.pk, "what": "removed"})
    item = order.items.get(service=third)
    desk.post(reverse("telecom:order_item_remove", args=[item.public_id]))

    assert order.items.count() == 2


def test_a_service_stands_once_on_an_order(order: ServiceOrder, desk: Browser) -> None:
    item = order.items.first()
    page = reverse("telecom:order_item_add", args=[order.public_id])

    answer: Any = desk.post(page, {"service": item.service_id, "what": "new"})

    assert answer.context["form"].errors
    assert order.items.count() == 2


def test_an_order_names_no_service_of_another_client(
    globex: Client, order: ServiceOrder, desk: Browser
) -> None:
    theirs = Service.objects.create(client=globex, number="G-1")

    answer: Any = desk.post(
        reverse("telecom:order_item_add", args=[order.public_id]),
        {"service": theirs.pk, "what": "removed"},
    )

    assert "not one of the available choices" in answer.context["form"].errors["service"][0]


def test_an_order_is_done_or_cancelled(acme: Client, desk: Browser) -> None:
    carrier = Carrier.objects.create(name="Pellbrook")
    typed = {
        "number": "PO-9", "carrier": carrier.pk, "kind": "add", "placed_on": "2026-02-01",
        "completed_on": "2026-03-01", "cancelled_on": "2026-03-01",
    }  # fmt: skip

    answer: Any = desk.post(f"{reverse('telecom:order_create')}?client={acme.slug}", typed)

    assert "An order is either done or cancelled." in str(answer.context["form"].errors)
    assert not OrderItem.objects.exists()


def test_the_list_asks_as_much_for_many_orders_as_for_one(
    acme: Client, order: ServiceOrder, desk: Browser, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        ServiceOrder.objects.create(
            client=acme, carrier=order.carrier, number=f"PO-1{number:02}", kind="change",
            placed_on=date(2026, 1, 5),
        )  # fmt: skip

    with django_assert_max_num_queries(15):
        page = desk.get(reverse("telecom:order_list"))

    assert page.content.count(b"PO-1") >= 20
