"""What the portal says agrees with what the report says, wherever they use the same words."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.findings.services import decide
from billing_audit.models import AuditRun, Finding
from billing_audit.reports import record
from billing_audit.reports.figures import freeze
from billing_audit.reports.shape import Money
from clients.models import Client, User
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit_by

APRIL = date(2026, 4, 1)


def reported(client: Client) -> Money:
    return record.read(freeze(client, APRIL)).lead


def judge(client: Client, check: str, by: User) -> None:
    finding = Finding.objects.get(client=client, check_code=check)
    decide(finding=finding, state="valid", reason="confirmed", decided_by=by)


def ask(client: Client, check: str, by: User) -> None:
    finding = Finding.objects.get(client=client, check_code=check)
    decide(
        finding=finding, state="asked", reason="needs_client", note="Is it yours?", decided_by=by
    )


def test_the_portal_counts_what_the_report_calls_confirmed_and_waiting(
    audited: Client, casey: User, at_acme: Browser
) -> None:
    judge(audited, "B01", casey)
    in_part = at_acme.get(reverse("portal:home")).context["standing"]
    report = reported(audited)
    assert in_part.claimed.by_currency == {"USD": report.places.to_ask}
    assert report.places.in_review == report.total - report.places.to_ask > 0

    ask(audited, "A09", casey)
    standing = at_acme.get(reverse("portal:home")).context["standing"]
    report = reported(audited)

    assert standing.claimed.by_currency == {"USD": report.places.to_ask + report.places.waiting}
    assert (report.places.waiting, report.places.in_review) == (50, 0)
    assert standing.count == report.findings_to_ask + report.findings_waiting
    assert standing.asked == report.findings_waiting


def test_the_rows_behind_the_sum_add_up_to_it(
    audited: Client, casey: User, at_acme: Browser
) -> None:
    judge(audited, "B01", casey)
    ask(audited, "A09", casey)

    page = at_acme.get(reverse("portal:finding_list"))

    rows = sum(finding.claimed for finding in page.context["findings"])
    assert page.context["standing"].claimed.by_currency == {"USD": rows}
    assert "larger by what is still in review" in page.content.decode()


@pytest.mark.parametrize("page", ["portal:home", "portal:finding_list"])
def test_what_a_finding_grew_by_is_in_review_on_both(
    page: str, acme: Client, casey: User, at_acme: Browser
) -> None:
    march, april = ABOVE_CONTRACT.bills
    OnFile(acme).put(replace(ABOVE_CONTRACT, bills=(march,)))
    audit_by(acme, "B01")
    judge(acme, "B01", casey)
    OnFile(acme).put_bill(april)
    audit_by(acme, "B01")

    shown = at_acme.get(reverse(page))

    report = reported(acme)
    assert (report.places.to_ask, report.places.in_review) == (32, 32)
    assert shown.context["standing"].claimed.by_currency == {"USD": report.places.to_ask}
    assert "$32.00 more in review" in shown.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_year_is_the_same_where_every_account_has_its_bill_of_the_month(audited: Client) -> None:
    assert AuditRun.objects.get(client=audited).annualised == reported(audited).a_year
