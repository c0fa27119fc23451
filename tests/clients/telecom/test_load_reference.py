"""Loading accounts, services and rates: all good rows in, every bad cell named."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from clients.models import BillingAccount, Client, ContractRate, Service

ACCOUNTS = "account_no,carrier\nA-1,Corvane\nA-2,Pellbrook\n"
SERVICES = (
    "service_id,account_no,install_date,disconnect_date,site,bandwidth\n"
    "CIR-1,A-1,2024-01-01,,Depot,100M\n"
    "CIR-2,A-2,2024-01-01,2026-03-31,,\n"
)
RATES = (
    "carrier,charge_code,rate,eff_from,eff_to,contract,site,service_id\n"
    "Corvane,PORT,38.50,2025-01-01,2025-12-31,,,\n"
    "Corvane,PORT,40,2026-01-01,,,,\n"
    "Corvane,PORT,35.123456,2026-01-01,,MSA-7,,CIR-1\n"
)


@pytest.fixture
def load(tmp_path: Path) -> Any:
    """Loads texts as files and gives the command's JSON answer."""

    def run(*flags: str, **texts: str) -> dict[str, Any]:
        arguments = ["--client", "acme", "--json", *flags]
        for name, content in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_bytes(content.encode("utf-8-sig"))
            arguments += [f"--{name}", str(path)]
        out = StringIO()
        call_command("load_reference", *arguments, stdout=out, stderr=StringIO())
        return json.loads(out.getvalue())

    return run


def test_everything_is_created(load: Any, acme: Client) -> None:
    answer = load(accounts=ACCOUNTS, services=SERVICES, rates=RATES)

    assert answer == {
        "client": "acme",
        "created": {"accounts": 2, "services": 2, "rates": 3},
        "updated": {"accounts": 0, "services": 0, "rates": 0},
        "rejected": [],
    }
    gone = Service.objects.get(number="CIR-2")
    assert (gone.disconnect_date, gone.account.number) == (date(2026, 3, 31), "A-2")
    special = ContractRate.objects.get(service__number="CIR-1")
    assert (special.rate, special.contract.number) == (Decimal("35.123456"), "MSA-7")


def test_the_last_day_of_a_rate_is_included(load: Any, acme: Client) -> None:
    load(accounts=ACCOUNTS, services=SERVICES, rates=RATES)

    on_the_last_day = ContractRate.objects.get(valid__contains=date(2025, 12, 31), service=None)

    assert on_the_last_day.rate == Decimal("38.50")


def test_loading_again_changes_nothing(load: Any, acme: Client) -> None:
    load(accounts=ACCOUNTS, services=SERVICES, rates=RATES)

    again = load(accounts=ACCOUNTS, services=SERVICES, rates=RATES)

    assert set(again["created"].values()) == set(again["updated"].values()) == {0}


def test_a_corrected_row_updates_what_is_there(load: Any, acme: Client) -> None:
    load(accounts=ACCOUNTS, services=SERVICES)

    answer = load(services="service_id,disconnect_date\nCIR-1,2026-05-31\n")

    kept = Service.objects.get(number="CIR-1")
    assert answer["updated"]["services"] == 1
    assert (kept.disconnect_date, kept.install_date) == (date(2026, 5, 31), date(2024, 1, 1))


def test_a_service_that_a_bill_proposed_is_confirmed(load: Any, acme: Client) -> None:
    Service.objects.create(client=acme, number="CIR-1", state="proposed")

    load(accounts=ACCOUNTS, services=SERVICES)

    assert Service.objects.get(number="CIR-1").state == "confirmed"


@pytest.mark.parametrize(
    ("register", "content", "place"),
    [
        ("accounts", "account_no,carrier\nA-1,\n", (2, "carrier", "is empty")),
        ("services", "service_id,account_no\nX,A-9\n", (2, "account_no", "no billing account")),
        ("services", "service_id,install_date\nX,31.12.2025\n", (2, "install_date", "2026-03-31")),
        (
            "services",
            "service_id,install_date,disconnect_date\nX,2026-02-01,2026-01-01\n",
            (2, "disconnect_date", "before the install"),
        ),
        ("rates", RATES.replace("38.50", "$38.50"), (2, "rate", "not a number")),
        ("rates", RATES.replace("38.50", "-1"), (2, "rate", "negative")),
        ("rates", RATES.replace("38.50", "٣"), (2, "rate", "not a number")),
        ("rates", RATES.replace("2025-12-31", "2026-06-30"), (3, "eff_from", "overlaps")),
        ("rates", RATES.replace("CIR-1", "CIR-9"), (4, "service_id", "not in the inventory")),
        ("services", "service_id,kind\nX,a,b\n", (2, "", "has 3 cells")),
        ("services", "service_id\nX\nX\n", (3, "service_id", "as line 2")),
    ],
)
def test_a_bad_cell_is_named_with_place_and_reason(
    load: Any, acme: Client, register: str, content: str, place: tuple[int, str, str]
) -> None:
    load(accounts=ACCOUNTS)

    answer = load(**{"services": SERVICES, register: content})

    first = next(r for r in answer["rejected"] if r["file"].endswith(f"{register}.csv"))
    assert (first["row"], first["column"]) == place[:2]
    assert place[2] in first["reason"]


def test_a_rate_can_be_shortened_and_followed_in_one_file(load: Any, acme: Client) -> None:
    load(rates="carrier,charge_code,rate,eff_from,eff_to\nCorvane,P,10,2025-01-01,\n")

    answer = load(
        rates="carrier,charge_code,rate,eff_from,eff_to\n"
        "Corvane,P,12,2026-01-01,\nCorvane,P,10,2025-01-01,2025-12-31\n"
    )

    assert (answer["created"]["rates"], answer["updated"]["rates"]) == (1, 1)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"service_id\n\xff\xfe", "not UTF-8"),
        (b"service_id\nA\0B\n", "NUL"),
        (b"number,account\n1,2\n", "no column service_id"),
        (b'service_id\n"open\n', "broken"),
        (b"", "no column service_id"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(
    acme: Client, tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "services.csv"
    path.write_bytes(content)
    err = StringIO()

    with pytest.raises(SystemExit) as exit_status:
        call_command("load_reference", "--client", "acme", "--services", str(path), stderr=err)

    assert exit_status.value.code == 3
    assert why in err.getvalue()
    assert not Service.objects.exists()


def test_an_unknown_client_is_refused_unless_it_may_be_made(load: Any, db: None) -> None:
    with pytest.raises(SystemExit) as exit_status:
        load(accounts=ACCOUNTS)
    assert exit_status.value.code == 3

    load("--create", accounts=ACCOUNTS)

    assert BillingAccount.objects.filter(client__slug="acme").count() == 2
