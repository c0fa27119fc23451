"""What workers do about notices."""

from celery import shared_task

from clients.notices import mailing
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False, expires=300)
def mail_notices() -> int:
    """Mail what people were not told yet, and what could not be sent before; how many went out."""
    mailing.write_mails()
    return mailing.send_mails()
