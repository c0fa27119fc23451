"""What workers do about playbooks: draw their PDFs."""

from celery import shared_task

from clients.playbook import drawing
from clients.playbook.models import PlaybookVersion
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_playbook(version_id: int) -> None:
    """Draw the PDF of a version; harmless when it is there."""
    drawing.draw_playbook(version_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_playbooks() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(PlaybookVersion.objects.forgotten().values_list("pk", flat=True))
    for version_id in forgotten:
        draw_playbook.delay_on_commit(version_id)
    return len(forgotten)
