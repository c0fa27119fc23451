"""What people have said of bills that are not expected."""

from billing_audit.checks.document.papers import NotExpected
from billing_audit.months.models import NoBillExpected
from clients.models import User
from tests.billing_audit.on_file import OnFile, put_paper


@put_paper.register
def put_not_expected(paper: NotExpected, on_file: OnFile) -> None:
    said_by = User.objects.filter(email="who.said.it@practice.test").first()
    NoBillExpected.objects.create(
        client=on_file.client,
        account=on_file.account(paper.account),
        month=paper.month,
        reason="Billed quarterly",
        said_by=said_by
        or User.objects.create_user("who.said.it@practice.test", name="Who", kind="consultant"),
    )
