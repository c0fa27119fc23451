"""What an importing parent gives its child: the client's keys, and blocks of new ones."""

from pathlib import Path

from django.db import connection

from billing_audit.bills.keys import Account, Order
from billing_audit.bills.models import BilledService, ChargeCode
from billing_audit.bills.paper_models import PaperTemplate
from billing_audit.bills.profiles import handed_out
from clients.people.models import Client
from clients.telecom.models import BillingAccount, Carrier

#: The most new keys of each kind that one file may take.
MOST = {"account": 20_000, "invoice": 500_000, "service": 2_000_000, "code": 200_000}
#: Where line ends do not tell, a bill line takes more bytes than this: X12 is terse.
SMALLEST_LINE = 16
CHUNK = 1024 * 1024


def order_for(client: Client, *, rows: int) -> Order:
    """The order for a file of so many rows at most."""
    accounts = BillingAccount.objects.filter(client=client).select_related("carrier")
    services = BilledService.objects.filter(client=client)
    codes = ChargeCode.objects.filter(client=client)
    return Order(
        accounts=[
            Account(account.pk, account.carrier.name, account.number, account.currency)
            for account in accounts
        ],
        carriers=list(Carrier.objects.values_list("name", flat=True)),
        services=dict(services.values_list("number", "pk").iterator(10_000)),
        codes=list(codes.values_list("carrier__name", "code", "pk")),
        blocks={kind: _reserve(client, kind, min(most, rows)) for kind, most in MOST.items()},
        profiles=handed_out(),
        templates=PaperTemplate.objects.handed_out(),
    )


def count_line_ends(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(CHUNK), b""))


def most_rows(path: Path, line_ends: int) -> int:
    """As many bill lines as there can be, also in a document written without line ends."""
    return max(line_ends, path.stat().st_size // SMALLEST_LINE) + 1


def _reserve(client: Client, kind: str, wanted: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.callproc("app.reserve_keys", [client.pk, kind, wanted])
        first = cursor.fetchone()[0]
    return first, first + wanted
