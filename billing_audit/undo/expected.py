"""What was expected after the file's bills goes with them; what they were compared with waits."""

from collections.abc import Iterator

from billing_audit.bills.models import BillFile
from billing_audit.expected.making import compare_bills
from billing_audit.expected.models import ExpectedBill
from billing_audit.undo.downstream import Downstream
from clients.people.models import Client
from retainer.lib import format as written


class Expected(Downstream):
    """Expected bills of the client."""

    def goes(self, bill_file: BillFile) -> Iterator[str]:
        if count := ExpectedBill.objects.filter(last_bill__bill_file=bill_file).count():
            yield f"{written.count(count, 'expected bill')} made from them"

    def let_go(self, bill_file: BillFile) -> None:
        ExpectedBill.objects.filter(last_bill__bill_file=bill_file).delete()

    def settle(self, client_id: int) -> None:
        compare_bills(client=Client.objects.get(pk=client_id))
