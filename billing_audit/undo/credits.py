"""Credits on a file's bills: what a person decided about holds them, the rest goes."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse

from billing_audit.bills.models import BillFile
from billing_audit.money.credit_models import Credit, CreditMatch
from billing_audit.money.crediting.proposing import hold
from billing_audit.undo.downstream import Downstream, Held
from retainer.lib import format as written


class Credits(Downstream):
    """Credits on its bills, and what was proposed for them."""

    def wait(self, client_id: int) -> None:
        hold(client_id)

    def holds(self, bill_file: BillFile) -> Iterator[Held]:
        decided = CreditMatch.objects.exclude(state="proposed").filter(_on_bills(bill_file))
        for match in decided.select_related("credit__invoice", "dispute"):
            words = f"Dispute {match.dispute}: the {match.credit} was {match.state} for it"
            yield Held(words, reverse("disputes:dispute_detail", args=[match.dispute.public_id]))

    def goes(self, bill_file: BillFile) -> Iterator[str]:
        if count := _credits(bill_file).count():
            yield f"{written.count(count, 'credit')} that no dispute counts"

    def let_go(self, bill_file: BillFile) -> None:
        CreditMatch.objects.filter(_on_bills(bill_file)).delete()
        _credits(bill_file).delete()


def _on_bills(bill_file: BillFile) -> Q:
    return Q(credit__invoice__bill_file=bill_file)


def _credits(bill_file: BillFile) -> QuerySet[Credit]:
    return Credit.objects.filter(invoice__bill_file=bill_file)
