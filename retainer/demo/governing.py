"""What the demo's parties owe each other, what both mean by it, and the playbook they share."""

from datetime import date, timedelta

from django.utils import timezone

from clients.models import Client, Obligation, PlaybookDraft, Relationship, User
from clients.obligations.presets import Preset, text_of
from clients.obligations.services import fulfil, keep_obligation
from clients.obligations.understanding import restate
from clients.playbook.services import acknowledge, publish, write

Owes = Obligation.Owes
REPORT = "Send the report on the month's bills"
#: What, who owes it, how often, by which working day, clause, evidence.
OWED = (
    (REPORT, Owes.US, Preset.WORKING_DAY, 10, "Retainer agreement, 3.1", "The report's PDF"),
    ("Decide on every recommendation that waits", Owes.CLIENT, Preset.MONTH_END, None,
     "Retainer agreement, 4.2", ""),
    ("Tell us of sites that open, move or close", Owes.CLIENT, Preset.MONTHLY, None,
     "Retainer agreement, 4.3", ""),
    ("Review what we work on and why", Owes.US, Preset.QUARTERLY, None,
     "Retainer agreement, 3.4", "Minutes"),
)  # fmt: skip
OURS = (
    "By the 10th working day we publish the report here; a mail tells you. Bills that came after "
    "the 5th follow next month."
)
THEIRS = "The report of all bills of the month is here by the 10th working day."
FRAMEWORK = """We look for what is wrong on bills and what could cost less; {client} decides.

- Every number can be followed back to a bill, a contract or a rule.
- What we recommend says what happens if nothing is done.
- Bad news travels first."""
MODEL = """| Who | Does |
|---|---|
| {client} | decides, orders, pays, tells us what changes |
| We | audit, recommend, dispute, report |
| Carriers | deliver, bill, credit |"""
PROCESSES = """# Disputes

1. We validate a finding and recommend.
2. {client} accepts, declines or puts off.
3. We send the dispute, and watch until the credit stays."""


def govern_like_people(client: Client, consultant: User) -> None:
    """Duties of both sides, some met and one late, and a playbook both acknowledged."""
    retainer = Relationship.objects.filter(client=client, kind=Relationship.Kind.PRACTICE).first()
    if retainer is None or Obligation.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    begun = (today.replace(day=1) - timedelta(days=70)).replace(day=1)
    for what, owes, preset, working_day, clause, evidence in OWED:
        owed = keep_obligation(
            obligation=Obligation(
                client=client, relationship=retainer, what=what, owes=owes, clause=clause,
                evidence=evidence, first_on=begun, working_day=working_day,
                rule=text_of(preset, begun, ""),
            ),
            kept_by=consultant,
        )  # fmt: skip
        # The client is late with the last of what it owes.
        _meet(owed, today - timedelta(days=28 if owes == Owes.CLIENT else 0), consultant)
        if what == REPORT:
            restate(obligation=owed, words=OURS, written_by=consultant)
            if retainer.their_owner:
                restate(obligation=owed, words=THEIRS, written_by=retainer.their_owner)
    _publish(retainer, consultant)


def ask_to_sign_goals(client: Client, consultant: User) -> None:
    """Publish the playbook anew once goals are set: we acknowledged it, the client is asked to."""
    retainer = Relationship.objects.filter(client=client, kind=Relationship.Kind.PRACTICE).first()
    if retainer is None or retainer.playbooks.count() != 1:
        return
    version = publish(relationship=retainer, published_by=consultant)
    if retainer.our_sponsor:
        acknowledge(version=version, acknowledged_by=retainer.our_sponsor)


def _meet(owed: Obligation, until: date, consultant: User) -> None:
    """Note as done whatever was due by a day."""
    while owed.next_due and owed.next_due < until:
        fulfil(
            obligation=owed, due_on=owed.next_due, done_on=owed.next_due, done_by=consultant,
            evidence=owed.evidence,
        )  # fmt: skip
        owed.refresh_from_db()


def _publish(retainer: Relationship, consultant: User) -> None:
    names = {"client": retainer.client.name}
    draft = PlaybookDraft(
        client=retainer.client,
        relationship=retainer,
        framework=FRAMEWORK.format(**names),
        operating_model=MODEL.format(**names),
        processes=PROCESSES.format(**names),
    )
    write(draft=draft, written_by=consultant)
    version = publish(relationship=retainer, published_by=consultant)
    for sponsor in (retainer.our_sponsor, retainer.their_sponsor):
        if sponsor is not None:
            acknowledge(version=version, acknowledged_by=sponsor)
    draft.processes += "\n\n# Orders\n\nEvery order goes through us, who compare the price first."
    write(draft=draft, written_by=consultant)
