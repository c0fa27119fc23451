"""The month's work under the retainer, in the words of the people who did it."""

from datetime import date

from billing_audit.reports.shape import Entry, Hours, ProjectHours
from clients.people.models import Client
from clients.retainers.summary import month_hours


def hours(client: Client, month: date) -> Hours:
    worked = month_hours(client, month)
    agreement = worked.agreement
    return Hours(
        agreement=agreement.title if agreement else "",
        included=None if agreement and agreement.counts_money else worked.available,
        fee=worked.terms.monthly_fee if worked.terms else None,
        currency=agreement.currency if agreement else client.currency,
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
