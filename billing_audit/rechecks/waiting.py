"""What changed on file since the audits that read it, and which months are to be audited again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from billing_audit.changes.models import Change
from billing_audit.changes.touching import COVERS, Touched, kinds_pending, pending
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.needs import Need
from billing_audit.runs.models import AuditRun
from clients.people.models import Client, User
from retainer.lib import format as written
from retainer.lib.months import shifted

State = AuditRun.State

# Which checks the latest audit of each month could not make, and what they lacked.
NOT_MADE = f"""
    SELECT x.check_code, array_agg(m.month)
    FROM (SELECT DISTINCT month FROM billing_audit_invoice WHERE client_id = %(client)s) m
    CROSS JOIN LATERAL (
        SELECT r.id FROM billing_audit_auditrun r
        WHERE r.client_id = %(client)s AND r.state = 'complete' AND {COVERS}
        ORDER BY r.id DESC LIMIT 1
    ) r
    JOIN billing_audit_checkresult x ON x.run_id = r.id AND x.state = 'cannot-check'
    GROUP BY x.check_code"""  # noqa: S608 - ours


@dataclass(frozen=True)
class Unlocked:
    """Checks that lacked data when the months were audited, and lack it no more."""

    checks: int
    months: list[date]

    def __str__(self) -> str:
        return f"{written.count(self.checks, 'check')} that can now be made"


@dataclass(frozen=True)
class Waiting:
    """What waits for an audit of one client."""

    client: Client
    touched: Sequence[Touched | Unlocked] = ()

    def __bool__(self) -> bool:
        return bool(self.touched)

    @property
    def months(self) -> list[date]:
        return sorted({month for each in self.touched for month in each.months})

    @property
    def sentence(self) -> str:
        """``3 rates of contract MSA-1 and 1 tax certificate touch 4 months``."""
        *most, last = map(str, self.touched)
        what = f"{', '.join(most)} and {last}" if most else last
        is_one = len(self.touched) == 1 and what.startswith("1 ")
        months = written.count(len(self.months), "month")
        return f"{what} {'touches' if is_one else 'touch'} {months}"

    @property
    def spans(self) -> str:
        return spans(self.months)

    @property
    def told(self) -> list[dict[str, object]]:
        """Each kind of change with the months it touches."""
        return [
            {"words": str(each), "spans": spans(each.months), "months": each.months}
            for each in self.touched
        ]


def waiting(client: Client) -> Waiting:
    """What changed since the client's audits; nothing, when there was none yet."""
    if not client.runs.filter(state=State.COMPLETE).exists() or not kinds_pending(client.pk):
        return Waiting(client)
    return Waiting(client, [*pending(client.pk), *_unlocked(client)])


def waiting_of_all(user: User, client: Client | None, most: int) -> list[Waiting]:
    """The same of the clients somebody sees, as far as anything waits there."""
    own = Change.objects.filter(client=OuterRef("pk"))
    unsettled = Exists(own.filter(settled_in=None))
    new_shared = Exists(
        Change.objects.filter(client=None).exclude(
            Exists(Change.objects.filter(client=OuterRef(OuterRef("pk")), shared=OuterRef("pk")))
        )
    )
    audited = Exists(AuditRun.objects.filter(client=OuterRef("pk"), state=State.COMPLETE))
    under_way = Exists(AuditRun.objects.live().filter(client=OuterRef("pk")))
    clients = Client.objects.visible_to(user).active().filter(audited, Q(unsettled) | Q(new_shared))
    clients = clients.exclude(under_way)
    if client is not None:
        clients = clients.filter(pk=client.pk)
    return [found for each in clients[:most] if (found := waiting(each))]


def spans(months: Iterable[date]) -> str:
    """``Mar 2026 – Jun 2026, Sep 2026``."""
    groups: list[list[date]] = []
    for month in sorted(months):
        if groups and shifted(groups[-1][-1], 1) == month:
            groups[-1].append(month)
        else:
            groups.append([month])
    return ", ".join(
        " – ".join(dict.fromkeys(map(written.month_short, (group[0], group[-1]))))
        for group in groups
    )


def _unlocked(client: Client) -> list[Unlocked]:
    checks = {check.code: check for check in all_checks()}
    with connection.cursor() as cursor:
        cursor.execute(NOT_MADE, {"client": client.pk})
        missed = {code: months for code, months in cursor.fetchall() if code in checks}
    met: dict[Need, bool] = {}
    unlocked: dict[str, list[date]] = defaultdict(list)
    for code, months in missed.items():
        for need in checks[code].needs:
            met[need] = met[need] if need in met else need.is_met(client.pk)
        if all(met[need] for need in checks[code].needs):
            unlocked[code] = months
    months = sorted({month for each in unlocked.values() for month in each})
    return [Unlocked(len(unlocked), months)] if unlocked else []
