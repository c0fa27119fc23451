"""What decisions and business cases are made of: each part is kept and removed alike."""

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.sourcing import cases, services
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.case_parts import CaseConcern, CaseStep, CaseTerm
from rfp.sourcing.models import SourcingDecision, SourcingOption
from rfp.sourcing.telling import note

Whole = SourcingDecision | BusinessCase
#: What goes on while the words of a finished case stay.
GOES_ON = (CaseStep, CaseConcern, CaseTerm)


class PartRefused(Refused):
    """This part cannot be kept or removed now."""


@transaction.atomic
def keep_part(*, part: models.Model, kept_by: User) -> models.Model:
    """Store a new or an edited part."""
    whole = _open_whole(part)
    is_new = part.pk is None
    part.client_id = whole.client_id
    if is_new and isinstance(part, CaseStep | CaseTerm):
        last = type(part).objects.filter(case=whole).aggregate(last=Max("position"))["last"]
        part.position = (last or 0) + 1
    if isinstance(part, CaseStep):
        _board_first(part)
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as clash:
        raise PartRefused(_clash(part)) from clash
    deed = "Added" if is_new else "Changed"
    note(whole, "part_kept", f"{deed} the {noun_of(part)} {part}", kept_by)
    return part


def _clash(part: models.Model) -> str:
    if isinstance(part, SourcingOption):
        return "Another option is the one proposed. Change that first."
    return "Somebody stored what contradicts it in this moment. Open the page again."


@transaction.atomic
def remove_part(*, part: models.Model, removed_by: User) -> None:
    """Take a part off; the board's step stays."""
    whole = _open_whole(part)
    if isinstance(part, CaseStep) and part.position == 1:
        raise PartRefused("The board is always asked first. Change the step's words instead.")
    note(whole, "part_removed", f"Removed the {noun_of(part)} {part}", removed_by)
    part.delete()


def _board_first(step: CaseStep) -> None:
    if step.position == 1:
        if step.body != CaseStep.Body.BOARD:
            raise PartRefused("The first step is the board's.")
        return
    board = CaseStep.objects.filter(case=step.case_id, position=1)
    if step.done_on and not board.filter(done_on__lte=step.done_on).exists():
        raise PartRefused("Ask the board first: its step is not done by that day.")


def _open_whole(part: models.Model) -> Whole:
    if hasattr(part, "decision_id"):
        decision = services.locked(part.decision)
        if not decision.is_draft:
            raise PartRefused("It was put to the client. Take it back before you change it.")
        return decision
    case = cases.locked(part.case)
    if not case.is_draft and not isinstance(part, GOES_ON):
        raise PartRefused("The case is finished. Take it back before you change it.")
    return case


def noun_of(part: models.Model) -> str:
    """Such as ``target`` or ``risk``."""
    return part._meta.verbose_name.split()[-1]
