"""What people write beside the prices: quantities for all, terms of an offer, where it earns."""

from django.db import IntegrityError, transaction

from clients.people.models import User
from rfp.evaluation.beginning import EvaluationRefused, locked, note
from rfp.evaluation.models import Contender, Evaluation
from rfp.evaluation.price_models import LineEarning, PriceTerm, Ramp
from rfp.issuing.shape import IssuedRequest, read


def request_of(evaluation: Evaluation) -> IssuedRequest:
    """What bidders answered, with the method that was committed to."""
    return read(evaluation.version.document)


@transaction.atomic
def add_ramp(*, evaluation: Evaluation, ramp: Ramp, added_by: User) -> Ramp:
    """Have another quantity of a line from a month on, for every bidder alike."""
    held = locked(evaluation)
    _refuse_strange(held, ramp.line, ramp.month)
    ramp.client_id, ramp.evaluation, ramp.noted_by = held.client_id, held, added_by
    try:
        with transaction.atomic():
            ramp.save()
    except IntegrityError as clash:
        raise EvaluationRefused(
            f"{ramp.line} has another quantity from month {ramp.month} already."
        ) from clash
    note(held, "ramp_added", f"{ramp}, for all bidders: {ramp.why}", added_by)
    return ramp


@transaction.atomic
def take_ramp_off(*, ramp: Ramp, taken_by: User) -> None:
    note(ramp.evaluation, "ramp_taken_off", f"No longer {ramp}", taken_by)
    ramp.delete()


@transaction.atomic
def add_term(*, contender: Contender, term: PriceTerm, added_by: User) -> PriceTerm:
    """Note a term of an offer that changes what it costs, with where it is written."""
    held = locked(contender.evaluation)
    if not held.is_over:
        raise EvaluationRefused("Prices are sealed until consensus is closed.")
    _refuse_strange(held, term.line, term.month)
    term.client_id, term.evaluation = held.client_id, held
    term.contender, term.noted_by = contender, added_by
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError as clash:
        raise EvaluationRefused(
            "This offer has a commitment already. Take that off first."
        ) from clash
    note(held, "price_term_added", f"{contender}: {term} ({term.source})", added_by)
    return term


@transaction.atomic
def take_term_off(*, term: PriceTerm, taken_by: User) -> None:
    note(term.evaluation, "price_term_taken_off", f"{term.contender}: no longer {term}", taken_by)
    term.delete()


@transaction.atomic
def say_earning(*, contender: Contender, line: str, earns: str, source: str, said_by: User) -> None:
    """Note where a bidder earns on a line; nothing takes the note away."""
    held = locked(contender.evaluation)
    if not held.is_over:
        raise EvaluationRefused("Prices are sealed until consensus is closed.")
    _refuse_strange(held, line, 1)
    if earns and earns not in LineEarning.Earns.values:
        raise EvaluationRefused("Choose one of the list.")
    if not earns:
        LineEarning.objects.filter(contender=contender, line=line).delete()
        return
    LineEarning.objects.update_or_create(
        contender=contender,
        line=line,
        defaults={
            "client_id": held.client_id,
            "evaluation": held,
            "earns": earns,
            "source": source.strip()[:300],
            "noted_by": said_by,
        },
    )


def _refuse_strange(evaluation: Evaluation, line: str, month: int) -> None:
    if evaluation.version_id is None:
        raise EvaluationRefused("Scoring was not opened yet.")
    request = request_of(evaluation)
    if line and line not in {each.id for each in request.prices}:
        raise EvaluationRefused(f"The request has no price line {line}.")
    if month > request.term_months:
        raise EvaluationRefused(f"The term has {request.term_months} months.")
