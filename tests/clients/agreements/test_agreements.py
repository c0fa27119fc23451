"""Retainer agreements and their projects."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.agreements.services import AgreementRefused, change_agreement
from clients.models import Activity, Client, Project, RetainerAgreement, User
from clients.retainers.closing import close_month
from tests.agreed import agree, worked
from tests.clients.conftest import Log
from tests.clients.retainers.conftest import words
from tests.clients.test_queries import MOST, queries


def agreed(**changed: object) -> dict[str, object]:
    terms = {
        "client": "acme",
        "title": "Telecom retainer",
        "starts_on": "2026-01-01",
        "ends_on": "",
        "monthly_fee": "6500",
        "currency": "USD",
        "basis": "hours",
        "allowance": "40",
        "rollover": "lapse",
        "overage": "bill",
        "rounding_minutes": "0",
        "rounding": "up",
        "notice_days": "30",
    }
    return terms | changed


def test_a_principal_makes_an_agreement(acme: Client, pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    browser.post(reverse("agreements:agreement_create"), agreed())

    agreement = RetainerAgreement.objects.get()
    assert (agreement.client, agreement.terms.get().allowance) == (acme, Decimal(40))
    assert Activity.objects.filter(verb="agreement.made", client=acme, actor=pat).exists()


def test_a_second_agreement_on_the_same_days_is_explained(
    agreement: RetainerAgreement, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    page = browser.post(reverse("agreements:agreement_create"), agreed(starts_on="2027-01-01"))

    assert "Another agreement with this client" in page.content.decode()
    assert RetainerAgreement.objects.count() == 1


def test_an_agreement_does_not_end_before_it_starts(
    acme: Client, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    page = browser.post(reverse("agreements:agreement_create"), agreed(ends_on="2025-01-01"))

    assert "The last day lies before the first." in page.content.decode()


def test_an_agreement_keeps_the_days_that_were_worked(
    agreement: RetainerAgreement, audit: Project, pat: User, log: Log, browser: Browser
) -> None:
    log(audit, "2026-03-12", "1.00")
    browser.force_login(pat)
    edit = reverse("agreements:agreement_edit", args=[agreement.public_id])

    page = browser.post(edit, agreed(ends_on="2026-03-11"))
    browser.post(edit, agreed(ends_on="2026-03-12"))

    assert page.context["form"].errors["ends_on"]
    agreement.refresh_from_db()
    assert agreement.ends_on == date(2026, 3, 12)


def test_the_agreement_shows_hours_by_month_and_project(
    agreement: RetainerAgreement, audit: Project, casey: User, log: Log, browser: Browser
) -> None:
    today = timezone.localdate()
    log(audit, today.isoformat(), "2.50")
    browser.force_login(casey)

    page = browser.get(reverse("retainers:agreement_detail", args=[agreement.public_id]))

    shown = page.context["page"]
    assert (shown.now.used, shown.now.left) == (Decimal("2.50"), Decimal("37.50"))
    assert [(p.name, p.hours) for p in shown.projects] == [(audit.name, Decimal("2.50"))]


def test_the_list_says_how_this_month_stands(
    agreement: RetainerAgreement, audit: Project, sourcing: Project, pat: User, log: Log,
    browser: Browser,
) -> None:  # fmt: skip
    log(audit, timezone.localdate().isoformat(), "2.50")
    log(sourcing, timezone.localdate().isoformat(), "1.00")
    browser.force_login(pat)

    (row,) = browser.get(reverse("retainers:agreement_list")).context["rows"]

    now = row.balance
    assert (row.state, now.used, now.left) == ("active", Decimal("3.50"), Decimal("36.50"))
    assert row.agreement.open_projects == 2


def test_projects_are_added_edited_closed_and_opened_again(
    agreement: RetainerAgreement, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    browser.post(
        reverse("agreements:project_create", args=[agreement.public_id]),
        {"name": "RFP", "purpose": ""},
    )
    project = Project.objects.get()
    browser.post(
        reverse("agreements:project_edit", args=[project.public_id]),
        {"name": "SD-WAN RFP", "purpose": ""},
    )
    browser.post(reverse("agreements:project_close", args=[project.public_id]))
    closed = Project.objects.get()
    browser.post(reverse("agreements:project_close", args=[project.public_id]), {"closed": "no"})

    assert (closed.name, closed.state, closed.client) == ("SD-WAN RFP", "done", agreement.client)
    assert Project.objects.get().state == "open"


def test_two_projects_of_a_client_do_not_share_a_name(
    agreement: RetainerAgreement, audit: Project, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    page = browser.post(
        reverse("agreements:project_create", args=[agreement.public_id]), {"name": audit.name}
    )

    assert page.context["form"].errors
    assert Project.objects.count() == 1


def test_many_agreements_cost_no_more_queries_than_one(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    def one_more(n: int) -> None:
        client = Client.objects.create(slug=f"c{n}", name=f"Client {n}")
        project = Project.objects.create(client=client, agreement=agree(client), name="Audit")
        worked(project, pat, timezone.localdate())

    one_more(0)
    one = queries(lambda: browser.get(reverse("retainers:agreement_list")))
    for n in range(1, 5):
        one_more(n)

    assert queries(lambda: browser.get(reverse("retainers:agreement_list"))) == one <= MOST


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"starts_on": "2026-02-01"}, "January 2026 is closed, so the agreement begins in it."),
        ({"starts_on": "2025-12-01"}, "January 2026 is closed, so the agreement begins in it."),
        ({"ends_on": "2026-02-28"}, "February 2026 is closed. Choose a later last day."),
    ],
)
def test_an_agreement_keeps_its_closed_months(
    agreement: RetainerAgreement, pat: User, browser: Browser, changed: dict, sentence: str
) -> None:
    for month in (date(2026, 1, 1), date(2026, 2, 1)):
        close_month(agreement=agreement, month=month, closed_by=pat)
    browser.force_login(pat)
    edit = reverse("agreements:agreement_edit", args=[agreement.public_id])

    page = browser.post(edit, agreed(**changed))

    assert sentence in words(page)
    agreement.refresh_from_db()
    assert (agreement.starts_on, agreement.ends_on) == (date(2026, 1, 1), None)


def test_what_has_closed_months_can_still_be_edited(
    agreement: RetainerAgreement, pat: User, browser: Browser
) -> None:
    close_month(agreement=agreement, month=date(2026, 1, 1), closed_by=pat)
    browser.force_login(pat)
    edit = reverse("agreements:agreement_edit", args=[agreement.public_id])

    browser.post(edit, agreed(title="Renamed", starts_on="2026-01-15", ends_on="2026-12-31"))

    agreement.refresh_from_db()
    assert (agreement.title, agreement.ends_on) == ("Renamed", date(2026, 12, 31))


def test_a_change_is_held_against_what_stands_when_it_is_stored(
    agreement: RetainerAgreement, audit: Project, pat: User, log: Log
) -> None:
    """Work was logged after the form was read."""
    agreement.ends_on = date(2026, 3, 1)
    log(audit, "2026-03-12", "1.00")

    with pytest.raises(AgreementRefused, match="Work was logged"), waits_for(agreement):
        change_agreement(agreement=agreement, changed_by=pat)


@contextmanager
def waits_for(agreement: RetainerAgreement) -> Iterator[None]:
    """What is done holds the agreement, as closing a month does."""
    with CaptureQueriesContext(connection) as captured:
        yield
    held = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert "clients_retaineragreement" in held[0]
