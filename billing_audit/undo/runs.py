"""Audits under way read the file's lines; those that ended keep their figures as history."""

from collections.abc import Iterator

from django.urls import reverse

from billing_audit.bills.models import BillFile
from billing_audit.runs.models import AuditRun
from billing_audit.undo.downstream import Downstream, Held
from clients.people.models import Client


class Runs(Downstream):
    """Audits of the client."""

    def wait(self, client_id: int) -> None:
        # A run that begins refers to its client, so it waits for this lock, or we for its end.
        Client.objects.select_for_update().get(pk=client_id)

    def holds(self, bill_file: BillFile) -> Iterator[Held]:
        for run in AuditRun.objects.live().filter(client=bill_file.client_id):
            words = "An audit is under way: wait for its end, or cancel it"
            yield Held(words, reverse("runs:run_detail", args=[run.public_id]))
