"""Acme's projects, and files as Harvest and Kimai write them."""

from datetime import date

import pytest

from clients.models import Client, Project, RetainerAgreement
from tests.agreed import agree

HARVEST = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,Approved?,"
    "First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,"
    "Currency,External Reference URL"
)


def harvest(*rows: str) -> bytes:
    """A detailed time report; a row is ``day|client|project|notes|hours|billable|first|last``."""
    lines = [HARVEST]
    for row in rows:
        day, client, project, notes, spent, billable, first, last = row.split("|")
        lines.append(
            f'{day},{client},{project},AC-1,Consulting,"{notes}",{spent},{spent},{billable},No,Yes,'
            f"{first},{last},Consultant,Yes,180.00,270.00,0,0,US Dollar - USD,"
        )
    return "\r\n".join(lines).encode()


ROW = "2026-03-02|Acme Logistics|Audit|Dispute call|1.5|Yes|Casey|Cole"


@pytest.fixture
def agreement(acme: Client) -> RetainerAgreement:
    return agree(acme, starts_on=date(2026, 1, 1))


@pytest.fixture
def audit(agreement: RetainerAgreement) -> Project:
    return Project.objects.create(client=agreement.client, agreement=agreement, name="Audit")
