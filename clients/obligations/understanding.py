"""Whether both parties mean the same by an obligation: each says it, an owner compares."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from clients.issues.models import Issue
from clients.issues.services import raise_issue
from clients.obligations.models import Obligation
from clients.obligations.restatement_models import Restatement, Verdict
from clients.obligations.services import ObligationRefused
from clients.people.activity import record
from clients.people.models import User

Side = Restatement.Side


@dataclass(frozen=True)
class Understanding:
    """The latest words of both parties, and what was judged of these."""

    ours: Restatement | None
    theirs: Restatement | None
    verdict: Verdict | None
    #: The reader's side; the other's words show once they wrote their own.
    side: str
    may_judge: bool
    issue: Issue | None

    @property
    def mine(self) -> Restatement | None:
        return self.ours if self.side == Side.US else self.theirs

    @property
    def other(self) -> Restatement | None:
        return self.theirs if self.side == Side.US else self.ours

    @property
    def waits_for_verdict(self) -> bool:
        return bool(self.ours and self.theirs and not self.verdict)


def understanding_of(obligation: Obligation, user: User) -> Understanding:
    """What is understood by it, as one person may see it."""
    ours, theirs = _latest(obligation, Side.US), _latest(obligation, Side.CLIENT)
    verdict = None
    if ours and theirs:
        verdict = obligation.verdicts.filter(ours=ours, theirs=theirs)
        verdict = verdict.annotate(who=F("judged_by__name")).first()
    issue = None
    if verdict and verdict.issue_id:
        issue = Issue.objects.visible_to(user).filter(pk=verdict.issue_id).first()
    return Understanding(ours, theirs, verdict, side_of(user), is_owner(obligation, user), issue)


@transaction.atomic
def restate(*, obligation: Obligation, words: str, written_by: User) -> Restatement:
    """Say it in one's own words; what was judged of earlier words says nothing of these."""
    if not words.strip():
        raise ObligationRefused("Write what it means to you, in your own words.")
    said = Restatement(
        client_id=obligation.client_id,
        obligation=obligation,
        side=side_of(written_by),
        words=words.strip(),
        written_by_id=written_by.pk,
    )
    said.save()
    _note(obligation, "restated", f"Said in own words what this means: {obligation}", written_by)
    return said


@transaction.atomic
def judge(
    *, obligation: Obligation, ours: int, theirs: int, is_same: bool, judged_by: User
) -> Verdict:
    """Compare what both wrote; a difference becomes an issue that wants an answer."""
    if not is_owner(obligation, judged_by):
        raise ObligationRefused("The owners of the relationship say whether both mean the same.")
    said = _latest(obligation, Side.US), _latest(obligation, Side.CLIENT)
    if [each and each.pk for each in said] != [ours, theirs]:
        raise ObligationRefused("It was said anew meanwhile. Read both again first.")
    if obligation.verdicts.filter(ours=ours, theirs=theirs).exists():
        raise ObligationRefused("This was judged before. Whoever means it otherwise says it anew.")
    verdict = Verdict(
        client_id=obligation.client_id,
        obligation=obligation,
        ours_id=ours,
        theirs_id=theirs,
        is_same=is_same,
        issue=None if is_same else _raise(obligation, said, judged_by),
        judged_by_id=judged_by.pk,
    )
    verdict.save()
    word = "the same" if is_same else "something different"
    _note(obligation, "judged", f"Both sides mean {word} by: {obligation}", judged_by)
    return verdict


def side_of(user: User) -> str:
    return Side.CLIENT if user.is_client_user else Side.US


def is_owner(obligation: Obligation, user: User) -> bool:
    """Either side's owner of the relationship; principals stand in for ours."""
    owners = obligation.relationship.our_owner_id, obligation.relationship.their_owner_id
    return user.is_principal or user.pk in owners


def _latest(obligation: Obligation, side: str) -> Restatement | None:
    said = obligation.restatements.filter(side=side)
    return said.annotate(who=F("written_by__name")).order_by("-pk").first()


def _raise(obligation: Obligation, said: tuple[Restatement | None, ...], judged_by: User) -> Issue:
    sides = zip(("The practice", "The client"), said, strict=True)
    words = "\n\n".join(f"{side} reads it so: {each}" for side, each in sides)
    return raise_issue(
        client=obligation.client,
        title=f"Understood differently: {obligation}"[:160],
        text=f"{obligation}\n\n{words}\n\nWhich of them holds?",
        raised_by=judged_by,
    )


def _note(obligation: Obligation, deed: str, sentence: str, by: User) -> None:
    record(f"obligation.{deed}", sentence, actor=by, client=obligation.client, subject=obligation)
