"""What workers do about issued requests: draw their files."""

from celery import shared_task

from retainer.lib.tasks import PracticeTask
from rfp.issuing import drawing
from rfp.issuing.models import IssuedVersion


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_version(version_id: int) -> None:
    """Draw the files of a version; harmless when they are there."""
    drawing.draw_version(version_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_versions() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(IssuedVersion.objects.forgotten().values_list("pk", flat=True))
    for version_id in forgotten:
        draw_version.delay_on_commit(version_id)
    return len(forgotten)
