"""What happened at the demo's clients besides bills, as the files that the registers load."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from retainer.demo.billing import Bill
from retainer.demo.hospital import LEAVERS, LOST_TRUNK, PORT_AT
from retainer.demo.logistics import DEPOT_INTERNET, NORTH_CIRCUIT, SOUTH_INTERNET
from retainer.demo.reference import Table
from retainer.demo.story import ClientStory

CORVANE, MARLFINCH, VEXBRIDGE = "Corvane Networks", "Marlfinch Wireless", "Vexbridge Telecom"
CENT = Decimal("0.01")
#: Days from a bill's date until its money is with the carrier.
PAID_AFTER = 24


@dataclass(frozen=True)
class Order:
    """An order and what becomes of each service on it."""

    number: str
    carrier: str
    kind: str
    placed: date
    items: tuple[tuple[str, str], ...]
    carrier_number: str = ""
    due: date | None = None
    confirmed: date | None = None
    completed: date | None = None
    effective: date | None = None
    notes: str = ""


ORDERS: dict[str, tuple[Order, ...]] = {
    "st-brannock": (
        Order(
            "PO-2026-007",
            MARLFINCH,
            "disconnect",
            date(2026, 1, 28),
            tuple((number, "removed") for number in LEAVERS),
            carrier_number="MF-3381207",
            due=date(2026, 2, 14),
            confirmed=date(2026, 2, 14),
            completed=date(2026, 2, 14),
            effective=date(2026, 2, 14),
            notes="Phones of the January reorganization.",
        ),
        Order(
            "PO-2026-014",
            CORVANE,
            "disconnect",
            date(2026, 2, 24),
            ((PORT_AT["TARN"], "removed"),),
            carrier_number="CVN-N4471182",
            due=date(2026, 3, 31),
            confirmed=date(2026, 3, 31),
            effective=date(2026, 3, 31),
            notes="Tarn Hill closes on 31 March. Confirmed by mail on 3 March.",
        ),
        Order(
            "PO-2026-022",
            VEXBRIDGE,
            "disconnect",
            date(2026, 4, 20),
            ((LOST_TRUNK, "removed"),),
            carrier_number="88120455",
            due=date(2026, 5, 31),
            confirmed=date(2026, 5, 31),
            effective=date(2026, 5, 31),
            notes="Replaced by SIP sessions at Corvane.",
        ),
        Order(
            "PO-2026-031",
            CORVANE,
            "change",
            date(2026, 3, 9),
            (("70/KRGS/110214//CVN", "changed"),),
            carrier_number="CVN-N4490377",
            due=date(2026, 5, 15),
            confirmed=date(2026, 5, 20),
            completed=date(2026, 5, 20),
            notes="Campus access to 10 Gbps.",
        ),
        Order(
            "PO-2026-058",
            VEXBRIDGE,
            "change",
            date(2026, 9, 21),
            (("92/VXDI/7732//VXB", "changed"),),
            due=date(2026, 12, 1),
            notes="Wexcombe to 500 Mbps for the new scanner.",
        ),
    ),
    "kestrel-ridge": (
        Order(
            "KR-114",
            CORVANE,
            "add",
            date(2026, 1, 12),
            ((NORTH_CIRCUIT, "new"),),
            carrier_number="CVN-N4460021",
            due=date(2026, 3, 1),
            confirmed=date(2026, 3, 1),
            completed=date(2026, 3, 1),
        ),
        Order(
            "KR-121",
            VEXBRIDGE,
            "disconnect",
            date(2026, 5, 18),
            ((SOUTH_INTERNET, "removed"),),
            carrier_number="88131902",
            due=date(2026, 6, 30),
            confirmed=date(2026, 6, 30),
            effective=date(2026, 6, 30),
            notes="South depot closes.",
        ),
    ),
}
#: Service, ticket, began, responded, ended, whose fault, credit asked on.
OUTAGES: dict[str, tuple[tuple[str, ...], ...]] = {
    "st-brannock": (
        (
            PORT_AT["HLK"], "TT-90118", "2026-02-11T06:40", "2026-02-11T08:05", "2026-02-11T15:05",
            "yes", "2026-02-16",
        ),
        (
            PORT_AT["FEN"], "TT-93340", "2026-05-27T22:10", "2026-05-27T22:55", "2026-05-28T01:45",
            "no", "",
        ),
        (
            "90/VXDI/7730//VXB", "VX-8812", "2026-08-19T09:15", "2026-08-19T12:40",
            "2026-08-19T20:50", "", "",
        ),
    ),
    "kestrel-ridge": (
        (
            DEPOT_INTERNET[1], "VX-1170", "2026-04-02T13:20", "2026-04-02T14:10",
            "2026-04-03T10:00", "yes", "2026-04-09",
        ),
    ),
}  # fmt: skip
#: Number, tax, legal entity, first day, jurisdiction, carrier, given on.
CERTIFICATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "st-brannock": tuple(
        ("ST-119-204418", "Sales tax", "St. Brannock Regional Health", first, "NY", carrier, given)
        for carrier, first, given in (
            (CORVANE, "2023-07-01", "2023-06-20"),
            (VEXBRIDGE, "2022-11-01", "2022-10-14"),
        )
    ),
}
#: Charge code, name, GB included, pool, made for.
PLANS = (
    (MARLFINCH, "PLN-U", "Unlimited smartphone", "", "", "phone"),
    (MARLFINCH, "PLN-T", "Tablet, 5 GB", "5", "Tablets", "tablet"),
)


def orders(client: ClientStory) -> Table:
    columns = (
        "order_no", "carrier", "kind", "placed_on", "carrier_order_no", "due_on", "confirmed_for",
        "completed_on", "effective_on", "notes", "service_id", "what",
    )  # fmt: skip
    rows = [
        (
            order.number, order.carrier, order.kind, order.placed, order.carrier_number, order.due,
            order.confirmed, order.completed, order.effective, order.notes, *item,
        )
        for order in ORDERS[client.slug]
        for item in order.items
    ]  # fmt: skip
    return columns, rows


def outages(client: ClientStory) -> Table:
    columns = (
        "service_id", "ticket", "began", "responded", "ended", "carrier_caused", "credit_asked_on",
    )  # fmt: skip
    return columns, list(OUTAGES[client.slug])


def payments(bills: Iterable[Bill]) -> Table:
    """Every bill paid once by transfer, and the newest ones not yet."""
    columns = ("account_no", "paid_on", "amount", "reference", "invoice_no", "kind")
    by_number = {(bill.account.number, bill.number): bill for bill in bills}
    last = max(bill.month for bill in by_number.values())
    rows = [
        (
            account,
            bill.bill_date + timedelta(days=PAID_AFTER),
            bill.total.quantize(CENT),
            f"ACH-{bill.bill_date:%y%m}-{account[-4:]}",
            number,
            "transfer",
        )
        for (account, number), bill in sorted(by_number.items())
        if bill.month < last
    ]
    return columns, rows


def certificates(client: ClientStory) -> Table:
    columns = (
        "certificate_no", "tax", "legal_entity", "valid_from", "jurisdiction", "carrier",
        "given_on",
    )  # fmt: skip
    return columns, list(CERTIFICATES.get(client.slug, ()))


def service_records(client: ClientStory) -> Table:
    """What Vexbridge has on file for each of the business lines on its accounts."""
    columns = (
        "account_no", "btn", "as_of", "telephone_number", "usoc", "quantity", "pic", "lpic",
        "monthly_rate",
    )  # fmt: skip
    rows = []
    firsts: dict[str, str] = {}
    for line in client.services:
        if line.kind != "pots" or line.unknown:
            continue
        btn = firsts.setdefault(line.account, line.number)
        known = (line.account, btn, date(2026, 6, 4), line.number)
        rows.append((*known, "1FB", 1, "0432", "0432", "38.50"))
        rows.append((*known, "9ZR", 1, "", "", "9.20"))
    return columns, rows


def plans(client: ClientStory) -> Table:
    columns = ("carrier", "charge_code", "name", "included_gb", "pool", "device")
    return columns, list(PLANS)


def instalments(client: ClientStory) -> Table:
    """A few phones that are paid for over two years."""
    columns = (
        "service_id", "equipment_id", "charge_code", "amount", "months", "first_on", "paid_off_on",
    )  # fmt: skip
    phones = [each for each in client.services if each.kind == "mobile" and not each.unknown]
    rows = [
        (phone.number, f"35332811{7040 + 17 * place}31", "EIP24", "33.33", 24, first, paid_off)
        for place, (phone, first, paid_off) in enumerate(
            zip(
                phones,
                (date(2024, 11, 1), date(2025, 3, 1), date(2025, 3, 1)),
                ("", "", date(2026, 3, 20)),
                strict=False,
            )
        )
    ]
    return columns, rows


def tables(client: ClientStory, bills: list[Bill]) -> dict[str, Table]:
    """Every table by the register it is loaded into."""
    return {
        "orders": orders(client),
        "outages": outages(client),
        "payments": payments(bills),
        "certificates": certificates(client),
        "service_records": service_records(client),
        "plans": plans(client),
        "instalments": instalments(client),
    }
