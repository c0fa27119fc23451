"""What happened to a finding: when it was found, what people decided, whether it is still seen."""

from dataclasses import dataclass
from datetime import datetime

from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.judging import DEEDS
from billing_audit.findings.models import Finding
from clients.people.models import Activity
from retainer.lib import format as written
from retainer.lib.states import state_of

#: What ``decide`` records, which the decisions themselves tell in full.
OF_DECISIONS = [f"finding.{state}" for state in DEEDS]


@dataclass(frozen=True)
class Event:
    """One entry of the timeline."""

    at: datetime
    words: str
    who: str = ""
    note: str = ""
    symbol: str = "circle"
    tone: str = ""
    #: Public id of the audit it happened in.
    run: object = None


def history(finding: Finding) -> list[Event]:
    """Everything that happened to the finding, the latest first."""
    events = [Event(finding.found_at, "Found", symbol="finding", run=finding.first_run.public_id)]
    events += [_decided(each) for each in finding.decisions.select_related("decided_by")]
    events += [_done(each) for each in _activity(finding)]
    if finding.suppressed_by:
        events.append(_suppressed(finding))
    if finding.resolved_at:
        events.append(Event(finding.resolved_at, "No longer on the bills", symbol="check"))
    elif finding.last_run_id != finding.first_run_id:
        run = finding.last_run
        seen = run.finished_at or run.queued_at
        events.append(Event(seen, _seen_again(finding), symbol="audit", run=run.public_id))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _seen_again(finding: Finding) -> str:
    """``Grew by 5 charges, $198.00 since it was decided``, or that nothing changed."""
    if not finding.grown_count:
        return "Still seen"
    more = written.money(finding.grown, finding.currency)
    return f"Grew by {written.count(finding.grown_count, 'charge')}, {more} since it was decided"


def _suppressed(finding: Finding) -> Event:
    """Since when a rule covers it: since the rule, or since it was found after that."""
    rule = finding.suppressed_by
    state = state_of(Finding.State.SUPPRESSED)
    words = f"A rule suppresses it up to the bills of {written.month(rule.until)}"
    since = max(rule.made_at, finding.found_at)
    return Event(since, words, rule.made_by.name, rule.note, state.icon, state.tone)


def _decided(decision: FindingDecision) -> Event:
    state = state_of(decision.state)
    words = f"{decision.get_state_display()}: {decision.get_reason_display().lower()}"
    who = decision.decided_by.name
    return Event(decision.decided_at, words, who, decision.note, state.icon, state.tone)


def _activity(finding: Finding) -> list[Activity]:
    done = Activity.objects.filter(client=finding.client_id, subject_id=finding.public_id)
    return list(done.exclude(verb__in=OF_DECISIONS).select_related("actor"))


def _done(activity: Activity) -> Event:
    return Event(activity.at, activity.sentence, activity.actor.name if activity.actor else "")
