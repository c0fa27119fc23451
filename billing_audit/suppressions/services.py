"""Making a rule of a decision, lifting it, and taking back what was decided with it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from billing_audit.findings import claims
from billing_audit.findings import services as findings
from billing_audit.findings.deciding import settle_claims
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.judging import Judgement, judge, locked, new_batch
from billing_audit.findings.models import Finding
from billing_audit.findings.services import DecisionRefused, Outcome
from billing_audit.suppressions.applying import apply_rules
from billing_audit.suppressions.models import Suppression
from billing_audit.suppressions.scopes import Scope
from clients.people import activity
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.months import shifted
from retainer.lib.refusal import Refused

State = Finding.State

#: Nobody looks at a rule again that holds for longer.
LONGEST = 36


class RuleRefused(Refused):
    """The rule cannot be made or lifted so."""


@transaction.atomic
def suppress(
    *, finding: Finding, scope: Scope, until: date, reason: str, note: str, made_by: User
) -> Suppression:
    """Remember that what this finding is about is no error, for the bills up to a month.

    The rule covers at once what is new and of its scope, and later audits what
    they find; what it covers is kept, marked and claims nothing.
    """
    note = note.strip()
    _refuse_unclear(until, note)
    [finding] = locked([finding.pk])
    _refuse_unfit(finding)
    batch = new_batch()
    rule = _make(
        finding, batch, until=until, reason=reason, note=note, made_by=made_by, **scope.columns
    )
    judge(finding, Judgement(State.SUPPRESSED, reason, note, made_by, batch))
    finding.suppressed_by = rule
    finding.save(update_fields=["suppressed_by"])
    _apply(finding.client_id, finding)
    activity.record(
        "suppression.made",
        f"{rule.of_check.title}: suppressed on {rule.covering}, "
        f"up to the bills of {written.month(until)}. {note}",
        actor=made_by,
        client=finding.client,
        subject=rule,
    )
    return rule


@transaction.atomic
def lift(*, rule: Suppression, why: str, lifted_by: User) -> int:
    """End a rule for good: what it suppressed comes back, new.  Returns how many came back."""
    claims.hold(rule.client_id)
    rule = Suppression.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    why = why.strip()
    if rule.lifted_at:
        raise RuleRefused(f"{rule.lifted_by} lifted it already.", reason="already_lifted")
    if not why:
        raise RuleRefused(
            "Say why, such as: the contract that allowed it has ended.", reason="no_reason"
        )
    rule.lifted_by, rule.lifted_at, rule.lifted_why = lifted_by, timezone.now(), why[:300]
    rule.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    changed = _apply(rule.client_id)
    back = [each for each in changed if each.state == State.NEW]
    batch = new_batch()
    FindingDecision.objects.bulk_create(
        FindingDecision(
            client_id=rule.client_id,
            finding=each,
            state=State.NEW,
            reason=FindingDecision.Reason.LIFTED,
            note=rule.lifted_why,
            decided_by=lifted_by,
            batch=batch,
        )
        for each in back
    )
    activity.record(
        "suppression.lifted",
        f"{rule.of_check.title}: no longer suppressed on {rule.covering}; "
        f"{written.count(len(back), 'finding')} came back. {rule.lifted_why}",
        actor=lifted_by,
        client=rule.client,
        subject=rule,
    )
    return len(back)


@transaction.atomic
def take_back(*, batch: UUID, decisions: Iterable[FindingDecision], taken_back_by: User) -> Outcome:
    """Take back what was decided in one go, with the rule that was made of it, if one was."""
    decisions = list(decisions)
    for rule in Suppression.objects.in_force().filter(batch=batch):
        lift(rule=rule, why="The decision it was made of was taken back.", lifted_by=taken_back_by)
    of_rules = {each.finding_id for each in decisions if each.state == State.SUPPRESSED}
    outcome = findings.take_back(
        decisions=[each for each in decisions if each.finding_id not in of_rules],
        taken_back_by=taken_back_by,
    )
    outcome.decided.extend(Finding.objects.filter(pk__in=of_rules, state=State.NEW))
    for client_id in {each.client_id for each in outcome.decided}:
        _apply(client_id)  # what other rules say of what is new again
    return outcome


def _make(finding: Finding, batch: UUID, **facts: object) -> Suppression:
    try:
        with transaction.atomic():  # a savepoint: the refusal must not spoil the caller's work
            return Suppression.objects.create(
                client=finding.client,
                check_code=finding.check_code,
                learned_from=finding,
                batch=batch,
                **facts,
            )
    except IntegrityError as known:
        raise RuleRefused(
            "There is a rule in force for the same already. Lift it first, or choose another "
            "reach.",
            reason="known",
        ) from known


def _apply(client_id: int, *more: Finding) -> list[Finding]:
    """Have the rules cover what they do now and reckon the claims of what changed."""
    claims.hold(client_id)
    changed = set(apply_rules(client_id)) | {each.pk for each in more}
    found = list(Finding.objects.filter(pk__in=changed))
    settle_claims(*found, confirm=False)
    return found


def _refuse_unclear(until: date, note: str) -> None:
    if not note:
        raise RuleRefused(
            "Say what makes it right, such as: agreed in the amendment of March 2026.",
            reason="no_note",
        )
    if until > shifted(timezone.localdate().replace(day=1), LONGEST):
        raise RuleRefused(
            f"Choose a month within {LONGEST} months: a rule is to be looked at again.",
            reason="too_long",
        )


def _refuse_unfit(finding: Finding) -> None:
    if finding.with_carrier in findings.IN_DISPUTE:
        raise DecisionRefused(
            f"{finding.subject}: it is in a dispute with the carrier. Close the dispute first."
        )
    if finding.state == State.SUPPRESSED:
        raise RuleRefused("A rule suppresses it already.", reason="suppressed")
