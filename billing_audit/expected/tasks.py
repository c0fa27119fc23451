"""What workers do about expected bills, whenever a bill came or an audit ended."""

from celery import shared_task

from billing_audit.expected import due, making
from billing_audit.expected.models import ExpectedBill
from clients.people.models import Client
from retainer.lib.tasks import PracticeTask
from retainer.lib.tenancy import ALL, acting_as


@shared_task(base=PracticeTask, in_one_transaction=False, expires=120)
def expect_next_bills() -> int:
    """Compare the bills that came, then expect the next ones; how many are new."""
    with acting_as("worker", clients=ALL):
        waiting = due.waiting()
    made = 0
    for client_id, work in waiting.items():
        with acting_as("worker", clients=[client_id]):
            client = Client.objects.get(pk=client_id)
            making.compare_bills(client=client)
            for because, accounts in (
                (ExpectedBill.Because.BILL, work.billed),
                (ExpectedBill.Because.AUDIT, work.audited),
            ):
                if accounts:
                    made += len(
                        making.expect_bills(client=client, because=because, accounts=accounts)
                    )
    return made
