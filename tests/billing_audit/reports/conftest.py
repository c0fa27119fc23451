"""Acme's first quarter: one rate too high every month, and a March with a bit of everything."""

from datetime import date

import pytest
from django.db.models import F

from billing_audit.checks.examples import Agreed, Bill, Billed, Owned, bill, example
from billing_audit.models import AuditRun, Finding, FindingDecision
from clients.models import Client, Project, RetainerAgreement, User
from tests.agreed import agree, worked
from tests.billing_audit.on_file import OnFile, audit

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in range(1, 5))
ENDS = {JANUARY: "2026-01-31", FEBRUARY: "2026-02-28", MARCH: "2026-03-31", APRIL: "2026-04-30"}
EUROPE = {"account": "E-9", "currency": "EUR", "file": "europe.csv"}


def port(month: date) -> Billed:
    """A port that is 32.00 too dear."""
    period = (month.isoformat(), ENDS[month])
    return Billed(amount="612.00", quantity="1", rate="612.00", period=period)


def monthly_bill(month: date, *more: Billed, **about: object) -> Bill:
    about = {"number": f"{month:%y%m}", "file": f"{month:%Y-%m}.csv", **about}
    return bill(port(month), *more, on=month.isoformat(), **about)


@pytest.fixture
def quarter(acme: Client) -> AuditRun:
    """January to March audited: in March 37.00 found, 101.00 open in all, 20.00 at stake."""
    copied = Billed(amount="5.00", code="VM", description="Voice mail")
    strange = Billed(amount="20.00", code="FAX", description="Fax line", service="999")
    OnFile(acme).put(
        example(
            "The first quarter",
            monthly_bill(JANUARY),
            monthly_bill(FEBRUARY),
            monthly_bill(MARCH, copied, copied, strange),
            monthly_bill(MARCH, number="E-1", **EUROPE),
            rates=(Agreed(rate="580.00"), Agreed(rate="600.00", currency="EUR", contract="EU")),
            inventory=(Owned(),),
        )
    )
    return audit(acme)


@pytest.fixture
def work(acme: Client, casey: User) -> RetainerAgreement:
    """Casey logged an hour and a half in March, of ten that are included."""
    agreement = agree(acme, hours=10, fee=4000, starts_on=JANUARY)
    project = Project.objects.create(client=acme, agreement=agreement, name="Bill audit")
    text = "Compared the port rate with the amendment"
    worked(project, casey, date(2026, 3, 12), "1.50", text)
    return agreement


def decide(finding: Finding, state: str, by: User, note: str = "") -> None:
    """What a person decided, with a note that is for the practice alone."""
    FindingDecision.objects.create(
        client=finding.client, finding=finding, state=state, reason="other", note=note,
        decided_by=by,
    )  # fmt: skip
    Finding.objects.filter(pk=finding.pk).update(state=state)
    stands = state == Finding.State.VALID
    finding.occurrences.update(confirmed=F("claimed") if stands else 0)
