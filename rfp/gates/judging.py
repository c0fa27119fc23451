"""All gates of a request with how each of them stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from clients.advice.authority import Authorities
from clients.people.models import User
from rfp.authoring.models import Rfp
from rfp.checking.looking import look
from rfp.gates.checks import automatic
from rfp.gates.gate import Gate
from rfp.issuing.freezing import freeze, is_same
from rfp.issuing.models import IssueApproval, IssueCandidate
from rfp.issuing.shape import IssuedRequest, read
from rfp.linter.rule import Severity


@dataclass(frozen=True)
class Judgement:
    """What stands between a request and its issue now."""

    #: What is asked of the text, and of people about what was put forward.
    text: list[Gate]
    people: list[Gate]
    request: IssuedRequest
    candidate: IssueCandidate | None

    @property
    def may_be_put_forward(self) -> bool:
        return all(gate.is_passed for gate in self.text)

    @property
    def may_be_issued(self) -> bool:
        return self.may_be_put_forward and all(gate.is_passed for gate in self.people)

    @property
    def open_gates(self) -> list[Gate]:
        return [gate for gate in (*self.text, *self.people) if not gate.is_passed]


def judge(rfp: Rfp, user: User, now: datetime | None = None) -> Judgement:
    """Every gate; names of the user's other clients must not stand in the text."""
    now = now or timezone.now()
    request = freeze(rfp, version=1, day=timezone.localdate(now), salt="")
    errors = [note for note in look(rfp, user).notes if note.rule.severity == Severity.ERROR]
    candidate = rfp.candidates.standing().first()
    return Judgement(
        automatic(rfp, request, errors, now), _people(candidate, request), request, candidate
    )


def _people(candidate: IssueCandidate | None, request: IssuedRequest) -> list[Gate]:
    if candidate is None:
        waits = ("Put the request forward first: what is read and approved is frozen.",)
        return [
            Gate("frozen", "Frozen with its formula and weights", waits, ""),
            Gate("reader", "Read by somebody who wrote none of it", waits, ""),
            Gate("approval", "Approved by the client", waits, ""),
        ]
    return [_frozen(candidate, request), _reader(candidate), _approval(candidate)]


def _frozen(candidate: IssueCandidate, request: IssuedRequest) -> Gate:
    frozen = read(candidate.document)
    todo: tuple[str, ...] = ()
    if not is_same(frozen, request):
        todo = ("The text changed since it was put forward. Put it forward again.",)
    return Gate(
        "frozen",
        "Frozen with its formula and weights",
        todo,
        f"Draft {candidate.number}. Formula and weights are committed by the SHA-256 "
        f"{frozen.commitment[:16]}….",
    )


def _reader(candidate: IssueCandidate) -> Gate:
    signed = candidate.reviews.annotate(name=F("person__name")).values_list("name", flat=True)
    todo = "Ask somebody who wrote none of it to read it and sign; a client user may."
    return Gate(
        "reader",
        "Read by somebody who wrote none of it",
        () if signed else (todo,),
        f"{', '.join(signed)} read it.",
    )


def _approval(candidate: IssueCandidate) -> Gate:
    word = (
        IssueApproval.objects.filter(candidate=candidate)
        .annotate(who=F("decided_by__name"))
        .first()
    )
    todo: tuple[str, ...] = ()
    if word is None:
        names = Authorities(candidate.client_id).names(candidate)
        who = " or ".join(names) or f"Somebody at {candidate.client} with the right"
        todo = (f"{who} approves it in the portal.",)
    elif word.outcome == IssueApproval.Outcome.DECLINED:
        todo = (f"{word.who} declined: {word.reason} Change it and put it forward again.",)
    holds = f"{word.who} approved it." if word else ""
    return Gate("approval", "Approved by the client", todo, holds)
