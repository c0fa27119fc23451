"""Work that nobody does: audits, imports, papers, exports and mails whose worker was lost."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from billing_audit.bills import processing as bills
from billing_audit.models import AuditRun, BillFile, MonthlyReport, RenewalPack, UsageFile
from billing_audit.usage import processing as usage
from clients.models import ClientExport, Mail, MeetingPack, PlaybookVersion, Statement
from retainer.doctor.diagnosis import Diagnosis, fault, ok, warning
from retainer.exporting import keeping
from retainer.lib.format import count
from retainer.lib.tenancy import ALL, acting_as

#: How long the clock and a worker have to find lost work before it is a fault that they did not.
LATE = timedelta(minutes=5)
#: How long a mail that was given up is news.
NEWS = timedelta(days=7)
#: How many are named.
MOST = 3
WAKE = "Start a worker and the clock (see the lines about workers): they find it by themselves"


def lost_audits(_: object) -> Iterator[Diagnosis]:
    """Runs whose lease ended a while ago, or that no worker was ever told of."""
    since = Now() - LATE
    late = Q(lease_until__lt=since) | Q(lease_until=None, queued_at__lt=since)
    with acting_as("worker", clients=ALL):
        runs = AuditRun.objects.live().filter(late).select_related("client").order_by("queued_at")
        names = [run.client.name for run in runs]
    yield _told("audits", names, f"{WAKE}, and so does bin/manage reconcile_runs.")


def lost_imports(_: object) -> Iterator[Diagnosis]:
    """Files that wait, and whose lock no worker holds."""
    with acting_as("worker", clients=ALL):
        bill_files = _unheld(BillFile.objects.in_flight(), bills.LOCK)
        waiting = UsageFile.objects.filter(state__in=usage.IN_FLIGHT)
        usage_files = _unheld(waiting, usage.LOCK)
    yield _told("bill files", bill_files, f"{WAKE}.")
    yield _told("usage files", usage_files, f"{WAKE}.")


def forgotten_papers(_: object) -> Iterator[Diagnosis]:
    """Reports, closed months, playbooks and packs whose PDF should be there by now."""
    with acting_as("worker", clients=ALL):
        drafts = MonthlyReport.objects.forgotten().filter(made_at__lt=Now() - 2 * LATE)
        reports = _months(drafts.order_by("made_at"))
        closed = Statement.objects.forgotten().filter(closed_at__lt=Now() - 2 * LATE)
        statements = _months(closed.order_by("closed_at"))
        governing = _clients(
            RenewalPack.objects.forgotten().filter(made_at__lt=Now() - 2 * LATE),
            PlaybookVersion.objects.forgotten().filter(published_at__lt=Now() - 2 * LATE),
            MeetingPack.objects.filter(pdf=None, made_at__lt=Now() - 2 * LATE),
        )
    yield _told("reports", reports, f"{WAKE}.")
    yield _told("statements", statements, f"{WAKE}.")
    yield _told("playbooks and packs", governing, f"{WAKE}.")


def forgotten_exports(_: object) -> Iterator[Diagnosis]:
    """Exports that nobody packs although the clock had the time to notice."""
    since = Now() - keeping.SILENCE - 2 * LATE
    with acting_as("worker", clients=ALL):
        silent = ClientExport.objects.filter(pk__in=keeping.forgotten(), told_at__lt=since)
        names = list(silent.order_by("told_at").values_list("client__name", flat=True))
    yield _told("exports", names, f"{WAKE}.")


def unsent_mails(_: object) -> Iterator[Diagnosis]:
    """Mails that wait, that were given up, and those whose worker was killed over them."""
    with acting_as("worker", clients=ALL):
        mails = Mail.objects.filter(not_before__lt=Now() - LATE)
        waiting = mails.filter(state="waiting").count()
        sending = mails.filter(state="sending").count()
        failed = Mail.objects.filter(state="failed", not_before__gt=Now() - NEWS).order_by("-pk")
        errors = list(failed.values_list("error", flat=True))
    if waiting:
        yield fault(f"{count(waiting, 'mail')} due and not sent.", f"{WAKE}.")
    if sending:
        yield warning(
            f"{count(sending, 'mail')} may have gone out or not: a worker was killed meanwhile.",
            "Ask their recipients; nothing is sent twice by itself.",
        )
    if errors:
        yield warning(
            f"{count(len(errors), 'mail')} given up this week, the last because: {errors[0]}",
            "Correct the address or the mail server; bin/manage doctor mail tries the latter.",
        )
    if not (waiting or sending or errors):
        yield ok("Every mail that is due was sent.")


def _unheld(files: QuerySet, lock: int) -> list[str]:
    """Those that came a while ago and whose lock, which begins with ``lock``, is free."""
    late = files.filter(brought_at__lt=Now() - LATE).order_by("brought_at")
    waiting = dict(late.values_list("pk", "name"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid = %s AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())",
            [lock],
        )
        held = {row[0] for row in cursor.fetchall()}
    return [name for pk, name in waiting.items() if pk not in held]


def _months(papers: QuerySet) -> list[str]:
    """Whose they are and of which month; their figures can be large."""
    light = papers.defer("figures").select_related("client")
    return [f"{paper.client}, {paper.month:%b %Y}" for paper in light]


def _clients(*papers: QuerySet) -> list[str]:
    """Whose they are, each client once."""
    return sorted({name for rows in papers for name in rows.values_list("client__name", flat=True)})


def _told(what: str, names: list[str], mend: str) -> Diagnosis:
    if not names:
        return ok(f"No {what} are lost.")
    rest = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return fault(f"Nobody works on {what} of {', '.join(names[:MOST])}{rest}.", mend)


EXAMINATIONS = (lost_audits, lost_imports, forgotten_papers, forgotten_exports, unsent_mails)
