"""Payments, closed accounts and disputes of examples."""

from hashlib import sha256

from billing_audit.bills.models import ChargeType
from billing_audit.checks.payments.papers import Closed, Disputed, Paid
from billing_audit.models import (
    AuditRun,
    Credit,
    CreditMatch,
    Dispute,
    DisputeEvent,
    DisputeItem,
    Finding,
    Invoice,
    Line,
)
from clients.models import Payment, StoredFile, User
from tests.billing_audit.on_file import OnFile, put_paper


@put_paper.register
def put_payment(paper: Paid, on_file: OnFile) -> None:
    Payment.objects.create(
        client=on_file.client,
        account=on_file.account(paper.account),
        invoice_number=paper.invoice,
        paid_on=paper.on,
        received_on=paper.received,
        amount=paper.amount,
        kind=paper.kind,
        reference=paper.reference,
    )


@put_paper.register
def put_closed(paper: Closed, on_file: OnFile) -> None:
    account = on_file.account(paper.account)
    account.closed_on = paper.on
    account.save()


@put_paper.register
def put_dispute(paper: Disputed, on_file: OnFile) -> None:
    """As a draft first: its charges are changed no more once it is sent."""
    client, account = on_file.client, on_file.account(paper.account)
    person = User.objects.get_or_create(email=f"sender@{client.slug}.example")[0]
    dispute = Dispute.objects.create(
        client=client,
        carrier=account.carrier,
        account=account,
        currency=account.currency,
        method=paper.method,
        disputed=paper.amount,
        opened_by=person,
    )
    put_charge(paper, dispute)
    packet = StoredFile.objects.create(
        client=client, kind="dispute", name=f"{dispute}.zip", content_type="application/zip",
        size=1, sha256=sha256(str(dispute).encode()).hexdigest(),
    )  # fmt: skip
    Dispute.objects.filter(pk=dispute.pk).update(
        ticket=f"T-{dispute.pk}",
        packet=packet,
        submitted_on=paper.on,
        withhold_by=paper.withhold_by,
        state=paper.state,
        approved=paper.promised,
        promised=paper.promised,
        cycle=paper.cycle,
        posted=paper.posted,
        closed_on=paper.closed,
    )
    put_credit(paper, dispute)


def put_charge(paper: Disputed, dispute: Dispute) -> None:
    """What it disputes of its bill, where that is on file."""
    earlier = AuditRun.objects.filter(client=dispute.client, state="complete").first()
    run = earlier or AuditRun.objects.create(client=dispute.client, state="complete")
    finding = Finding.objects.create(
        client=dispute.client, check_code="B01", cause=f"disputed:{dispute.pk}",
        subject="PORT", account=dispute.account, currency=dispute.currency, state="valid",
        first_run=run, last_run=run,
    )  # fmt: skip
    for invoice in Invoice.objects.filter(account=dispute.account, number=paper.bill):
        DisputeItem.objects.create(
            client=dispute.client, dispute=dispute, finding=finding, check_code="B01",
            rule=f"disputed:{dispute.pk}", invoice=invoice, month=invoice.month,
            billed=paper.amount, disputed=paper.amount, reason="Billed above the contract rate.",
        )  # fmt: skip


def put_credit(paper: Disputed, dispute: Dispute) -> None:
    """The credit that is matched to it, where one is."""
    client, person = dispute.client, dispute.opened_by
    lines = Line.objects.filter(
        client=client, invoice__number=paper.credited_on, charge_type=ChargeType.CREDIT
    )
    for line in lines.select_related("invoice"):
        credit = Credit.objects.create(
            client=client, carrier=dispute.carrier, account=line.account, kind="line",
            currency=dispute.currency, amount=-line.amount, on=line.invoice.bill_date,
            invoice=line.invoice, line_id=line.pk,
        )  # fmt: skip
        match = CreditMatch(
            client=client, credit=credit, dispute=dispute, role="recovers", why="by_hand",
            amount=credit.amount, state=paper.match, decided_by=person,
        )  # fmt: skip
        if paper.match == "confirmed":
            match.event = DisputeEvent.objects.create(
                client=client, dispute=dispute, kind="post", state="posted", on=credit.on,
                amount=credit.amount, invoice=line.invoice, line_id=line.pk, actor=person,
            )  # fmt: skip
        match.save()
