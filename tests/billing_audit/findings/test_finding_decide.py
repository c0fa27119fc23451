"""Deciding about findings."""

import html

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.findings.services import DecidedAlready, DecisionRefused, decide, decide_all
from billing_audit.models import Finding, FindingDecision
from clients.models import Activity, Client, Notice, User
from tests.billing_audit.findings.stories import ABOVE_CONTRACT, NOT_OURS
from tests.billing_audit.on_file import OnFile, audit, audit_by


@pytest.fixture
def finding(acme: Client) -> Finding:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit_by(acme, "B01")
    return Finding.objects.get(check_code="B01")


@pytest.mark.parametrize(
    ("state", "reason", "shared"),
    [
        ("valid", "confirmed", True),
        ("asked", "needs_client", True),
        ("false_positive", "contract_allows", False),
    ],
)
def test_the_client_sees_what_is_valid_and_what_they_are_asked(
    state: str, reason: str, shared: bool, finding: Finding, casey: User
) -> None:
    decide(finding=finding, state=state, reason=reason, note="Please look.", decided_by=casey)

    finding.refresh_from_db()
    assert (finding.state, finding.shared_with_client) == (state, shared)
    assert finding.question == ("Please look." if state == "asked" else "")
    assert Activity.objects.get(verb=f"finding.{state}").subject_id == finding.public_id


def test_a_false_positive_claims_nothing(finding: Finding, casey: User) -> None:
    decide(finding=finding, state="false_positive", reason="intended", decided_by=casey)

    finding.refresh_from_db()
    assert finding.claimed == 0
    assert {each.claimed for each in finding.occurrences.all()} == {0}


def test_deciding_again_keeps_both_decisions_and_the_latest_counts(
    finding: Finding, casey: User
) -> None:
    decide(finding=finding, state="false_positive", reason="intended", decided_by=casey)
    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    finding.refresh_from_db()
    states = list(finding.decisions.values_list("state", flat=True))
    assert (states, finding.state, finding.claimed) == (["valid", "false_positive"], "valid", 64)


def test_a_decision_survives_the_next_audit(acme: Client, finding: Finding, casey: User) -> None:
    decide(finding=finding, state="false_positive", reason="intended", decided_by=casey)

    audit(acme)

    finding.refresh_from_db()
    assert (finding.state, finding.claimed, finding.shared_with_client) == (
        "false_positive",
        0,
        False,
    )


def test_a_valid_stranger_service_is_claimed_at_once(acme: Client, casey: User) -> None:
    OnFile(acme).put(NOT_OURS)
    audit(acme)
    finding = Finding.objects.get(check_code="C04")
    assert (finding.claimed, finding.exposure) == (0, 310)

    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    finding.refresh_from_db()
    assert (finding.claimed, finding.exposure) == (310, 0)


@pytest.mark.parametrize(
    ("state", "reason", "note", "field"),
    [
        ("new", "confirmed", "", "state"),
        ("valid", "intended", "", "reason"),
        ("asked", "needs_client", "  ", "note"),
        ("valid", "other", "", "note"),
    ],
)
def test_an_incomplete_decision_is_refused_and_changes_nothing(
    state: str, reason: str, note: str, field: str, finding: Finding, casey: User
) -> None:
    with pytest.raises(DecisionRefused) as refusal:
        decide(finding=finding, state=state, reason=reason, note=note, decided_by=casey)

    finding.refresh_from_db()
    assert refusal.value.field == field
    assert (finding.state, FindingDecision.objects.count()) == ("new", 0)


def test_the_same_decision_twice_is_written_once(finding: Finding, casey: User) -> None:
    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    with pytest.raises(DecidedAlready):
        decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    assert FindingDecision.objects.count() == 1


def test_several_are_decided_at_once_but_for_those_decided_so_before(
    acme: Client, finding: Finding, casey: User
) -> None:
    OnFile(acme).put(NOT_OURS)
    audit(acme)
    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    outcome = decide_all(
        findings=Finding.objects.all(), state="valid", reason="confirmed", decided_by=casey
    )

    assert len(outcome.decided) == Finding.objects.count() - 1
    assert outcome.left == [(finding, "This was decided already, by Casey Cole.")]
    assert set(Finding.objects.values_list("state", flat=True)) == {"valid"}


