"""Services, orders and clauses of examples."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.checks.inventory.papers import Clause, Known, Ordered
from clients.models import BillingAccount, OrderItem, Service, ServiceOrder, Site
from tests.billing_audit.on_file import OnFile, put_paper


def service(on_file: OnFile, number: str) -> Service | None:
    """The service of that number, put into the inventory when it is not there."""
    if not number:
        return None
    return Service.objects.get_or_create(client=on_file.client, number=number)[0]


def days(period: tuple[str | None, str | None] | None) -> DateRange | None:
    if period is None:
        return None
    first, last = (day and date.fromisoformat(day) for day in period)
    return DateRange(first, last, "[]")


@put_paper.register
def put_known(paper: Known, on_file: OnFile) -> None:
    known = service(on_file, paper.service)
    known.account = _account(on_file, paper.account)
    known.site, known.far_end = on_file.site(paper.site), on_file.site(paper.far_end)
    if paper.site_closed:
        Site.objects.filter(pk=known.site.pk).update(closed_on=paper.site_closed)
    known.parent = service(on_file, paper.parent)
    known.redundancy_group, known.product = paper.group, paper.product
    known.speed_mbps, known.seats, known.monthly_rate = paper.speed, paper.seats, paper.rate
    known.install_date, known.disconnect_date = paper.installed, paper.disconnected
    known.assigned_to, known.unassigned_on = paper.assigned, paper.unassigned
    known.kept_because = paper.kept
    known.suspended, known.suspended_rate = days(paper.suspended), paper.suspended_rate
    known.device, known.equipment_id, known.sim = paper.device, paper.equipment, paper.sim
    known.equipment_ours_on = paper.ours
    known.save()


def _account(on_file: OnFile, number: str) -> BillingAccount | None:
    return on_file.account(number) if number else None


@put_paper.register
def put_order(paper: Ordered, on_file: OnFile) -> None:
    order = ServiceOrder.objects.create(
        client=on_file.client,
        carrier=on_file.carrier_named(paper.carrier),
        number=paper.number,
        carrier_number=paper.carrier_number,
        kind=paper.kind,
        placed_on=paper.placed,
        due_on=paper.due,
        confirmed_for=paper.confirmed,
        completed_on=paper.completed,
        effective_on=paper.effective,
        cancelled_on=paper.cancelled,
        expedite_asked=paper.expedite,
        delayed_by_client=paper.delayed_by_client,
        overlap_days=paper.overlap,
    )
    for item in paper.items:
        OrderItem.objects.create(
            client=on_file.client,
            order=order,
            service=service(on_file, item.service),
            what=item.what,
            monthly_rate=item.rate,
            cfa=item.cfa,
        )


@put_paper.register
def put_clause(paper: Clause, on_file: OnFile) -> None:
    contract = on_file.contract(paper.contract)
    for name in paper.__dataclass_fields__.keys() - {"contract"}:
        setattr(contract, name, getattr(paper, name))
    contract.save()
