"""What a company reads of its findings, and what it never reads."""

from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from billing_audit.models import Finding, FindingDecision
from clients.models import Client, Membership, User
from tests.billing_audit.portal.conftest import Share
from tests.billing_audit.portal.test_home import words

LIST = reverse("portal:finding_list")


def address(finding: Finding) -> str:
    return reverse("portal:finding_detail", args=[finding.public_id])


def test_only_confirmed_and_asked_findings_are_listed_most_money_first(
    share: Share, at_acme: Browser
) -> None:
    dearer = share("B01")
    other = share("A09", "asked")

    assert [f.pk for f in at_acme.get(LIST).context["findings"]] == [dearer.pk, other.pk]


@pytest.mark.parametrize("state", ["new", "false_positive"])
def test_what_is_not_confirmed_does_not_exist_for_the_company(
    share: Share, state: str, at_acme: Browser
) -> None:
    finding = share("B01", state)

    assert not at_acme.get(LIST).context["findings"]
    assert at_acme.get(address(finding)).status_code == 404


def test_what_was_not_shared_is_behind_the_wall_whatever_its_state(
    share: Share, at_acme: Browser
) -> None:
    finding = share("B01")
    Finding.objects.update(shared_with_client=False)

    assert not at_acme.get(LIST).context["findings"]
    assert at_acme.get(address(finding)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "asked"}, ["A09"]),
        ({"state": "valid"}, ["B01"]),
        ({"state": "gone"}, []),
        ({"found": "2020-01"}, []),
        ({"found": "nonsense"}, ["B01", "A09"]),
        ({"q": "B"}, ["A09"]),
    ],
)
def test_the_list_narrows(
    share: Share, query: dict[str, str], found: list[str], at_acme: Browser
) -> None:
    share("B01")
    share("A09", "asked")

    page = at_acme.get(LIST, query)

    assert [finding.check_code for finding in page.context["findings"]] == found


def test_what_the_bills_no_longer_show_is_kept_apart(share: Share, at_acme: Browser) -> None:
    share("B01")
    Finding.objects.update(resolved_at=timezone.now())

    assert not at_acme.get(LIST).context["findings"]
    assert at_acme.get(LIST, {"state": "gone"}).context["findings"]


def test_a_finding_is_told_in_words_with_both_sides_and_the_sum(
    share: Share, at_acme: Browser
) -> None:
    text = words(at_acme.get(address(share("B01"))))

    assert "PORT on A-1 is billed above the contract rate: 2 charges" in text
    assert "Billed at $612.00; the rate agreed for 1 Apr 2026 is $580.00." in text
    assert "The contract says" in text
    assert "Contract MSA-1; valid" in text
    assert "Claimed" in text


def test_the_proof_of_any_charge_can_be_opened(share: Share, at_acme: Browser) -> None:
    finding = share("B01")
    march = finding.occurrences.get(month="2026-03-01")

    page = at_acme.get(address(finding), {"charge": march.public_id})

    assert page.context["chosen"] == march
    assert "the rate agreed for 1 Mar 2026" in words(page)


def test_what_weighs_most_of_the_latest_month_is_proven_first(
    share: Share, at_acme: Browser
) -> None:
    finding = share("B01")
    heaviest = finding.occurrences.get(month="2026-04-01")
    lighter = finding.occurrences.get(month="2026-04-01")
    lighter.pk, lighter.public_id, lighter.line_id = None, uuid4(), heaviest.line_id + 1
    lighter.claimed, lighter.supporting = 0, True
    lighter.save()

    page = at_acme.get(address(finding))

    assert page.context["chosen"] == heaviest
    assert "<strong>Why it happens.</strong>" in words(page)


@pytest.mark.parametrize("charge", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_charge_that_is_not_there_shows_the_latest(
    share: Share, charge: str, at_acme: Browser
) -> None:
    page = at_acme.get(address(share("B01")), {"charge": charge})

    assert page.context["chosen"].month.month == 4


def test_a_question_is_shown_with_whom_to_call(share: Share, casey: User, at_acme: Browser) -> None:
    page = at_acme.get(address(share("A09", "asked", "Is the second router yours?")))

    assert "Is the second router yours?" in words(page)
    assert "Casey Cole will ask you." in words(page)


def test_a_decision_and_its_note_are_never_shown(
    share: Share, casey: User, at_acme: Browser
) -> None:
    finding = share("B01")
    FindingDecision.objects.create(
        client=finding.client,
        finding=finding,
        state="valid",
        reason="carrier_agreed",
        note="Their manager is new, push hard",
        decided_by=casey,
    )

    text = words(at_acme.get(address(finding)))

    assert "push hard" not in text
    assert "The carrier agreed" not in text


def test_another_company_is_told_nothing(share: Share, stella: User, browser: Browser) -> None:
    finding = share("B01")
    browser.force_login(stella)

    assert browser.get(address(finding)).status_code == 404
    assert not browser.get(LIST).context["findings"]


def test_a_finding_of_ones_other_company_opens_without_choosing_it_first(
    share: Share, owen: User, globex: Client, at_acme: Browser
) -> None:
    finding = share("B01")
    Membership.objects.create(user=owen, client=globex, role="viewer")
    at_acme.get(reverse("portal:home"), {"client": "globex"})

    page = at_acme.get(address(finding))

    assert page.context["company"].slug == "acme"


def test_the_list_costs_no_more_queries_for_more_findings(
    share: Share, at_acme: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    like = share("B01")
    for number in range(30):
        like.pk, like.public_id, like.cause = None, uuid4(), f"copy:{number}"
        Finding.objects.bulk_create([like])

    with django_assert_max_num_queries(17):
        assert len(at_acme.get(LIST).context["findings"].rows) == 31
