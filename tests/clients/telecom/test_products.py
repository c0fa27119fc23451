"""A carrier's own product inventory (TMF637) loads into the services register."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from clients.models import BillingAccount, Carrier, Client, Service, User
from clients.telecom.reference import BadTable, Outcome, Services
from clients.telecom.reference.products import read_products

PRICE = {"priceType": "recurring", "recurringChargePeriod": "month"}


def product(number: str = "CIR-1", **parts: Any) -> dict[str, Any]:
    """An active product with a number among its characteristics."""
    return {
        "id": f"P-{number}",
        "@type": "Product",
        "status": "active",
        "productCharacteristic": [{"name": "Circuit ID", "value": number}],
        **parts,
    }


def loaded(client: Client, held: Any, **flags: bool) -> Outcome:
    return Services(client).load(json.dumps(held).encode(), **flags)


def test_everything_a_product_states_of_a_service_is_kept(acme: Client) -> None:
    carrier = Carrier.objects.create(name="Corvane")
    account = BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    money = {"taxExcludedAmount": {"unit": "USD", "value": 38.5}}
    stated = product(
        startDate="2024-02-01T00:00:00Z",
        terminationDate="2026-10-31T23:59:59Z",
        billingAccount={"id": "A-1"},
        productOffering={"id": "O", "name": "Metro port"},
        productSpecification={"id": "S", "name": "Ethernet"},
        productPrice=[{**PRICE, "price": money}, {**PRICE, "price": money}],
        place=[{"role": "installationAddress", "place": {"id": "9912", "name": "Depot"}}],
    )
    stated["productCharacteristic"].append(
        {"name": "FiberSpeed", "value": {"volume": 90, "unit": "Mbps"}}
    )

    outcome = loaded(acme, [stated])

    assert (outcome.created, outcome.rejected) == (1, [])
    kept = Service.objects.select_related("site").get()
    assert (kept.number, kept.account, kept.state) == ("CIR-1", account, "confirmed")
    assert (kept.kind, kept.product, kept.bandwidth) == ("Ethernet", "Metro port", "90 Mbps")
    assert (kept.install_date, kept.disconnect_date) == (date(2024, 2, 1), date(2026, 10, 31))
    assert (kept.monthly_rate, kept.site.code) == (Decimal("77.0"), "Depot")


def test_a_product_without_a_number_goes_by_its_id(acme: Client) -> None:
    loaded(acme, {"id": "7412", "status": "active", "productOffering": {"name": "Plan"}})

    assert Service.objects.get().number == "7412"


def test_the_same_inventory_again_changes_nothing(acme: Client) -> None:
    loaded(acme, [product(), product("CIR-2")])

    assert loaded(acme, [product(), product("CIR-2")]).unchanged == 2


def test_what_is_not_in_use_yet_is_proposed_and_nothing_confirmed_is_taken_back(
    acme: Client,
) -> None:
    Service.objects.create(client=acme, number="CIR-2")

    loaded(acme, [product(status="created"), product("CIR-2", status="pendingActive")])

    assert dict(Service.objects.values_list("number", "state")) == {
        "CIR-1": "proposed",
        "CIR-2": "confirmed",
    }


def test_what_never_came_about_is_left_out_and_said(acme: Client) -> None:
    outcome = loaded(acme, [product(status="cancelled"), product("CIR-2", status="aborted")])

    assert not Service.objects.exists()
    assert "Cancelled or aborted, so left out: 2." in outcome.warnings


def test_a_terminated_product_without_its_day_is_refused_by_name(acme: Client) -> None:
    outcome = loaded(acme, [product("CIR-0"), product(status="terminated")])

    (cell,) = outcome.rejected
    assert (cell.row, cell.column) == (2, "terminationDate")
    assert Service.objects.get().number == "CIR-0"


def test_an_account_nobody_knows_refuses_the_product_alone(acme: Client) -> None:
    outcome = loaded(acme, [product(billingAccount={"id": "X"}), product("CIR-2")])

    assert [(cell.row, cell.column) for cell in outcome.rejected] == [(1, "account_no")]
    assert outcome.created == 1


def test_a_price_with_tax_alone_is_no_monthly_rate(acme: Client) -> None:
    price = {**PRICE, "price": {"taxIncludedAmount": {"unit": "EUR", "value": 29.99}}}

    outcome = loaded(acme, product(productPrice=[price]))

    assert Service.objects.get().monthly_rate is None
    assert any("Priced with tax alone" in warning for warning in outcome.warnings)


def test_a_product_inside_an_event_is_found(acme: Client) -> None:
    loaded(acme, {"eventType": "ProductCreateEvent", "event": {"product": [product()]}})

    assert Service.objects.get().number == "CIR-1"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"id": "1"', "cannot be read"),
        (b'[{"id": "1", "value": NaN}]', "NaN is no number"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"id": "B-1", "billNo": "77", "@type": "CustomerBill"}', "no TMF637 product"),
        (b'{"id": "\xff"}', "cannot be read"),
    ],
    ids=["cut off", "NaN", "nested too deeply", "a bill", "not UTF-8"],
)
def test_json_that_is_no_inventory_is_refused_in_a_sentence(
    acme: Client, content: bytes, why: str
) -> None:
    with pytest.raises(BadTable, match=why):
        Services(acme).load(content)


values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["id", "status", "place", "productPrice", "price", "value", "role"]),
            inner,
            max_size=4,
        )
    ),
)


@given(held=values)
def test_whatever_a_products_parts_hold_is_read_or_refused(held: Any) -> None:
    wrapped = product(place=held, productPrice=[held], productCharacteristic=held)

    outcome = Outcome()
    rows = list(read_products(json.dumps(wrapped).encode(), Services.columns, outcome))

    assert len(rows) == 1 or outcome.rejected


def test_the_register_takes_the_file_on_its_page(
    browser: Browser, casey: User, acme: Client, tmp_path: Path
) -> None:
    path = tmp_path / "inventory.json"
    path.write_text(json.dumps([product()]))
    browser.force_login(casey)
    address = reverse("telecom:service_import") + "?client=acme"

    with path.open("rb") as file:
        browser.post(address, {"file": file, "load": "yes"})

    assert Service.objects.get().number == "CIR-1"
