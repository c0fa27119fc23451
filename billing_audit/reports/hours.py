"""The month's work under the retainer, in the words of the people who did it."""

from datetime import date

from billing_audit.reports.shape import Entry, Hours, ProjectHours
from clients.people.models import Client
from clients.retainers.summary import MonthHours, month_hours


def hours(client: Client, month: date) -> list[Hours]:
    """Under each agreement that the month belongs to, the newest first."""
    return [_under(worked) for worked in month_hours(client, month)]


def _under(worked: MonthHours) -> Hours:
    agreement = worked.agreement
    return Hours(
        agreement=agreement.title,
        included=None if agreement.counts_money else worked.available,
        fee=worked.terms.monthly_fee,
        currency=agreement.currency,
        used=worked.hours,
        projects=[
            ProjectHours(
                name=each.project.name,
                purpose=each.project.purpose,
                hours=each.hours,
                entries=[
                    Entry(entry.worked_on, entry.by, entry.charged, entry.text)
                    for entry in worked.entries
                    if entry.project_id == each.project.pk
                ],
            )
            for each in worked.by_project
        ],
    )
