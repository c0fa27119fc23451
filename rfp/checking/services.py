"""What people do about a remark: let it stand with a reason, take that back."""

from django.db import transaction

from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.authoring.history_models import LintPass
from rfp.authoring.models import Rfp
from rfp.checking.engine import BY_CODE, KEPT


class RemarkRefused(Refused):
    """This cannot be done about the remark."""


@transaction.atomic
def let_stand(*, rfp: Rfp, rule: str, code: str, words: str, because: str, by: User) -> LintPass:
    """Let words stay that a rule marks, with the reason; whoever said so first, said so."""
    because = " ".join(because.split())
    if rule not in BY_CODE:
        raise RemarkRefused("There is no such rule. Open the remarks again.")
    if not because:
        raise RemarkRefused("Say why it may stay: who reviews the request reads it.")
    limit = LintPass._meta.get_field("because").max_length
    if len(because) > limit:
        raise RemarkRefused(f"Say it in {limit} characters; this has {len(because)}.")
    kept, is_new = LintPass.objects.get_or_create(
        client_id=rfp.client_id,
        rfp=rfp,
        rule=rule,
        letter=code[0],
        number=int(code[2:]),
        words=words[:KEPT],
        defaults={"because": because, "by": by},
    )
    if is_new:
        record(
            "rfp.remark_passed",
            f"Let a remark of {rule} stand in {code}: {because}",
            actor=by,
            client=rfp.client,
            subject=rfp,
        )
    return kept


@transaction.atomic
def take_back(*, given: LintPass, by: User) -> None:
    """The rule marks these words again."""
    rfp = given.rfp
    record(
        "rfp.remark_pass_taken_back",
        f"A remark of {given.rule} in {given.letter}-{given.number:03} counts again: {rfp}",
        actor=by,
        client=rfp.client,
        subject=rfp,
    )
    given.delete()
