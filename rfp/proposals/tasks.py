"""What workers do about proposals: draw their PDFs."""

from celery import shared_task

from retainer.lib.tasks import PracticeTask
from rfp.proposals import drawing
from rfp.proposals.issued_models import ProposalVersion


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_proposal(version_id: int) -> None:
    """Draw the PDF of a version; harmless when it is there."""
    drawing.draw_proposal(version_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_proposals() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(ProposalVersion.objects.forgotten().values_list("pk", flat=True))
    for version_id in forgotten:
        draw_proposal.delay_on_commit(version_id)
    return len(forgotten)
