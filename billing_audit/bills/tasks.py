"""What workers do about bill files."""

from celery import shared_task
from django.db import OperationalError
from psycopg2.errors import LockNotAvailable

from billing_audit.bills import processing, shelves
from billing_audit.bills.models import LineShelf
from billing_audit.bills.taking_back import emptied_shelves
from retainer.lib.tasks import PracticeTask
from retainer.lib.tenancy import ALL, acting_as


@shared_task(base=PracticeTask, in_one_transaction=False)
def import_bill_file(bill_file_id: int) -> None:
    """Load a file that waits; harmless when it is loaded, or another worker is at it."""
    processing.process(bill_file_id)


@shared_task(base=PracticeTask, expires=60)
def find_lost_imports() -> int:
    """Have workers take up the files that nobody works on; how many there were."""
    lost = processing.lost()
    for bill_file_id in lost:
        import_bill_file.delay_on_commit(bill_file_id)
    return len(lost)


@shared_task(base=PracticeTask, expires=60, in_one_transaction=False)
def remove_emptied_shelves() -> int:
    """Throw away the shelves of undone imports; how many stay because lines are being read."""
    with acting_as("worker", clients=ALL):
        emptied = list(emptied_shelves())
    return sum(not _removed(shelf) for shelf in emptied)


def _removed(shelf: LineShelf) -> bool:
    try:
        with acting_as("worker", clients=ALL):
            LineShelf.objects.filter(pk=shelf.pk).delete()
            shelves.remove(shelf)
    except OperationalError as busy:
        if not isinstance(busy.__cause__, LockNotAvailable):
            raise
        return False
    return True
