"""Putting an award to the client, their word on it, and telling every bidder."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clients.advice.authority import Authorities
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import records
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.award.models import Award, AwardApproval, AwardLetter
from rfp.award.paper import letter_of, paper_of
from rfp.bidders.telling import tell_all
from rfp.evaluation.beginning import locked, why_not_admitted
from rfp.evaluation.models import Contender, Evaluation
from rfp.evaluation.result import reckoned
from rfp.evaluation.standing import Standing

Outcome = AwardApproval.Outcome


class AwardRefused(Refused):
    """This step of the award cannot be taken so."""


@transaction.atomic
def put(
    *, evaluation: Evaluation, contender: Contender, reasons: str, kind: str, put_by: User
) -> Award:
    """Propose whom to award, with the result as it is now, frozen."""
    held = locked(evaluation)
    if words := why_not_admitted(held, put_by):
        raise AwardRefused(words)
    if held.awards.filter(withdrawn_at=None).exists():
        raise AwardRefused("An award lies before the client. Take it back first.")
    standing = Standing(held)
    result = reckoned(held, standing)
    if result is None:
        raise AwardRefused("There is no result yet: close consensus, and have the prices opened.")
    place = next((each for each in result.places if each.contender == contender), None)
    if place is None:
        raise AwardRefused(f"{contender} was ruled out, or its offer has no whole price.")
    if not reasons.strip():
        raise AwardRefused("Say why this bidder: whoever approves reads it first.")
    paper = paper_of(held, standing, result, contender)
    last = held.awards.order_by("-number").first()
    award = Award.objects.create(
        client_id=held.client_id,
        evaluation=held,
        contender=contender,
        number=last.number + 1 if last else 1,
        reasons=reasons.strip()[:4000],
        paper=paper,
        digest=records.sha256(paper),
        kind=kind,
        money=place.costing.total,
        currency=result.request.currency,
        put_by=put_by,
    )
    award.refresh_from_db(fields=["public_id"])
    _note(award, "put", f"Proposed to award {held.rfp} to {contender}", put_by)
    who = Authorities(held.client_id).deciders(award) or people_of_client(held.client)
    _tell(award, who, f"Please decide on the award of {held.rfp}.", put_by)
    return award


@transaction.atomic
def take_back(*, award: Award, because: str, taken_by: User) -> None:
    """Put nothing before the client any more; another award may be proposed."""
    held = _held(award)
    if held.withdrawn_at is not None or held.announced_at is not None:
        raise AwardRefused("It does not lie before the client any more.")
    if not because.strip():
        raise AwardRefused("Say why: whoever read it is told.")
    held.withdrawn_at, held.withdrawn_by = timezone.now(), taken_by
    held.because = because.strip()[:2000]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "because"])
    _note(held, "taken_back", f"Took the award back: {held.because}", taken_by)


@transaction.atomic
def decide(*, award: Award, outcome: str, decided_by: User, reason: str = "") -> AwardApproval:
    """Approve or decline; raises ``PermissionDenied`` for whoever holds no right to it."""
    authority = Authorities(award.client_id).of(decided_by, award)
    if authority is None:
        raise PermissionDenied
    if award.withdrawn_at is not None:
        raise AwardRefused("It was taken back meanwhile: nothing was changed.")
    if AwardApproval.objects.filter(award=award).exists():
        raise AwardRefused("It was decided meanwhile: nothing was changed.")
    if outcome not in Outcome.values:
        raise AwardRefused("Approve it or decline it.")
    if outcome == Outcome.DECLINED and not reason.strip():
        raise AwardRefused("Say why, so that another award can be proposed.")
    word = AwardApproval(
        client_id=award.client_id,
        award=award,
        outcome=outcome,
        reason=reason.strip()[:2000],
        decided_by_id=decided_by.pk,
        right_of_id=authority.right.user_id,
        limit=authority.limit,
        deputyship=authority.deputyship,
    )
    word.save()
    said = f"{decided_by} {outcome} the award of {award.evaluation.rfp}"
    _note(award, outcome, said, decided_by)
    _tell(award, [award.put_by_id, *people_of_practice(award.client)], said, decided_by)
    return word


@transaction.atomic
def announce(*, award: Award, announced_by: User) -> list[AwardLetter]:
    """Write every bidder its letter with its own scores, and tell all of them that it is there."""
    held = _held(award)
    word = AwardApproval.objects.filter(award=held).first()
    if word is None or word.outcome != Outcome.APPROVED or held.withdrawn_at is not None:
        raise AwardRefused("The client has not approved it: bidders are told nothing.")
    if held.announced_at is not None:
        raise AwardRefused("Bidders were told before.")
    held.announced_at, held.announced_by = timezone.now(), announced_by
    held.save(update_fields=["announced_at", "announced_by"])
    evaluation = held.evaluation
    standing = Standing(evaluation)
    letters = [
        AwardLetter.objects.create(
            client_id=held.client_id,
            award=held,
            bidder_id=contender.bidder_id,
            is_winner=contender.pk == held.contender_id,
            told=letter_of(held.paper, standing, contender),
        )
        for contender in standing.contenders
    ]
    rfp = (
        Rfp.objects.select_for_update(of=("self",))
        .select_related("client")
        .get(pk=evaluation.rfp_id)
    )
    rfp.state = Rfp.State.AWARDED
    rfp.save(update_fields=["state"])
    _note(held, "announced", f"Told the bidders of {rfp} of the award", announced_by)
    tell_all(
        rfp,
        subject=f"Request for proposal {rfp.reference}: the award",
        template="award/mail/announced.txt",
    )
    return letters


def _held(award: Award) -> Award:
    rows = Award.objects.select_for_update(of=("self",))
    return rows.select_related("client", "evaluation__rfp__client").get(pk=award.pk)


def _note(award: Award, deed: str, sentence: str, by: User) -> None:
    record(
        f"award.{deed}",
        sentence,
        actor=by,
        client=award.client,
        subject=award,
        digest=award.digest,
    )


def _tell(award: Award, to: list[int], sentence: str, by: User) -> None:
    notify(
        to=to,
        client=award.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse("award:award_detail", args=[award.public_id]),
        made_by=by,
    )
