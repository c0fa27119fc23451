"""Valid findings become one recommendation; the client decides about all or some of them."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.advising.drafting import AdvisingRefused, draft_from, replace, worth_advising
from billing_audit.advising.querysets import accepted_by_client
from billing_audit.findings.services import decide
from billing_audit.models import AdvisedFinding, Finding
from clients.advice.deciding import accept, decline
from clients.advice.deciding import reverse as take_back
from clients.advice.services import publish
from clients.models import Client, Recommendation, User
from tests.billing_audit.advising.conftest import Judge
from tests.clients.advice.conftest import at_the_portal


@pytest.fixture
def both(judge: Judge) -> list[Finding]:
    """The port above the contract, 64.00 in two months, and the charge twice, 50.00."""
    return [judge("B01"), judge("A09")]


@pytest.fixture
def asked(both: list[Finding], casey: User, owen: User) -> Recommendation:
    return publish(recommendation=draft_from(findings=both, author=casey), published_by=casey)


def accepted() -> set[str]:
    return {f.check_code for f in accepted_by_client(Finding.objects.all())}


def test_its_money_is_that_of_its_findings(asked: Recommendation, both: list[Finding]) -> None:
    assert asked.money == Decimal(114)
    assert asked.title.startswith("Ask ")
    assert "$114.00" in asked.title
    assert [p.money for p in asked.parts.all()] == [Decimal(64), Decimal(50)]
    assert set(AdvisedFinding.objects.values_list("finding", flat=True)) == {f.pk for f in both}


def test_nothing_is_accepted_before_the_client_did(asked: Recommendation) -> None:
    assert accepted() == set()


def test_all_but_what_was_left_out_is_accepted(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen, leave_out=[2])

    assert accepted() == {"B01"}
    assert AdvisedFinding.objects.accepted().get().part.money == Decimal(64)


def test_what_was_taken_back_is_not_accepted(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)
        take_back(recommendation=asked, decided_by=owen)

    assert accepted() == set()


def test_a_finding_that_was_judged_false_since_is_not_disputed(
    asked: Recommendation, both: list[Finding], owen: User, casey: User
) -> None:
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)

    decide(finding=both[1], state="false_positive", reason="contract_allows", decided_by=casey)

    assert accepted() == {"B01"}


def test_a_finding_is_advised_on_once(
    asked: Recommendation, both: list[Finding], audited: Client, pat: User
) -> None:
    assert not worth_advising(pat, audited).exists()
    with pytest.raises(AdvisingRefused, match="already"):
        draft_from(findings=both[:1], author=pat)


def test_only_valid_findings_are_advised_on(audited: Client, judge: Judge, casey: User) -> None:
    new = Finding.objects.get(client=audited, check_code="B01")

    with pytest.raises(AdvisingRefused, match="judge it valid first"):
        draft_from(findings=[new], author=casey)
    with pytest.raises(AdvisingRefused, match="Tick the findings"):
        draft_from(findings=[], author=casey)
    assert not worth_advising(casey, audited).exists()


def test_what_changed_since_is_said_in_another_one(
    asked: Recommendation, both: list[Finding], owen: User, casey: User
) -> None:
    with at_the_portal(owen):
        decline(recommendation=asked, decided_by=owen)
    decide(finding=both[1], state="false_positive", reason="contract_allows", decided_by=casey)

    successor = replace(recommendation=asked, author=casey)
    with pytest.raises(AdvisingRefused, match="takes its place already"):
        replace(recommendation=asked, author=casey)
    publish(recommendation=successor, published_by=casey)

    asked.refresh_from_db()
    assert (asked.state, successor.money) == ("superseded", Decimal(64))
    with at_the_portal(owen):
        accept(recommendation=successor, decided_by=owen)
    assert accepted() == {"B01"}


def test_drafted_published_and_accepted_in_the_browser(
    both: list[Finding], casey: User, owen: User
) -> None:
    practice, portal = Browser(), Browser()
    practice.force_login(casey)
    portal.force_login(owen)
    page = practice.get(reverse("advising:finding_choose")).content.decode()
    assert page.count('name="finding"') == 2

    practice.post(reverse("advising:finding_advise"), {"finding": [f.public_id for f in both]})
    asked = Recommendation.objects.get()
    practice.post(reverse("advice:recommendation_publish", args=[asked.public_id]))
    address = reverse("advice:my_decision", args=[asked.public_id])
    read = portal.get(address).content.decode()
    portal.post(
        reverse("advice:decision_accept", args=[asked.public_id]),
        {"option": "2", "part": ["1"], "via": "page"},
    )

    assert "$114.00" in read
    assert reverse("portal:finding_detail", args=[both[0].public_id]) in read
    asked.refresh_from_db()
    assert (asked.state, asked.standing.option.code) == ("accepted", "pay")
    assert asked.standing.money == Decimal(64)
    assert "Owen Ortiz" in portal.get(address).content.decode()
    detail = practice.get(reverse("advice:recommendation_detail", args=[asked.public_id]))
    assert "The client left it out." in detail.content.decode()
