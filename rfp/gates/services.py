"""What people do on the way to an issue: put forward, take back, sign, approve, issue."""

from decimal import Decimal
from secrets import token_hex

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
from rfp.authoring.models import Rfp
from rfp.authoring.values import values_of, zone_of
from rfp.bidders.telling import tell_all
from rfp.gates.judging import judge
from rfp.issuing.freezing import dated, freeze
from rfp.issuing.models import IssueApproval, IssueCandidate, IssuedVersion, IssueReview
from rfp.issuing.services import IssueRefused, keep_version
from rfp.issuing.shape import read

State = Rfp.State
Outcome = IssueApproval.Outcome


@transaction.atomic
def put_forward(*, rfp: Rfp, money: Decimal, kind: str, put_by: User) -> IssueCandidate:
    """Freeze what is written, for others to read and approve; one put before is replaced."""
    rfp = _locked(rfp)
    if rfp.state not in (State.DRAFT, State.REVIEW):
        raise IssueRefused("It is issued. From now on it changes by addenda.")
    judged = judge(rfp, put_by)
    if not judged.may_be_put_forward:
        titles = ", ".join(gate.title.lower() for gate in judged.text if not gate.is_passed)
        raise IssueRefused(f"Not yet: {titles}.")
    if judged.candidate is not None:
        _withdraw(judged.candidate, "Put forward anew.", put_by)
    last = rfp.candidates.order_by("-number").first()
    day = timezone.localdate(timezone=zone_of(rfp))
    request = freeze(rfp, version=1, day=day, salt=token_hex(16))
    candidate = IssueCandidate.objects.create(
        client_id=rfp.client_id,
        rfp=rfp,
        number=last.number + 1 if last else 1,
        document=request.document,
        digest=request.digest,
        kind=kind,
        money=money,
        currency=rfp.currency,
        authors=sorted({rfp.made_by_id, *rfp.changes.values_list("by", flat=True)}),
        put_by=put_by,
    )
    candidate.refresh_from_db(fields=["public_id"])
    rfp.state = State.REVIEW
    rfp.save(update_fields=["state"])
    _note(candidate, "put_forward", f"Put {rfp} forward to be read and approved", put_by)
    who = Authorities(rfp.client_id).deciders(candidate) or people_of_client(rfp.client)
    _tell(candidate, who, f"Please read and approve the request for proposal {rfp}.", put_by)
    return candidate


@transaction.atomic
def take_back(*, candidate: IssueCandidate, because: str, taken_by: User) -> None:
    """Make the request a draft again; what was signed and approved counts no more."""
    rfp = _locked(candidate.rfp)
    if rfp.state != State.REVIEW or candidate.withdrawn_at is not None:
        raise IssueRefused("It is not before readers any more.")
    if not because.strip():
        raise IssueRefused("Say why: those who read it are told.")
    _withdraw(candidate, because.strip(), taken_by)
    rfp.state = State.DRAFT
    rfp.save(update_fields=["state"])
    _note(candidate, "taken_back", f"Took {rfp} back: {because.strip()}", taken_by)


@transaction.atomic
def sign(*, candidate: IssueCandidate, person: User, remark: str = "") -> IssueReview:
    """Say that somebody who wrote none of it has read it."""
    if candidate.withdrawn_at is not None:
        raise IssueRefused("It was taken back. Read what is put forward next.")
    if person.pk in candidate.authors:
        raise IssueRefused("You wrote on it. Somebody who wrote none of it has to read it.")
    if candidate.reviews.filter(person=person.pk).exists():
        raise IssueRefused("You signed it before.")
    # Not made and read back: of people a client user reads a few columns alone.
    signed = IssueReview(
        client_id=candidate.client_id,
        candidate=candidate,
        person_id=person.pk,
        remark=remark.strip()[:2000],
    )
    signed.save()
    _note(candidate, "read", f"Read {candidate.rfp} and signed", person)
    _tell(candidate, [candidate.put_by_id], f"{person} read {candidate.rfp} and signed.", person)
    return signed


@transaction.atomic
def decide(
    *, candidate: IssueCandidate, outcome: str, decided_by: User, reason: str = ""
) -> IssueApproval:
    """Approve or decline the issue; raises ``PermissionDenied`` for whoever holds no right."""
    authority = Authorities(candidate.client_id).of(decided_by, candidate)
    if authority is None:
        raise PermissionDenied
    if candidate.withdrawn_at is not None:
        raise IssueRefused("It was taken back meanwhile: nothing was changed.")
    if IssueApproval.objects.filter(candidate=candidate).exists():
        raise IssueRefused("It was decided meanwhile: nothing was changed.")
    if outcome not in Outcome.values:
        raise IssueRefused("Approve it or decline it.")
    if outcome == Outcome.DECLINED and not reason.strip():
        raise IssueRefused("Say why, so that it can be changed.")
    word = IssueApproval.objects.create(
        client_id=candidate.client_id,
        candidate=candidate,
        outcome=outcome,
        reason=reason.strip()[:2000],
        decided_by_id=decided_by.pk,
        right_of_id=authority.right.user_id,
        limit=authority.limit,
        deputyship=authority.deputyship,
    )
    said = f"{decided_by} {outcome} the issue of {candidate.rfp}"
    _note(candidate, outcome, said, decided_by)
    _tell(candidate, [candidate.put_by_id, *people_of_practice(candidate.client)], said, decided_by)
    return word


@transaction.atomic
def issue(*, candidate: IssueCandidate, issued_by: User) -> IssuedVersion:
    """Give it to bidders: what was read and approved, with the day of today."""
    rfp = _locked(candidate.rfp)
    if rfp.state != State.REVIEW or candidate.withdrawn_at is not None:
        raise IssueRefused("It is not before readers any more. Load the page again.")
    judged = judge(rfp, issued_by)
    if judged.open_gates:
        titles = ", ".join(gate.title.lower() for gate in judged.open_gates)
        raise IssueRefused(f"Not yet: {titles}.")
    day = timezone.localdate(timezone=zone_of(rfp))
    version = keep_version(
        rfp=rfp,
        request=dated(read(candidate.document), day),
        issued_by=issued_by,
        candidate=candidate,
    )
    rfp.state = State.ISSUED
    rfp.save(update_fields=["state"])
    tell_all(
        rfp,
        subject=f"Request for proposal {rfp.reference} is issued",
        template="gates/mail/issued.txt",
        due=values_of(rfp)["due_date"],
    )
    return version


def _locked(rfp: Rfp) -> Rfp:
    held = Rfp.objects.select_for_update(of=("self",)).select_related("client", "owner")
    return held.get(pk=rfp.pk)


def _withdraw(candidate: IssueCandidate, because: str, by: User) -> None:
    candidate.withdrawn_at, candidate.withdrawn_by, candidate.because = timezone.now(), by, because
    candidate.save(update_fields=["withdrawn_at", "withdrawn_by", "because"])


def _note(candidate: IssueCandidate, deed: str, sentence: str, by: User) -> None:
    record(
        f"rfp.{deed}",
        sentence,
        actor=by,
        client=candidate.client,
        subject=candidate,
        digest=candidate.digest,
    )


def _tell(candidate: IssueCandidate, to: list[int], sentence: str, by: User) -> None:
    notify(
        to=to,
        client=candidate.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse("gates:candidate_detail", args=[candidate.public_id]),
        made_by=by,
    )
