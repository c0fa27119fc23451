"""Before anybody scores: the rules, who evaluates what, and the hour at which scoring opens."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice, principals
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder
from rfp.evaluation.models import Contender, Criterion, Evaluation, Evaluator
from rfp.issuing.flow import plain
from rfp.issuing.models import IssuedVersion
from rfp.issuing.outline import Outline
from rfp.issuing.shape import read
from rfp.sourcing import declaring
from rfp.sourcing.declaring import has_declared

State = Evaluation.State
#: In the help for scorers: “0 to 5: …”, “Scale 0-4”.
OWN_SCALE = re.compile(r"\b0\s*(?:to|-|–|\N{HORIZONTAL ELLIPSIS}|\.\.)\s*(\d{1,3})\b")


class EvaluationRefused(Refused):
    """This step of the evaluation cannot be taken so."""


@dataclass(frozen=True)
class Rules:
    """The rules of scoring, as ``Evaluation`` keeps them."""

    scale: int = 10
    spread: int = 40
    discount: Decimal = Decimal(8)
    is_anonymous: bool = False


@dataclass(frozen=True)
class Proposal:
    """What a bidder handed in: by requirement, the cells of its row by heading."""

    bidder: Bidder
    answers: Mapping[str, Mapping[str, str]]


@transaction.atomic
def prepare(*, rfp: Rfp, rules: Rules, prepared_by: User) -> Evaluation:
    """Lay down the rules of scoring, which change no more once it begins."""
    rfp = Rfp.objects.select_for_update(of=("self",)).select_related("client").get(pk=rfp.pk)
    if rfp.state not in (Rfp.State.ISSUED, Rfp.State.CLOSED):
        raise EvaluationRefused("An evaluation is prepared once the request is issued.")
    if rfp.decision_id is None:
        raise EvaluationRefused(
            "Name the sourcing decision of the request first: evaluators declare their interests "
            "for it."
        )
    if Evaluation.objects.filter(rfp=rfp).exists():
        raise EvaluationRefused("It was prepared meanwhile. Load the page again.")
    evaluation = Evaluation.objects.create(
        client_id=rfp.client_id,
        rfp=rfp,
        prepared_by=prepared_by,
        **asdict(rules),
    )
    evaluation.refresh_from_db(fields=["public_id"])
    note(evaluation, "prepared", f"Prepared the evaluation of {rfp}", prepared_by)
    return evaluation


@transaction.atomic
def change_rules(*, evaluation: Evaluation, rules: Rules, changed_by: User) -> None:
    """Change them while nobody scores yet."""
    held = locked(evaluation)
    if held.state != State.PREPARED:
        raise EvaluationRefused("Scoring began: its rules stay as they are.")
    said = asdict(rules)
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=list(said))
    note(held, "rules_changed", "Changed the rules of scoring", changed_by)


def may_evaluate(evaluation: Evaluation) -> list[User]:
    """Who may be named: those who work for the client, and their own people."""
    client = evaluation.rfp.client
    keys = [*people_of_practice(client), *principals(), *people_of_client(client)]
    named = evaluation.evaluators.values("person")
    return list(User.objects.filter(pk__in=keys).exclude(pk__in=named).order_by("name"))


def groups_of(rfp: Rfp) -> list[str]:
    """The groups that its requirements name."""
    return sorted({each.group for each in rfp.requirements.all() if each.group})


@transaction.atomic
def name_evaluator(
    *, evaluation: Evaluation, person: User, groups: Iterable[str], named_by: User
) -> Evaluator:
    """Have somebody score, all of it or some groups; they are asked to declare if they did not."""
    held = locked(evaluation)
    if held.state not in (State.PREPARED, State.SCORING):
        raise EvaluationRefused("Scores are open to all: nobody can score blind any more.")
    if person not in may_evaluate(held):
        raise EvaluationRefused(
            "Choose somebody who works for this client, or one of theirs, and is not named yet."
        )
    evaluator = Evaluator.objects.create(
        client_id=held.client_id,
        evaluation=held,
        person=person,
        name=person.name,
        groups=sorted(set(groups) & set(groups_of(held.rfp))),
        named_by=named_by,
    )
    decision = held.rfp.decision
    if not decision.people.filter(person=person).exists():
        declaring.name_person(decision=decision, person=person, named_by=named_by)
    note(held, "evaluator_named", f"{person} evaluates {held.rfp}", named_by)
    tell(held, [person.pk], f"You evaluate the proposals to {held.rfp}.", named_by)
    return evaluator


@transaction.atomic
def take_off(*, evaluator: Evaluator, taken_by: User) -> None:
    """Let somebody evaluate no more who has scored nothing."""
    held = locked(evaluator.evaluation)
    if held.state not in (State.PREPARED, State.SCORING):
        raise EvaluationRefused("Scores are open: who gave them stays on record.")
    if Evaluator.objects.get(pk=evaluator.pk).scored:
        raise EvaluationRefused(f"{evaluator} has scored already, which stays on record.")
    note(held, "evaluator_taken_off", f"{evaluator} no longer evaluates {held.rfp}", taken_by)
    evaluator.delete()


@transaction.atomic
def open_scoring(
    *, evaluation: Evaluation, proposals: Iterable[Proposal], opened_by: User
) -> Evaluation:
    """Let the evaluators score what was handed in, by the request as bidders had it last."""
    held = locked(evaluation)
    told = list(proposals)
    if held.state != State.PREPARED:
        raise EvaluationRefused("Scoring is open already.")
    version = IssuedVersion.objects.filter(rfp=held.rfp_id).order_by("-number").first()
    request = read(version.document) if version else None
    due = request.step("due") if request else None
    if due is None or due.at > timezone.now():
        raise EvaluationRefused("Proposals are not due yet: nobody reads them before.")
    if not told:
        raise EvaluationRefused("Nobody handed in a proposal. There is nothing to score.")
    if not held.evaluators.exists():
        raise EvaluationRefused("Name who evaluates first.")
    keep_criteria(held, version)
    _take_in(held, told)
    held.state, held.version, held.scoring_at = State.SCORING, version, timezone.now()
    held.save(update_fields=["state", "version", "scoring_at"])
    note(held, "scoring_opened", f"Opened the scoring of {len(told)} proposals", opened_by)
    people = list(held.evaluators.values_list("person", flat=True))
    tell(held, people, f"Proposals to {held.rfp} can be scored.", opened_by)
    return held


@transaction.atomic
def take_in(*, evaluation: Evaluation, proposals: Iterable[Proposal], taken_by: User) -> None:
    """Have proposals scored, too, that came late and were admitted since scoring began."""
    held = locked(evaluation)
    told = list(proposals)
    if held.state != State.SCORING:
        raise EvaluationRefused("Scores are open to all: no proposal can be scored blind any more.")
    if not told:
        raise EvaluationRefused("Every proposal that stands is being scored.")
    _take_in(held, told)
    names = ", ".join(each.bidder.name for each in told)
    note(held, "proposals_taken_in", f"Took in what was admitted late: {names}", taken_by)
    people = list(held.evaluators.values_list("person", flat=True))
    tell(held, people, f"Another proposal to {held.rfp} is to be scored.", taken_by)


def _take_in(evaluation: Evaluation, proposals: Iterable[Proposal]) -> None:
    for proposal in proposals:
        bidder = proposal.bidder
        Contender.objects.create(
            client_id=evaluation.client_id,
            evaluation=evaluation,
            bidder=bidder,
            number=bidder.number,
            name=bidder.alias if evaluation.is_anonymous else bidder.name,
            answers=proposal.answers,
        )


def keep_criteria(evaluation: Evaluation, version: IssuedVersion) -> None:
    """Each requirement as it was issued, with who scores it and by which scale."""
    help_of = {each.code: (each.group, each.scorer) for each in evaluation.rfp.requirements.all()}
    request, rows = read(version.document), []
    targets = Outline(request).targets
    for position, (section, wanted) in enumerate(request.requirements):
        group, words = help_of.get(wanted.id, ("", ""))
        own = OWN_SCALE.search(words)
        rows.append(
            Criterion(
                client_id=evaluation.client_id,
                evaluation=evaluation,
                code=wanted.id,
                position=position,
                section=section,
                title=wanted.title,
                text=plain(targets.plain(wanted.text)),
                level=wanted.level,
                weight=wanted.weight,
                most=int(own[1]) if own and 0 < int(own[1]) <= 100 else evaluation.scale,
                group=group,
                help=words,
                evidence=wanted.evidence,
            )
        )
    Criterion.objects.bulk_create(rows)


def why_not_admitted(evaluation: Evaluation, user: User) -> str:
    """Why somebody may not read what bidders wrote; empty when they may."""
    if not has_declared(user, evaluation.rfp.decision):
        return "Declare your interests first: nobody sees a proposal before."
    return ""


def locked(evaluation: Evaluation) -> Evaluation:
    """The row as it is now, while nobody else moves it."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    return rows.select_related("client", "rfp__client", "rfp__decision").get(pk=evaluation.pk)


def note(evaluation: Evaluation, deed: str, sentence: str, by: User) -> None:
    """Write the record of what was done."""
    record(f"evaluation.{deed}", sentence, actor=by, client=evaluation.client, subject=evaluation)


def tell(evaluation: Evaluation, to: list[int], sentence: str, by: User) -> None:
    """Tell people in their inbox, with the way to the evaluation."""
    notify(
        to=to,
        client=evaluation.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse("evaluation:room", args=[evaluation.public_id]),
        made_by=by,
    )
