"""Outages, payments, certificates, records, plans, instalments and services from files."""

from datetime import date
from decimal import Decimal

import pytest

from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    CustomerServiceRecord,
    DeviceInstalment,
    Outage,
    Payment,
    Service,
    TaxCertificate,
    WirelessPlan,
)
from clients.telecom.reference import (
    Certificates,
    Instalments,
    Loader,
    Outages,
    Payments,
    ServiceRecords,
    Services,
    WirelessPlans,
)

FILES: dict[type[Loader], str] = {
    Outages: "service_id,ticket,began,ended,carrier_caused\n"
    "CIR-1,T-100,2026-03-01T08:00+00:00,2026-03-01T14:30+00:00,yes\n",
    Payments: "account_no,paid_on,amount,reference,invoice_no,kind,received_on\n"
    "A-1,2026-03-20,310.00,CHK-77,1001,cheque,2026-03-25\n",
    Certificates: "certificate_no,tax,legal_entity,valid_from,carrier,given_on\n"
    "ST-119,SALES,Acme Inc.,2026-01-01,Corvane,2026-01-10\n",
    ServiceRecords: "account_no,btn,as_of,telephone_number,usoc,quantity,pic,monthly_rate\n"
    "A-1,315-555-0100,2026-03-01,315-555-0100,1FB,1,0288,32.50\n"
    "A-1,315-555-0100,2026-03-01,315-555-0100,9ZR,2,,9.20\n",
    WirelessPlans: "carrier,charge_code,name,included_gb,pool\nCorvane,D5,Shared 5,5,Data\n",
    Instalments: "service_id,equipment_id,charge_code,amount,months,first_on\n"
    "CIR-1,350000000000001,EIP,27.50,24,2025-04-01\n",
}
BAD = [
    (Outages, "service_id,ticket,began\nCIR-9,T-1,2026-03-01\n", "service_id"),
    (Outages, "service_id,ticket,began\nCIR-1,T-1,yesterday\n", "began"),
    (Outages, "service_id,ticket,began,ended\nCIR-1,T-1,2026-03-02,2026-03-01\n", "ended"),
    (Payments, "account_no,paid_on,amount,reference\nA-9,2026-03-01,1,X\n", "account_no"),
    (
        Payments,
        "account_no,paid_on,amount,reference,received_on\nA-1,2026-03-02,1,X,2026-03-01\n",
        "received_on",
    ),
    (
        Certificates,
        "certificate_no,tax,legal_entity,valid_from,valid_to\nC,T,E,2026-02-01,2026-01-01\n",
        "valid_to",
    ),
    (
        ServiceRecords,
        "account_no,btn,as_of,telephone_number,usoc\nA-9,1,2026-03-01,1,1FB\n",
        "account_no",
    ),
    (
        WirelessPlans,
        "carrier,charge_code,device\nCorvane,D5,pager\n",
        "device",
    ),
    (
        Instalments,
        "service_id,equipment_id,charge_code,amount,months,first_on,paid_off_on\n"
        "CIR-1,3,EIP,1,2,2026-02-01,2026-01-01\n",
        "paid_off_on",
    ),
]


@pytest.fixture
def estate(acme: Client) -> Client:
    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    Service.objects.create(client=acme, number="CIR-1")
    return acme


@pytest.mark.parametrize("loader", FILES, ids=lambda loader: loader.__name__)
def test_a_file_is_loaded_once(loader: type[Loader], estate: Client) -> None:
    content = FILES[loader].encode()

    first, second = loader(estate).load(content), loader(estate).load(content)

    assert (first.created, first.rejected) == (1, [])
    assert (second.created, second.updated, second.unchanged) == (0, 0, 1)


@pytest.mark.parametrize("loader", FILES, ids=lambda loader: loader.__name__)
def test_a_dry_run_stores_nothing(loader: type[Loader], estate: Client) -> None:
    outcome = loader(estate).load(FILES[loader].encode(), dry_run=True)

    assert outcome.created == 1
    assert not loader.model.objects.exists()


@pytest.mark.parametrize(("loader", "content", "column"), BAD)
def test_a_bad_cell_is_named(
    loader: type[Loader], content: str, column: str, estate: Client
) -> None:
    outcome = loader(estate).load(content.encode())

    assert [cell.column for cell in outcome.rejected] == [column]
    assert not loader.model.objects.exists()


def test_everything_of_the_files_is_kept(estate: Client) -> None:
    for loader, content in FILES.items():
        loader(estate).load(content.encode())

    assert Outage.objects.get().carrier_caused is True
    assert Payment.objects.get().received_on == date(2026, 3, 25)
    assert TaxCertificate.objects.get().given_on == date(2026, 1, 10)
    record = CustomerServiceRecord.objects.get()
    assert [(line.usoc, line.quantity, line.pic) for line in record.lines.all()] == [
        ("1FB", 1, "0288"),
        ("9ZR", 2, ""),
    ]
    assert WirelessPlan.objects.get().included_gb == 5
    assert DeviceInstalment.objects.get().amount == Decimal("27.50")


def test_a_service_may_name_a_parent_that_comes_later_in_the_file(estate: Client) -> None:
    content = (
        "service_id,parent,speed_mbps,suspended_from,suspended_to,suspended_rate\n"
        "LOOP-1,PORT-1,,,,\nPORT-1,,100,2026-03-01,2026-04-30,15\nLOOP-2,PORT-9,,,,\n"
    )

    first, second = Services(estate).load(content.encode()), Services(estate).load(content.encode())

    loop, port = Service.objects.get(number="LOOP-1"), Service.objects.get(number="PORT-1")
    assert loop.parent == port
    assert (port.speed_mbps, port.suspended_rate) == (100, 15)
    assert (port.suspended.lower, port.suspended.upper) == (date(2026, 3, 1), date(2026, 5, 1))
    assert [(cell.row, cell.column) for cell in first.rejected] == [(4, "parent")]
    assert (first.created, second.unchanged, second.updated) == (3, 3, 0)
