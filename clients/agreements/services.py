"""What is done with agreements, their terms and projects, each deed on record."""

from django.db import transaction
from django.db.models import Max, Min

from clients.agreements.models import Project, RetainerAgreement
from clients.agreements.terms import RetainerTerms
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.months import last_day, month_of
from retainer.lib.refusal import Refused


class AgreementRefused(Refused):
    """This cannot be agreed; ``field`` is what the person should look at again."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence, reason=field)
        self.field = field


@transaction.atomic
def make_agreement(
    *, agreement: RetainerAgreement, terms: RetainerTerms, made_by: User | None
) -> RetainerAgreement:
    """Store a new agreement with its first terms, which hold from its first month on."""
    agreement.save()
    terms.client, terms.agreement = agreement.client, agreement
    terms.valid_from, terms.made_by = month_of(agreement.starts_on), made_by
    terms.save()
    record(
        "agreement.made",
        f"{agreement} was agreed: {agreement.written(terms.allowance)} a month",
        actor=made_by,
        client=agreement.client,
        subject=agreement,
    )
    return agreement


@transaction.atomic
def change_agreement(*, agreement: RetainerAgreement, changed_by: User) -> RetainerAgreement:
    """Store an edited agreement; its days must hold its closed months and the work done."""
    # Nobody closes a month or logs work meanwhile.
    before = RetainerAgreement.objects.select_for_update().get(pk=agreement.pk)
    _refuse_to_leave_closed_months(agreement, before)
    worked = agreement.projects.aggregate(
        first=Min("entries__worked_on"), last=Max("entries__worked_on")
    )
    for day in worked.values():
        if day is not None and not agreement.holds_on(day):
            raise AgreementRefused(
                f"Work was logged on {written.day(day)}, which would lie outside the agreement.",
                field="starts_on" if day < agreement.starts_on else "ends_on",
            )
    agreement.save()
    _hold_from_the_start(agreement)
    record(
        "agreement.changed",
        f"{agreement} was edited",
        actor=changed_by,
        client=agreement.client,
        subject=agreement,
    )
    return agreement


def _refuse_to_leave_closed_months(agreement: RetainerAgreement, before: RetainerAgreement) -> None:
    """The first closed month stays the first; what the last one carried on has a month to go to."""
    closed = agreement.statements.aggregate(first=Min("month"), last=Max("month"))
    first, last = closed["first"], closed["last"]
    if first is None:
        return
    if month_of(agreement.starts_on) != first:
        raise AgreementRefused(
            f"{written.month(first)} is closed, so the agreement begins in it.", field="starts_on"
        )
    ends = agreement.ends_on
    if ends != before.ends_on and ends is not None and ends <= last_day(last):
        raise AgreementRefused(
            f"{written.month(last)} is closed. Choose a later last day.", field="ends_on"
        )


def _hold_from_the_start(agreement: RetainerAgreement) -> None:
    """Let the first terms begin with the agreement."""
    first = agreement.terms.order_by("valid_from").first()
    begins = month_of(agreement.starts_on)
    if first is not None and begins < first.valid_from:
        first.valid_from = begins
        first.save(update_fields=["valid_from"])


@transaction.atomic
def change_terms(*, terms: RetainerTerms, made_by: User) -> RetainerTerms:
    """Agree on new terms from a month on; earlier months keep theirs."""
    agreement = terms.agreement
    # Nobody closes a month meanwhile.
    RetainerAgreement.objects.select_for_update().get(pk=agreement.pk)
    if terms.valid_from < month_of(agreement.starts_on):
        raise AgreementRefused(
            f"The agreement begins on {written.day(agreement.starts_on)}.", field="valid_from"
        )
    if agreement.ends_on is not None and terms.valid_from > agreement.ends_on:
        raise AgreementRefused(
            f"The agreement ends on {written.day(agreement.ends_on)}.", field="valid_from"
        )
    closed = agreement.statements.order_by("-month").values_list("month", flat=True).first()
    if closed is not None and terms.valid_from <= closed:
        raise AgreementRefused(
            f"{written.month(closed)} is closed and keeps its terms. Choose a later month.",
            field="valid_from",
        )
    terms.client, terms.made_by = agreement.client, made_by
    terms.save()
    begins, because = written.day(terms.valid_from), f" ({terms.reason})" if terms.reason else ""
    record(
        "terms.changed",
        f"{agreement}: {agreement.written(terms.allowance)} a month from {begins}{because}",
        actor=made_by,
        client=agreement.client,
        subject=agreement,
    )
    return terms


@transaction.atomic
def keep_project(*, project: Project, kept_by: User) -> Project:
    """Store a new or an edited project."""
    deed = "begun" if project.pk is None else "edited"
    project.save()
    record(
        f"project.{deed}",
        f"Project {project} was {deed}",
        actor=kept_by,
        client=project.client,
        subject=project,
    )
    return project


@transaction.atomic
def close_project(*, project: Project, closed_by: User, closed: bool = True) -> None:
    """Let a project take no more time, or take it up again."""
    project.state = Project.State.DONE if closed else Project.State.OPEN
    project.save(update_fields=["state"])
    deed = "closed" if closed else "opened again"
    record(
        f"project.{'closed' if closed else 'reopened'}",
        f"Project {project} was {deed}",
        actor=closed_by,
        client=project.client,
        subject=project,
    )
