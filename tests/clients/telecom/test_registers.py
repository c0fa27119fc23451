"""The registers' pages: who changes what, and what happens when two do at once."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    Carrier,
    Client,
    Contract,
    ContractRate,
    PublicFee,
    Service,
    Site,
    User,
)
from clients.telecom import services

YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def quarter(number: int) -> DateRange:
    """The n-th quarter since 2018."""
    months = [date(2018 + n // 4, 1 + n % 4 * 3, 1) for n in (number, number + 1)]
    return DateRange(*months)


@pytest.fixture
def carrier(db: None) -> Carrier:
    return Carrier.objects.create(name="Corvane")


@pytest.fixture
def rate(acme: Client, carrier: Carrier) -> ContractRate:
    return ContractRate.objects.create(
        client=acme, carrier=carrier, charge_code="PORT", rate=40, valid=YEAR
    )


@pytest.fixture
def desk(casey: User, browser: Browser) -> Browser:
    """Casey's browser."""
    browser.force_login(casey)
    return browser


def filled(browser: Browser, address: str, **changes: Any) -> dict[str, Any]:
    """The form of a page as it is shown, with some fields typed over."""
    form = browser.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changes).items() if value is not None}


def test_who_saves_second_is_told_of_the_first(
    rate: ContractRate, desk: Browser, pat: User
) -> None:
    address = reverse("telecom:rate_edit", args=[rate.public_id])
    casey_typed = filled(desk, address, rate="41.00")
    other = Browser()
    other.force_login(pat)
    other.post(address, filled(other, address, rate="42.00"))

    answer = desk.post(address, casey_typed)

    rate.refresh_from_db()
    assert rate.rate == 42
    assert "Somebody else changed this" in answer.context["form"].non_field_errors()[0]


def test_an_edit_is_saved(rate: ContractRate, desk: Browser) -> None:
    address = reverse("telecom:rate_edit", args=[rate.public_id])

    desk.post(address, filled(desk, address, rate="41.00"))

    rate.refresh_from_db()
    assert (rate.rate, rate.valid) == (41, YEAR)


def test_what_was_stored_in_the_same_moment_is_refused_in_words(acme: Client, casey: User) -> None:
    Site.objects.create(client=acme, code="D1", name="Depot")

    with pytest.raises(services.StoredMeanwhile, match="Look for it in the list"):
        services.keep(instance=Site(client=acme, code="D1", name="Depot"), kept_by=casey)


@pytest.mark.parametrize("field", ["contract", "site", "service"])
def test_a_form_cannot_point_at_another_clients_row(
    field: str, globex: Client, carrier: Carrier, rate: ContractRate, desk: Browser
) -> None:
    theirs = {
        "contract": Contract(client=globex, carrier=carrier, number="G-1"),
        "site": Site(client=globex, code="G1", name="Clinic"),
        "service": Service(client=globex, number="G-100"),
    }[field]
    theirs.save()
    address = reverse("telecom:rate_edit", args=[rate.public_id])

    answer = desk.post(address, filled(desk, address, **{field: theirs.pk}))

    assert "not one of the available choices" in answer.context["form"].errors[field][0]


def test_a_new_fact_is_of_a_client_whom_one_works_for(globex: Client, desk: Browser) -> None:
    answer = desk.post(
        f"{reverse('telecom:site_create')}?client={globex.slug}", {"code": "X", "name": "X"}
    )

    assert "clients" in answer.context, "they are asked whose it is"
    assert not Site.objects.filter(client=globex).exists()


def test_the_file_holds_what_the_list_shows(acme: Client, desk: Browser) -> None:
    Service.objects.create(client=acme, number="CIR-1")
    Service.objects.create(client=acme, number="CIR-2", state="proposed")

    content = desk.get(f"{reverse('telecom:service_export')}?state=proposed").content.decode()

    assert [row[0] for row in csv.reader(StringIO(content))][1:] == ["CIR-2"]


def test_what_all_clients_rely_on_is_not_offered_to_consultants(
    carrier: Carrier, desk: Browser, pat: User
) -> None:
    assert "/public-fees/new/" not in desk.get(reverse("telecom:fee_list")).content.decode()
    page = reverse("telecom:carrier_detail", args=[carrier.public_id])
    assert "/edit/" not in desk.get(page).content.decode()

    desk.force_login(pat)

    assert "/public-fees/new/" in desk.get(reverse("telecom:fee_list")).content.decode()
    assert "/edit/" in desk.get(page).content.decode()


def test_public_fees_stand_by_code_the_newest_first_on_every_page(desk: Browser) -> None:
    PublicFee.objects.all().delete()
    PublicFee.objects.bulk_create(
        PublicFee(
            authority="FCC", code=code, title=code, rate=1, source="DA", valid=quarter(number)
        )
        for code in ("BBB", "AAA")
        for number in range(30)
    )

    first = desk.get(reverse("telecom:fee_list")).context["page"]
    second = desk.get(reverse("telecom:fee_list"), {"older": first.older}).context["page"]
    back = desk.get(reverse("telecom:fee_list"), {"newer": second.newer}).context["page"]

    walked = [(fee.code, fee.valid) for fee in [*first, *second]]
    by_age = [quarter(number) for number in reversed(range(30))]
    assert walked == [(code, valid) for code in ("AAA", "BBB") for valid in by_age]
    assert list(back) == list(first)


@pytest.mark.parametrize(
    ("noun", "table", "column"),
    [
        ("account", "account_no,carrier,currency\nA-1,Corvane,usd\n", "currency"),
        ("contract", "carrier,contract,notice_days\nCorvane,C-1,40000\n", "notice_days"),
        ("rate", "carrier,charge_code,rate,eff_from,page\nCorvane,P,1,2026-01-01,99999\n", "page"),
    ],
)
def test_a_cell_the_database_would_not_take_is_named(
    noun: str, table: str, column: str, acme: Client, desk: Browser
) -> None:
    answer = load(desk, noun, acme, table)

    assert [cell.column for cell in answer.context["outcome"].rejected] == [column]


def test_the_last_day_of_the_calendar_means_no_end(acme: Client, desk: Browser) -> None:
    load(
        desk, "rate", acme,
        "carrier,charge_code,rate,eff_from,eff_to\nCorvane,PORT,40,2026-01-01,9999-12-31\n",
    )  # fmt: skip

    assert ContractRate.objects.get().valid == DateRange(date(2026, 1, 1), None)


def load(browser: Browser, noun: str, client: Client, table: str) -> Any:
    """Load a register from a file, as its page does."""
    return browser.post(
        f"{reverse(f'telecom:{noun}_import')}?client={client.slug}",
        {"file": SimpleUploadedFile("facts.csv", table.encode()), "load": "yes"},
    )
