"""Every link of the portal, followed: nothing breaks, nothing internal shows, nothing of others."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from billing_audit.models import (
    BillFile,
    CheckResult,
    Finding,
    FindingDecision,
    ImportIssue,
    RunStep,
)
from clients.models import (
    Activity,
    BillingAccount,
    Carrier,
    Client,
    Contract,
    Invitation,
    Project,
    Service,
    Site,
    User,
    WorkEntry,
)
from tests.agreed import agree, worked
from tests.billing_audit.portal.conftest import Publish, Share

#: Stands in every field that people of the practice keep to themselves.
INTERNAL = "not-for-clients"
LINK = re.compile(r'href="([^"]+)"')
START = reverse("portal:home")


def pages(browser: Browser) -> Iterator[tuple[str, int, str]]:
    """Every page that can be reached from the portal's home, with its answer and its text."""
    waiting, seen = [START], {START}
    while waiting:
        address = waiting.pop()
        answer = browser.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = content.decode(errors="replace")
        yield address, answer.status_code, text
        for link in LINK.findall(text):
            target = urljoin(address, unescape(link)).partition("#")[0]
            if target.startswith(START) and target not in seen:
                seen.add(target)
                waiting.append(target)


@pytest.fixture
def secrets(
    audited: Client, share: Share, publish: Publish, worked: WorkEntry, casey: User
) -> None:
    """Acme's portal filled, and everything internal marked."""
    share("B01")
    asked = share("A09", "asked", "Is the second router yours?")
    publish(audited, date(2026, 4, 1))
    publish(audited, date(2026, 5, 1), "draft", error=INTERNAL, figures={"note": INTERNAL})
    FindingDecision.objects.create(
        client=audited, finding=asked, state="asked", reason="other", note=INTERNAL,
        decided_by=casey,
    )  # fmt: skip
    run = asked.first_run
    Finding.objects.create(
        client=audited, check_code="C04", cause="x", subject=INTERNAL, currency="USD",
        first_run=run, last_run=run, claimed=99, question=INTERNAL,
    )  # fmt: skip
    CheckResult.objects.filter(client=audited).update(error=INTERNAL)
    run.error = INTERNAL
    run.save(update_fields=["error"])
    RunStep.objects.filter(run=run).update(words=INTERNAL, error=INTERNAL)
    BillFile.objects.filter(client=audited).update(
        error=INTERNAL, warnings=[INTERNAL], name=f"{INTERNAL}.csv"
    )
    for bill_file in BillFile.objects.filter(client=audited):
        ImportIssue.objects.create(
            client=audited, bill_file=bill_file, column=INTERNAL, value=INTERNAL, reason=INTERNAL
        )
    Carrier.objects.update(notes=INTERNAL, website=f"https://{INTERNAL}.test")
    Activity.objects.create(
        client=audited, actor=casey, verb="finding.decided", sentence=INTERNAL,
        subject_id=asked.public_id, data={"note": INTERNAL},
    )  # fmt: skip
    Invitation.objects.create(
        client=audited, email=f"{INTERNAL}@acme.test", name=INTERNAL, kind="client",
        role="viewer", token_sha256="0" * 64, invited_by=casey, expires_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def others(globex: Client, stella: User, publish: Publish, secrets: None) -> None:
    """Globex has one of everything too, each with its name in it."""
    carrier = Carrier.objects.get(name="Corvane")
    account = BillingAccount.objects.create(client=globex, carrier=carrier, number="Globex-9")
    Site.objects.create(client=globex, code="Globex", name="Globex tower")
    Service.objects.create(client=globex, number="Globex-line")
    Contract.objects.create(client=globex, carrier=carrier, number="Globex-contract")
    run = Finding.objects.first().first_run
    Finding.objects.create(
        client=globex, check_code="B01", cause="y", subject="Globex port", currency="USD",
        first_run=run, last_run=run, claimed=7777, state="asked", shared_with_client=True,
        account=account, question="What does Globex say?", first_month=date(2026, 3, 1),
        last_month=date(2026, 3, 1),
    )  # fmt: skip
    agreement = agree(globex, hours=10, fee=1)
    project = Project.objects.create(client=globex, agreement=agreement, name="Globex project")
    consultant = WorkEntry.objects.first().consultant
    worked(project, consultant, timezone.localdate(), text="Called Globex")
    publish(globex, date(2026, 4, 1))


@pytest.mark.usefixtures("others")
def test_every_page_of_the_portal_opens_and_shows_only_what_is_the_companys(
    at_acme: Browser,
) -> None:
    visited = list(pages(at_acme))

    assert len(visited) > 15
    assert {status for _, status, _ in visited} == {200}
    assert [address for address, _, text in visited if INTERNAL in text] == []
    assert [address for address, _, text in visited if "globex" in text.lower()] == []


@pytest.mark.usefixtures("others")
def test_another_companys_user_finds_nothing_of_it_anywhere(
    at_acme: Browser, stella: User, browser: Browser
) -> None:
    of_acme = {address for address, _, _ in pages(at_acme)}
    browser.force_login(stella)

    hers = list(pages(browser))

    assert {status for _, status, _ in hers} == {200}
    assert [address for address, _, text in hers if "acme" in text.lower()] == []
    rows = {address for address in of_acme if re.search(r"/[0-9a-f-]{36}/", address)}
    assert rows
    assert {browser.get(address).status_code for address in rows} == {404}


@pytest.mark.usefixtures("others")
def test_people_of_the_practice_are_led_to_their_own_pages(
    at_acme: Browser, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    answers = {browser.get(address).status_code for address, _, _ in pages(at_acme)}

    assert answers == {403}
