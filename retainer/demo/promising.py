"""What a carrier's people promised in the demo: one kept, one broken, one past its day."""

from datetime import timedelta

from django.utils import timezone

from clients.models import BillingAccount, Client, Promise, User
from clients.promises.services import judge, note_promise, raise_issue

#: What, where it is written, promised and to be kept so many days ago, and what became of it.
PROMISES = (
    (
        "Orders cost nothing to move to another site within the term.",
        "Mail to the telecom manager, answered the same day",
        120, 60, "kept", "The bill after the move charges no fee for it.",
    ),
    (
        "Disconnected lines are off the bill with the month after the order.",
        "Order confirmation, page 1",
        150, 90, "broken", "Two bills since charge lines that the confirmation names.",
    ),
    (
        "A named engineer answers troubles of the data centre.",
        "Minutes of the quarterly review, item 4",
        80, 10, "", "",
    ),
)  # fmt: skip


def promise_like_people(client: Client, consultant: User) -> None:
    """Promises of the client's first carrier, judged where the story says so."""
    if Promise.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    account = BillingAccount.objects.filter(client=client).select_related("carrier").first()
    for words, written_in, promised, due, became, evidence in PROMISES:
        promise = Promise(
            client=client,
            carrier=account.carrier if account else None,
            promised_by="Dana Whitlow, account manager",
            words=words,
            written_in=written_in,
            promised_on=today - timedelta(days=promised),
            due_on=today - timedelta(days=due),
        )
        note_promise(promise=promise, noted_by=consultant)
        if became:
            judge(promise=promise, state=became, evidence=evidence, judged_by=consultant)
        if became == Promise.State.BROKEN:
            raise_issue(promise=promise, raised_by=consultant)
