"""``bin/manage fetch_bills`` as a cron calls it."""

import json
from io import StringIO

from django.core.management import call_command

from clients.models import BillingAccount
from tests.billing_audit.inbox.imap import Post
from tests.billing_audit.inbox.mails import bill_csv, mail


def fetch_bills(status: int = 0) -> tuple[str, str]:
    """What the command answers and says; it must end with the status."""
    out, said = StringIO(), StringIO()
    try:
        call_command("fetch_bills", json=True, stdout=out, stderr=said)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status
    return out.getvalue(), said.getvalue()


def test_it_says_what_it_found(mailbox: Post, account: BillingAccount) -> None:
    mailbox.deliver(bytes(mail(bill_csv())), bytes(mail(id="<2@corvane.test>")))

    answer, said = fetch_bills()

    found = {"waiting": 1, "no_bill": 1, "known": 0, "refused": 0, "error": None}
    assert json.loads(answer) == {"mail": found}
    assert said == (
        "The mailbox: 1 arrival waits for a click, 1 without a bill, 0 refused, 0 known already.\n"
    )


def test_a_mailbox_out_of_reach_is_a_failure(mailbox: Post, db: None) -> None:
    mailbox.hangs_up_at = "LOGIN"

    answer, said = fetch_bills(status=1)

    assert json.loads(answer)["mail"]["error"] in said


def test_nowhere_to_look_is_refused(settings, db: None) -> None:
    settings.BILL_MAIL_URL = settings.BILL_DROP_FOLDER = ""

    assert "BILL_MAIL_URL or BILL_DROP_FOLDER" in fetch_bills(status=3)[1]
