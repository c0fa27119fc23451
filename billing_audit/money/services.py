"""What people do about a dispute before it is sent, and what they write beside it."""

from collections.abc import Sequence

from django.db import transaction

from billing_audit.findings import claims
from billing_audit.findings.models import Finding
from billing_audit.money import charging, tasks
from billing_audit.money.accepting import disputable
from billing_audit.money.desks import DisputeDesk
from billing_audit.money.drafting import (
    DisputeRefused,
    locked_draft,
    note,
    refresh,
)
from billing_audit.money.following import findings_of, follow
from billing_audit.money.methods import chose_to_pay
from billing_audit.money.models import Dispute, DisputeEvent, DisputeItem
from clients.advice.authority import Authorities
from clients.people import activity
from clients.people.models import DecisionRight, User
from clients.telecom.models import BillingAccount
from retainer.lib import format as written

Other = DisputeEvent.Other


class NothingToDispute(DisputeRefused):
    """None of the findings has a charge that could be disputed now."""


@transaction.atomic
def open_dispute(
    *, account: BillingAccount, findings: Sequence[Finding], opened_by: User
) -> Dispute:
    """Open a draft with every charge of these findings that may be disputed.

    Only what the client accepted, only what no other dispute holds.
    """
    claims.hold(account.client_id)  # two who open at once get one dispute each charge
    if len({finding.currency for finding in findings}) > 1:
        raise DisputeRefused(
            "These findings are in several currencies. Open a dispute for each currency."
        )
    currency = findings[0].currency if findings else account.currency
    dispute = Dispute.objects.create(
        client_id=account.client_id,
        carrier_id=account.carrier_id,
        account=account,
        currency=currency,
        opened_by=opened_by,
    )
    note(dispute, Other.OPENED, opened_by)
    add_findings(dispute=dispute, findings=findings, added_by=opened_by, is_new=True)
    activity.record(
        "dispute.opened",
        f"{dispute} was opened with {dispute.carrier}: "
        f"{written.money(dispute.disputed, currency)} on account {account.number}",
        actor=opened_by,
        client=account.client,
        subject=dispute,
    )
    return dispute


@transaction.atomic
def add_findings(
    *, dispute: Dispute, findings: Sequence[Finding], added_by: User, is_new: bool = False
) -> int:
    """Put the findings' charges into a draft; how many charges there were."""
    claims.hold(dispute.client_id)
    dispute = dispute if is_new else locked_draft(dispute)
    wanted = Finding.objects.filter(
        client=dispute.client_id,
        account=dispute.account_id,
        currency=dispute.currency,
        pk__in=[finding.pk for finding in findings],
    )
    charges = disputable(wanted).select_related("finding", "invoice").order_by("finding", "month")
    items = charging.items(dispute, list(charges))
    if not items:
        raise NothingToDispute(
            "No charge of it can be disputed: the client has not accepted it, it claims nothing "
            "any more, or another dispute holds it."
        )
    DisputeItem.objects.bulk_create(items)
    refresh(dispute)
    if not is_new:
        note(dispute, Other.CHARGES, added_by, f"Added {written.count(len(items), 'charge')}.")
    follow(findings_of(dispute))
    return len(items)


@transaction.atomic
def leave_out(*, dispute: Dispute, finding: Finding, left_out_by: User) -> None:
    """Take a finding's charges out of a draft."""
    dispute = locked_draft(dispute)
    gone = dispute.items.filter(finding=finding)
    number = gone.count()
    if not number:
        raise DisputeRefused("It is not in this dispute any more.")
    gone.delete()
    refresh(dispute)
    words = f"Left out {finding.check_code} {finding.subject}, {written.count(number, 'charge')}."
    note(dispute, Other.CHARGES, left_out_by, words)
    follow([finding.pk, *findings_of(dispute)])


@transaction.atomic
def decide_method(
    *,
    dispute: Dispute,
    method: str,
    reason: str,
    approver: User | None,
    decided_by: User,
) -> None:
    """Write down whether the sum is withheld or paid, why, and who at the client agreed.

    What is withheld is the client's money and risk: somebody there who may decide it agreed.
    """
    dispute = locked_draft(dispute)
    reason = reason.strip()
    if method not in Dispute.Method.values:
        raise DisputeRefused("Choose: withhold the sum, or pay and dispute.", field="method")
    if not reason:
        raise DisputeRefused("Say why, in a sentence accounts payable can read.", field="reason")
    if method == Dispute.Method.WITHHOLD and approver is None:
        raise DisputeRefused(
            "Withholding is the client’s decision. Name who agreed to it.", field="approver"
        )
    if method == Dispute.Method.WITHHOLD and chose_to_pay(findings_of(dispute)):
        raise DisputeRefused(
            "The client chose to pay in full meanwhile when it accepted this. Pay and dispute, or "
            "ask the client again.",
            field="method",
        )
    if approver and approver.pk not in who_may_approve(dispute):
        raise DisputeRefused(
            f"{approver} may not decide about disputes of "
            f"{written.money(dispute.disputed, dispute.currency)} at {dispute.client}.",
            field="approver",
        )
    dispute.method, dispute.method_reason, dispute.approver = method, reason, approver
    dispute.save(update_fields=["method", "method_reason", "approver"])
    refresh(dispute)
    agreed = f" Agreed by {approver}." if approver else ""
    note(dispute, Other.METHOD, decided_by, f"{dispute.get_method_display()}: {reason}{agreed}")


def who_may_approve(dispute: Dispute) -> list[int]:
    """The keys of all who may decide about disputing so much today, holders before deputies."""
    authorities = Authorities(dispute.client_id)
    about = DecisionRight.Subject.DISPUTE
    return list(authorities.covering(about, dispute.disputed, dispute.currency))


@transaction.atomic
def write_note(*, dispute: Dispute, text: str, written_by: User) -> DisputeEvent:
    """Keep a remark in the history, which the client never reads."""
    if not text.strip():
        raise DisputeRefused("Write the note.", field="note")
    return note(dispute, Other.NOTE, written_by, text.strip())


@transaction.atomic
def keep_desk(*, desk: DisputeDesk, kept_by: User) -> DisputeDesk:
    """Keep how a carrier takes disputes; drafts of all clients reckon their last days anew."""
    desk.save()
    tasks.refresh_drafts.delay_on_commit(desk.carrier_id)
    activity.record(
        "desk.kept", f"How {desk.carrier} takes disputes was written down.", actor=kept_by,
        subject=desk,
    )  # fmt: skip
    return desk