def test_deciding_on_the_page_says_what_it_means(
    finding: Finding, casey: User, client: Browser
) -> None:
    client.force_login(casey)
    address = reverse("findings:finding_decide", args=[finding.public_id])

    answer = client.post(address, {"judgement": "valid:confirmed", "note": ""}, follow=True)

    assert "The client sees it now" in answer.content.decode()
    assert "Confirmed by the documents".lower() in answer.content.decode().lower()


def test_a_question_without_words_asks_again_and_loses_nothing(
    finding: Finding, casey: User, client: Browser
) -> None:
    client.force_login(casey)
    address = reverse("findings:finding_decide", args=[finding.public_id])

    answer = client.post(address, {"judgement": "asked:needs_client", "note": ""})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Write the question that the client will read." in page
    assert '<option value="asked:needs_client" selected>' in page


def test_ticked_findings_of_strangers_are_left_alone(
    finding: Finding, globex: Client, casey: User, client: Browser
) -> None:
    OnFile(globex).put(ABOVE_CONTRACT)
    audit(globex)
    theirs = Finding.objects.get(client=globex, check_code="B01")
    client.force_login(casey)
    ticked = [str(finding.public_id), str(theirs.public_id), "nonsense"]

    answer = client.post(
        f"{reverse('findings:finding_decide_many')}?state=new",
        {"finding": ticked, "judgement": "valid:confirmed", "note": ""},
    )

    finding.refresh_from_db()
    theirs.refresh_from_db()
    assert answer["Location"] == f"{reverse('findings:finding_list')}?state=new"
    assert (finding.state, theirs.state) == ("valid", "new")


def test_a_question_is_told_to_the_client_and_leads_to_the_finding(
    finding: Finding, casey: User, owen: User, stella: User
) -> None:
    question = "Is the <port> still in use?"
    decide(finding=finding, state="asked", reason="needs_client", note=question, decided_by=casey)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.topic, notice.made_by) == (owen, "finding", casey)
    assert notice.sentence == f"Casey Cole asks about {finding.subject}: {question}"
    browser = Browser()
    browser.force_login(owen)
    assert question in html.unescape(browser.get(notice.link).content.decode())


def test_one_question_about_several_findings_is_one_notice(
    acme: Client, finding: Finding, casey: User, owen: User
) -> None:
    OnFile(acme).put(NOT_OURS)
    audit(acme)
    findings = list(Finding.objects.errors())
    ask = {"state": "asked", "reason": "needs_client", "note": "Yours?", "decided_by": casey}

    decide_all(findings=findings, **ask)
    decide_all(findings=findings, **ask)

    notice = Notice.objects.get()
    assert notice.sentence == "Casey Cole asks about 2 findings: Yours?"
    assert notice.link.endswith("?client=acme&state=asked")


def test_a_judgement_that_asks_nothing_is_told_to_nobody(
    finding: Finding, casey: User, owen: User
) -> None:
    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    assert not Notice.objects.exists()


def test_no_reason_is_chosen_before_somebody_chooses_one(
    client: Browser, finding: Finding, casey: User
) -> None:
    client.force_login(casey)

    alone = client.get(reverse("findings:finding_detail", args=[finding.public_id]))
    many = client.get(reverse("findings:finding_list")).content.decode()

    fields = [each["form"].fields["judgement"] for each in alone.context["decisions"]]
    valid, false_positive, asked = fields
    assert valid.choices[0] == false_positive.choices[0] == ("", "Choose a reason")
    assert asked.initial == "asked:needs_client"
    assert '<option value="" selected>Choose a reason</option>' in many
    assert 'data-valid="Mark # as valid"' in many
    assert "The client sees it, and it counts as money to ask back." in many


def test_without_a_reason_nothing_is_decided(
    client: Browser, finding: Finding, casey: User
) -> None:
    client.force_login(casey)

    address = reverse("findings:finding_decide", args=[finding.public_id])
    answer = client.post(address, {"judgement": "", "note": ""})

    assert "Something is missing; nothing was decided yet." in answer.content.decode()
    assert not finding.decisions.exists()
