"""From an outage that missed its target to the credit, the finding and the bill that gives it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.checks.contract.papers import Level, Outage, Target
from billing_audit.checks.contract.targets import TargetCreditMissing
from billing_audit.checks.examples import Billed, Owned, bill, example
from billing_audit.findings.models import Finding
from billing_audit.findings.proof import prove
from billing_audit.outage_credits import outage_credits
from clients import models
from clients.models import Client, User
from tests.billing_audit.on_file import OnFile, audit
from tests.billing_audit.rechecks.year import audit_all, recheck

APRIL = ("2026-04-01", "2026-04-30")
#: Restored after five hours of the four that were agreed; 5 % of 612.00 are 30.60.
LATE = Outage(
    began="2026-03-10T08:00", reported="2026-03-10T08:30", ended="2026-03-10T13:30",
    credit_asked_on="2026-03-12",
)  # fmt: skip
PAPERS = (Target(claim_days=10), LATE)


def on_file(client: Client, *papers: object) -> OnFile:
    march = bill(Billed(amount="612.00"))
    owned = (Owned(account="A-1"),)
    return OnFile(client).put(example("March", march, inventory=owned, papers=papers or PAPERS))


def april(on_file: OnFile, *more: Billed) -> None:
    charge = Billed(amount="612.00", period=APRIL)
    on_file.put_bill(bill(charge, *more, number="1002", on="2026-04-01", file="april.csv"))


def page_of(browser: Browser, person: User) -> str:
    browser.force_login(person)
    outage = models.Outage.objects.get()
    return browser.get(reverse("telecom:outage_detail", args=[outage.public_id])).text


def found() -> list[Finding]:
    return list(Finding.objects.filter(check_code="B21", resolved_at=None))


def test_the_next_bill_without_the_credit_gives_a_finding_and_the_outage_leads_to_it(
    acme: Client, casey: User, browser: Browser
) -> None:
    there = on_file(acme)
    audit(acme)
    assert found() == [], "no bill could give it yet"
    [due] = outage_credits(casey, models.Outage.objects.get())
    assert (due.amount, due.state) == (Decimal("30.60"), "credit_due")

    april(there)
    audit(acme)

    [finding] = found()
    assert finding.claimed == Decimal("30.60")
    assert all(each.equal for each in prove(finding).occurrences)
    [missing] = outage_credits(casey, models.Outage.objects.get())
    assert (missing.amount, missing.state) == (finding.claimed, "credit_missing")
    page = page_of(browser, casey)
    target = models.RepairTarget.objects.get()
    assert reverse("telecom:repair_target_detail", args=[target.public_id]) in page
    assert reverse("findings:finding_detail", args=[finding.public_id]) in page
    invoice = finding.occurrences.get().invoice
    assert reverse("bills:invoice_detail", args=[invoice.public_id]) in page
    assert "$612.00 × 5% = $30.60" in page


def test_a_bill_that_gives_the_credit_leaves_no_finding(
    acme: Client, casey: User, browser: Browser
) -> None:
    there = on_file(acme)
    april(there, Billed(amount="-30.60", charge="credit", code="SLA", period=APRIL))

    audit(acme)

    assert found() == []
    [given] = outage_credits(casey, models.Outage.objects.get())
    assert given.state == "credited"
    assert given.given.name == "Invoice 1002, line 2"
    assert given.given.url.split("#")[0] in page_of(browser, casey).replace("&amp;", "&")


def test_a_finding_is_resolved_by_the_bill_that_brings_the_credit(acme: Client) -> None:
    there = on_file(acme)
    april(there)
    audit(acme)
    assert len(found()) == 1

    credit = Billed(amount="-30.60", charge="credit", code="SLA", period=APRIL)
    there.put_bill(bill(credit, number="1003", on="2026-05-01", file="may.csv"))
    audit(acme)

    assert found() == []


def test_an_audit_of_what_changed_looks_at_the_month_of_the_outage_when_a_bill_comes(
    acme: Client,
) -> None:
    checks = [TargetCreditMissing]
    there = on_file(acme)
    audit_all(acme, checks)

    april(there)
    recheck(acme, checks)
    assert len(found()) == 1

    credit = Billed(amount="-30.60", charge="credit", code="SLA", period=APRIL)
    there.put_bill(bill(credit, number="1003", on="2026-05-01", file="may.csv"))
    recheck(acme, checks)
    assert found() == []


def test_both_credits_of_a_contract_are_reckoned(acme: Client, casey: User) -> None:
    on_file(acme, *PAPERS, Level(threshold_minutes=60, credit_percent="10"))

    credits = outage_credits(casey, models.Outage.objects.get())

    assert [(each.cause, each.amount) for each in credits] == [
        ("1 outage beyond the target", Decimal("30.60")),
        ("330 minutes of outage in the month", Decimal("61.20")),
    ]


@pytest.mark.parametrize(
    ("field", "value", "states"),
    [
        ("credit_asked_on", None, ["credit_lapsed"]),
        ("credit_asked_on", date(2026, 3, 21), ["credit_lapsed"]),
        ("credit_asked_on", date(2026, 3, 20), ["credit_due"]),
        ("carrier_caused", None, []),
        ("carrier_caused", False, []),
        ("ended", None, []),
    ],
)
def test_a_credit_is_due_of_the_carrier_s_own_fault_asked_for_in_time(
    field: str, value: object, states: list[str], acme: Client, casey: User
) -> None:
    on_file(acme)
    models.Outage.objects.update(**{field: value})

    credits = outage_credits(casey, models.Outage.objects.get())

    assert [each.state for each in credits] == states
