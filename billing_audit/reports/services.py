"""What people do with reports: make a month's, publish it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from billing_audit.findings import claims
from billing_audit.findings.models import Finding
from billing_audit.reports import record, tasks
from billing_audit.reports.charge_rows import keeping
from billing_audit.reports.figures import freeze
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.scope import run_covering
from billing_audit.runs.models import AuditRun
from clients.files.models import StoredFile
from clients.files.services import forget, store
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused

State = MonthlyReport.State


class AuditUnderWay(Refused):
    """What is being audited now would be half of the truth."""

    def __init__(self, client: Client) -> None:
        super().__init__(
            f"An audit of {client} is under way. Make the report when it is complete.",
            reason="audit_under_way",
        )


class NotPublishable(Refused):
    """The report is no draft, has no PDF, or replaces another without saying why."""


@transaction.atomic
def make_report(*, client: Client, month: date, made_by: User | None) -> MonthlyReport:
    """Freeze the month as a draft and have a worker draw its PDF and workbook."""
    report = draft_report(client=client, month=month, made_by=made_by)
    if report.is_being_drawn:
        tasks.draw_report.delay_on_commit(report.pk)
    return report


@transaction.atomic
def draft_report(*, client: Client, month: date, made_by: User | None) -> MonthlyReport:
    """Freeze the month as a draft, in the place of an earlier draft, for the caller to draw.

    A draft that says the same already stays as it is, PDF and all.
    """
    month = month_of(month)
    claims.hold(client.pk)  # one at a time, and none while an audit writes its findings
    if AuditRun.objects.live().filter(client=client).exists():
        raise AuditUnderWay(client)
    every = MonthlyReport.objects.filter(client=client, month=month)
    draft = every.filter(state=State.DRAFT).select_for_update().first()
    if draft is None:
        latest = every.aggregate(version=Max("version"))["version"] or 0
        draft = MonthlyReport(client=client, month=month, version=latest + 1)
    with keeping() as rows:
        figures = freeze(client, month, draft.version, rows)
        fingerprint = record.sha256(figures)
        if draft.figures_sha256 == fingerprint and not draft.error:
            return draft
        throw_away_files(draft)
        draft.figures, draft.figures_sha256, draft.error = figures, fingerprint, ""
        draft.charge_rows = store(
            rows.spooled,
            name=f"{client.slug}-{month:%Y-%m}-charges.jsonl.gz",
            kind=StoredFile.Kind.REPORT,
            client=client,
            stored_by=made_by,
        )
    draft.run = run_covering(client, month)
    draft.made_by, draft.made_at = made_by, timezone.now()
    draft.save()
    activity.record(
        "report.made",
        f"The report of {client} for {written.month(month)} was drafted.",
        actor=made_by,
        client=client,
        subject=draft,
        figures_sha256=fingerprint,
    )
    return draft


def throw_away_files(draft: MonthlyReport) -> None:
    """Of a draft nothing needs to be kept; nobody but the practice has seen it."""
    outdated = [each for each in (draft.pdf, draft.workbook, draft.charge_rows) if each]
    draft.pdf = draft.workbook = draft.charge_rows = draft.pages = None
    if outdated:
        draft.save(update_fields=["pdf", "workbook", "charge_rows", "pages"])
    for file in outdated:
        forget(file)


@transaction.atomic
def publish(*, report: MonthlyReport, published_by: User, because: str = "") -> MonthlyReport:
    """Let the client read the report; one published before is superseded, and told why."""
    claims.hold(report.client_id)
    draft = MonthlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not draft.is_draft:
        raise NotPublishable("This report was published before.")
    if draft.pdf_id is None:
        raise NotPublishable("Its PDF is not there yet. Publish it when you have read it.")
    _supersede_earlier(draft, because.strip())
    draft.state = State.PUBLISHED
    draft.published_by, draft.published_at = published_by, timezone.now()
    draft.save(update_fields=["state", "published_by", "published_at"])
    _share(draft)
    activity.record(
        "report.published",
        f"The report of {draft.client} for {written.month(draft.month)} was published.",
        actor=published_by,
        client=draft.client,
        subject=draft,
        figures_sha256=draft.figures_sha256,
        pdf_sha256=draft.pdf.sha256,
        version=draft.version,
    )
    _tell_client(draft, published_by)
    return draft


def _tell_client(report: MonthlyReport, published_by: User) -> None:
    """It leads to the list of reports, where the one that counts stands, whatever comes later."""
    what = f"Your report for {written.month(report.month)}"
    notify(
        to=people_of_client(report.client),
        client=report.client,
        topic=Topic.REPORT,
        sentence=f"{what} is there." if report.version == 1 else f"{what} was corrected.",
        link=f"{reverse('portal:report_list')}?client={report.client.slug}",
        made_by=published_by,
    )


def _supersede_earlier(draft: MonthlyReport, because: str) -> None:
    same_month = MonthlyReport.objects.filter(client=draft.client_id, month=draft.month)
    earlier = same_month.published().select_for_update(of=("self",)).first()
    if earlier is None:
        return
    if not because:
        raise NotPublishable(
            f"Version {earlier.version} is published already. Say why this one takes its place."
        )
    earlier.state = State.SUPERSEDED
    earlier.superseded_at, earlier.superseded_because = timezone.now(), because
    earlier.save(update_fields=["state", "superseded_at", "superseded_because"])


def _share(report: MonthlyReport) -> None:
    """The client may open PDF and workbook, and look at the findings they name."""
    files = StoredFile.objects.filter(pk__in=[report.pdf_id, report.workbook_id])
    files.update(shared_with_client=True)
    figures = record.read(report.figures)
    named = [finding.public_id for finding in [*figures.findings(), *figures.earlier]]
    Finding.objects.filter(client=report.client_id, public_id__in=named).update(
        shared_with_client=True
    )
