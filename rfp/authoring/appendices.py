"""The client's own data in a request: what is on file today, taken with a click."""

from collections.abc import Callable

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from clients.people.models import User
from clients.telecom.models import Contract, Service, Site
from clients.telecom.monthly import Table, monthly
from retainer.lib import format as written
from rfp.authoring.history_models import RfpAppendix
from rfp.authoring.models import Rfp
from rfp.authoring.services import PieceRefused, locked

Kind = RfpAppendix.Kind
#: Months of spend and usage: a year, and the month before for comparison.
MONTHS = 13
MOST_ROWS = 5000


@transaction.atomic
def take(*, rfp: Rfp, kind: str, by: User) -> RfpAppendix:
    """Take a table as it stands now; one taken before is replaced."""
    held = locked(rfp)
    table = TABLES[Kind(kind)](held, by)
    if table is None or not table.rows:
        raise PieceRefused(f"Nothing is on file of {held.client}: {Kind(kind).label.lower()}.")
    if len(table.rows) > MOST_ROWS:
        raise PieceRefused(f"More than {MOST_ROWS:,} rows are too many for an appendix.")
    said = {"head": table.head, "rows": table.rows, "note": table.note}
    appendix, _ = RfpAppendix.objects.update_or_create(
        rfp=held,
        kind=kind,
        defaults={"client_id": held.client_id, "taken_by_id": by.pk, "table": said},
    )
    return appendix


@transaction.atomic
def drop(*, rfp: Rfp, kind: str) -> None:
    """Leave a table out again."""
    locked(rfp).appendices.filter(kind=kind).delete()


def _sites(rfp: Rfp, by: User) -> Table:
    sites = Site.objects.visible_to(by).filter(client=rfp.client_id, closed_on=None)
    return Table(
        ["Code", "Site", "Street", "City", "State or region", "Postcode"],
        [[each.code, each.name, each.street, each.city, each.region, each.postcode]
         for each in sites],
    )  # fmt: skip


def _services(rfp: Rfp, by: User) -> Table:
    services = Service.objects.visible_to(by).filter(
        client=rfp.client_id, state=Service.State.CONFIRMED, disconnect_date=None
    )
    named = services.select_related("site", "account__carrier").order_by("site__code", "number")
    return Table(
        ["Site", "Service", "Kind", "Bandwidth", "Carrier"],
        [
            [
                each.site.name if each.site else "",
                each.number,
                each.kind or each.product,
                each.bandwidth,
                each.account.carrier.name if each.account else "",
            ]
            for each in named
        ],
        "Services in use; prices are not shown.",
    )


def _contracts(rfp: Rfp, by: User) -> Table:
    contracts = Contract.objects.visible_to(by).filter(client=rfp.client_id)
    return Table(
        ["Carrier", "Contract", "Ends", "Notice"],
        [
            [
                each.carrier.name,
                each.title or each.number,
                written.day(each.term.upper - relativedelta(days=1))
                if each.term and each.term.upper
                else "No end on file",
                f"{each.notice_days} days" if each.notice_days else "",
            ]
            for each in contracts.select_related("carrier")
        ],
    )


def _by_month(kind: str) -> Callable[[Rfp, User], Table | None]:
    def table(rfp: Rfp, by: User) -> Table | None:
        since = timezone.localdate().replace(day=1) - relativedelta(months=MONTHS - 1)
        return monthly(kind, by, rfp.client, since)

    return table


TABLES: dict[str, Callable[[Rfp, User], Table | None]] = {
    Kind.SITES: _sites,
    Kind.SERVICES: _services,
    Kind.SPEND: _by_month("spend"),
    Kind.USAGE: _by_month("usage"),
    Kind.CONTRACTS: _contracts,
}
