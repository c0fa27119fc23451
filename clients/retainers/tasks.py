"""What workers do about retainers: keep months open, watch thresholds, draw statements."""

from celery import shared_task
from django.utils import timezone

from clients.agreements.models import RetainerAgreement
from clients.people.models import Practice
from clients.retainers import drawing, opening
from clients.retainers.alerts import watch
from clients.retainers.models import Statement
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def open_months() -> int:
    """Grant the month that has begun to every retainer; how many hold."""
    with timezone.override(Practice.current().time_zone):
        return opening.open_months(timezone.localdate())


@shared_task(base=PracticeTask)
def watch_retainer(agreement_id: int) -> int:
    """Look whether an agreement crossed a threshold; how many it did."""
    agreement = RetainerAgreement.objects.select_related("client").get(pk=agreement_id)
    with timezone.override(Practice.current().time_zone):
        return len(watch(agreement, timezone.localdate()))


@shared_task(base=PracticeTask, expires=3600)
def watch_retainers() -> int:
    """Have every agreement that holds today looked at, each by itself; how many there are."""
    with timezone.override(Practice.current().time_zone):
        today = timezone.localdate()
    held = RetainerAgreement.objects.in_force(today, today).filter(client__archived_at=None)
    agreements = list(held.values_list("pk", flat=True))
    for agreement_id in agreements:
        watch_retainer.delay_on_commit(agreement_id)
    return len(agreements)


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_statement(statement_id: int) -> None:
    """Draw the PDF of a closed month; harmless when it is there."""
    drawing.draw_statement(statement_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_statements() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(Statement.objects.forgotten().values_list("pk", flat=True))
    for statement_id in forgotten:
        draw_statement.delay_on_commit(statement_id)
    return len(forgotten)
