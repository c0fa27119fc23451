"""Decisions that are remembered: what a rule covers, until when, and how it is lifted."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from billing_audit.checks.examples import Agreed, Billed, bill, example
from billing_audit.findings.services import decide
from billing_audit.models import Finding, Suppression
from billing_audit.suppressions.keeping import kept_by
from billing_audit.suppressions.scopes import scopes_of
from billing_audit.suppressions.services import RuleRefused, lift, suppress, take_back
from clients.models import Activity, Client, User
from retainer.lib.months import shifted
from tests.billing_audit.findings.stories import ABOVE, ABOVE_CONTRACT, APRIL, WHOLE_APRIL
from tests.billing_audit.on_file import OnFile, audit, audit_by

MARCH, LATER = date(2026, 3, 1), date(2026, 12, 1)
MAY = {"number": "1003", "on": "2026-05-01", "file": "may.csv"}


@pytest.fixture
def finding(acme: Client) -> Finding:
    """A port billed 32.00 above contract in March and in April."""
    OnFile(acme).put(ABOVE_CONTRACT)
    audit_by(acme, "B01")
    return Finding.objects.get(check_code="B01")


def remember(
    finding: Finding, by: User, *, scope: str = "cause", until: date = LATER, **facts: str
) -> Suppression:
    said = {"reason": "contract_allows", "note": "Agreed in the amendment of March.", **facts}
    chosen = {each.name: each for each in scopes_of(finding)}[scope]
    return suppress(finding=finding, scope=chosen, until=until, made_by=by, **said)


def of(finding: Finding) -> tuple[str, int, bool]:
    finding.refresh_from_db()
    return finding.state, int(finding.claimed), finding.suppressed_by_id is not None


def test_what_a_rule_covers_is_kept_marked_and_claims_nothing(
    finding: Finding, casey: User
) -> None:
    rule = remember(finding, casey)

    assert of(finding) == ("suppressed", 0, True)
    assert finding.occurrences.count() == 2
    assert not finding.shared_with_client
    assert Activity.objects.get(verb="suppression.made").subject_id == rule.public_id
    [kept] = kept_by([rule]).values()
    assert (kept.findings, kept.charges, kept.sums) == (1, 2, {"USD": 64})


def test_the_next_audit_applies_it_to_what_it_finds(
    acme: Client, finding: Finding, casey: User
) -> None:
    rule = remember(finding, casey, scope="account")
    OnFile(acme).put(
        example("", bill(Billed(**ABOVE, service="315-200-0099", period=WHOLE_APRIL), **MAY))
    )

    audit_by(acme, "B01")

    found = Finding.objects.filter(check_code="B01")
    assert {each.suppressed_by for each in found} == {rule}
    assert {(each.state, each.claimed) for each in found} == {("suppressed", 0)}


def test_the_months_after_its_last_are_claimed_again_and_only_they(
    finding: Finding, casey: User, acme: Client
) -> None:
    remember(finding, casey, until=MARCH)

    assert of(finding) == ("new", 32, True)
    assert {each.month: each.claimed for each in finding.occurrences.all()} == {
        MARCH: 0,
        date(2026, 4, 1): 32,
    }
    audit_by(acme, "B01")
    assert of(finding) == ("new", 32, True)


def test_judged_valid_after_its_rule_ended_it_claims_the_months_after_it(
    finding: Finding, casey: User, acme: Client
) -> None:
    remember(finding, casey, until=MARCH)

    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    audit_by(acme, "B01")
    assert of(finding) == ("valid", 32, True)
    assert finding.confirmed == 32


def test_lifted_it_brings_back_what_it_suppressed(
    acme: Client, finding: Finding, casey: User, pat: User
) -> None:
    rule = remember(finding, casey)

    back = lift(rule=rule, why="The amendment has ended.", lifted_by=pat)

    assert (back, of(finding)) == (1, ("new", 64, False))
    assert finding.decisions.first().reason == "lifted"
    audit_by(acme, "B01")
    assert of(finding) == ("new", 64, False)
    rule.refresh_from_db()
    assert (rule.state, rule.lifted_by, rule.lifted_why) == (
        "lifted",
        pat,
        "The amendment has ended.",
    )


def test_lifted_after_part_of_a_valid_finding_the_rest_waits_for_a_person(
    finding: Finding, casey: User
) -> None:
    rule = remember(finding, casey, until=MARCH)
    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    lift(rule=rule, why="It was never agreed.", lifted_by=casey)

    assert of(finding) == ("valid", 64, False)
    assert (finding.confirmed, finding.grown, finding.grown_count) == (32, 32, 1)


def test_a_persons_word_goes_before_the_rule(acme: Client, finding: Finding, casey: User) -> None:
    remember(finding, casey, scope="account")

    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    audit_by(acme, "B01")
    assert of(finding) == ("valid", 64, False)


def test_another_check_another_client_and_another_charge_are_not_covered(
    acme: Client, globex: Client, casey: User
) -> None:
    other = Billed(**{**ABOVE, "rate": "612.00"}, code="LOOP", service="315-200-0002")
    both = example(
        "",
        bill(Billed(**ABOVE), other),
        rates=(Agreed(rate="580.00"), Agreed(rate="580.00", code="LOOP")),
    )
    for client in (acme, globex):
        OnFile(client).put(both)
        audit_by(client, "B01")
    [port, _] = sorted(Finding.objects.filter(client=acme, check_code="B01"), key=str)

    remember(port, casey, scope="charge")

    suppressed = Finding.objects.filter(state="suppressed")
    assert list(suppressed) == [port], scopes_of(port)
    assert Finding.objects.filter(check_code="B01", state="new").count() == 3


def test_it_gives_room_to_others_as_a_false_positive_does(acme: Client, casey: User) -> None:
    OnFile(acme).put(example("", Billed(**ABOVE), Billed(**ABOVE), rates=(Agreed(rate="580.00"),)))
    audit(acme)
    copy, above = (Finding.objects.get(check_code=code) for code in ("A09", "B01"))
    assert (int(copy.claimed), int(above.claimed)) == (612, 32)

    rule = remember(copy, casey)

    assert (of(copy)[1], of(above)[1]) == (0, 64)
    lift(rule=rule, why="It is a copy after all.", lifted_by=casey)
    assert (of(copy)[1], of(above)[1]) == (612, 32)


def test_undone_it_is_as_if_it_had_never_been(finding: Finding, casey: User) -> None:
    rule = remember(finding, casey)

    outcome = take_back(
        batch=rule.batch, decisions=finding.decisions.filter(batch=rule.batch), taken_back_by=casey
    )

    assert [each.pk for each in outcome.decided] == [finding.pk]
    assert of(finding) == ("new", 64, False)
    rule.refresh_from_db()
    assert rule.state == "lifted"


def test_what_was_judged_of_a_suppressed_finding_is_taken_back_to_the_rule(
    finding: Finding, casey: User
) -> None:
    remember(finding, casey)
    word = decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)

    take_back(batch=word.batch, decisions=[word], taken_back_by=casey)

    assert of(finding) == ("suppressed", 0, True)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"note": " "}, "Say what makes it right"),
        ({"until": shifted(timezone.localdate().replace(day=1), 40)}, "within 36 months"),
    ],
    ids=["no note", "too long"],
)
def test_an_unclear_rule_is_refused(
    facts: dict, sentence: str, finding: Finding, casey: User
) -> None:
    with pytest.raises(RuleRefused, match=sentence):
        remember(finding, casey, **facts)

    assert (of(finding), Suppression.objects.count()) == (("new", 64, False), 0)


def test_a_second_rule_for_the_same_is_refused_until_the_first_is_lifted(
    finding: Finding, casey: User
) -> None:
    rule = remember(finding, casey, until=MARCH)

    with pytest.raises(RuleRefused, match="rule in force for the same"):
        remember(finding, casey)

    lift(rule=rule, why="To be made anew.", lifted_by=casey)
    remember(finding, casey)
    assert of(finding)[0] == "suppressed"


def test_lifting_wants_a_reason_and_is_done_once(finding: Finding, casey: User) -> None:
    rule = remember(finding, casey)

    with pytest.raises(RuleRefused, match="Say why"):
        lift(rule=rule, why=" ", lifted_by=casey)
    lift(rule=rule, why="Over.", lifted_by=casey)
    with pytest.raises(RuleRefused, match="Casey Cole lifted it already"):
        lift(rule=rule, why="Over.", lifted_by=casey)


def test_the_database_holds_no_rule_for_everything(finding: Finding, casey: User) -> None:
    rule = remember(finding, casey)
    rule.pk, rule.public_id, rule.cause = None, None, ""

    with pytest.raises(IntegrityError, match="cause_a_service_or_an_account"), transaction.atomic():
        Suppression.objects.create(
            client=rule.client, check_code="B01", covering="all", until=LATER, reason="other",
            note="All.", learned_from=finding, made_by=casey, batch=rule.batch,
        )  # fmt: skip


def test_a_bill_said_twice_is_remembered_for_this_bill_only(acme: Client, casey: User) -> None:
    again = {**APRIL, "period": ("2026-03-01", "2026-03-31")}
    OnFile(acme).put(example("", bill(Billed(**ABOVE)), bill(Billed(**ABOVE), **again)))
    audit(acme)
    twice = Finding.objects.filter(check_code="A10")

    assert [[each.name for each in scopes_of(one)] for one in twice] in ([], [["cause"]])
