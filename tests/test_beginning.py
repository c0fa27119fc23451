"""The first steps on the page Today, from the letterhead to the first audit."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import BillingAccount, Carrier, Client, Membership, Practice, User
from retainer.beginning import Beginning, beginning_of
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit


def done(beginning: Beginning | None) -> dict[str, bool]:
    assert beginning is not None
    return {step.title: step.is_done for step in beginning.steps}


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Vexbridge")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="100-1")


def test_a_new_practice_begins_with_its_letterhead(pat: User) -> None:
    beginning = beginning_of(pat, None)

    assert done(beginning) == {
        "Set up your letterhead": False,
        "Add a client": False,
        "Invite a colleague": False,
        "Load its accounts": False,
        "Drop the first bill": False,
        "Start the first audit": False,
    }
    assert beginning.left == 6
    assert beginning.next.title == "Set up your letterhead"


def test_a_step_whose_time_has_not_come_leads_nowhere(pat: User) -> None:
    steps = {step.title: step for step in beginning_of(pat, None).steps}

    assert steps["Add a client"].url == reverse("people:client_create")
    assert steps["Load its accounts"].url == steps["Drop the first bill"].url == ""


def test_what_is_done_is_ticked_off(pat: User, casey: User, account: BillingAccount) -> None:
    Practice.objects.create(pk=1, name="Page & Partners", address="1 Lock Street")

    beginning = beginning_of(pat, None)

    assert [title for title, is_done in done(beginning).items() if not is_done] == [
        "Drop the first bill",
        "Start the first audit",
    ]
    assert beginning.next.url == reverse("bills:file_list")


def test_a_consultant_begins_with_the_accounts_of_their_client(casey: User, acme: Client) -> None:
    beginning = beginning_of(casey, None)

    assert list(done(beginning)) == [
        "Load its accounts",
        "Drop the first bill",
        "Start the first audit",
    ]
    assert beginning.next.url.endswith(f"?client={acme.slug}")


def test_looking_at_one_client_leaves_the_practices_own_steps_out(
    pat: User, globex: Client, account: BillingAccount
) -> None:
    assert done(beginning_of(pat, globex)) == {
        "Load its accounts": False,
        "Drop the first bill": False,
        "Start the first audit": False,
    }


def test_with_a_bill_the_audit_is_next_and_the_letterhead_stays(
    pat: User, account: BillingAccount
) -> None:
    OnFile(account.client).put(ABOVE_CONTRACT)

    beginning = beginning_of(pat, account.client)
    assert beginning.next.title == "Start the first audit"
    assert beginning.next.url == f"{reverse('runs:run_start')}?client=acme"
    assert not done(beginning_of(pat, None))["Set up your letterhead"]

    audit(account.client)
    assert beginning_of(pat, account.client) is None
    assert beginning_of(pat, None) is None


def test_a_consultant_without_a_client_is_told_to_wait(
    casey: User, browser: Browser, acme: Client
) -> None:
    Membership.objects.filter(user=casey).delete()
    browser.force_login(casey)

    page = browser.get(reverse("home")).content.decode()

    assert "No client is assigned to you yet" in page
    assert "to the first audit" not in page


def test_the_page_counts_the_steps_that_are_left(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    page = browser.get(reverse("home")).content.decode()

    assert "6 steps to the first audit" in page
    assert page.count("btn-primary") == 1
