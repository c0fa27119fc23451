"""Opening disputes, moving them on, taking steps back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from billing_audit.findings.services import DecisionRefused, decide
from billing_audit.models import Dispute, DisputeEvent, DisputeItem, Finding
from billing_audit.money import moving, services
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.moving import ChangedMeanwhile, Said
from billing_audit.money.services import NothingToDispute
from clients.models import BillingAccount, Client, User
from tests.billing_audit.money.agreeing import take_back
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import accepted_finding, draft, ready, sent, step
from tests.billing_audit.on_file import audit


def test_a_draft_freezes_what_each_charge_asks_back(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)

    items = dispute.items.all()
    assert [(item.billed, item.expected, item.disputed) for item in items] == [
        (Decimal("612.00"), Decimal("580.00"), Decimal("32.00"))
    ] * 2
    assert (dispute.disputed, dispute.charges, dispute.state) == (Decimal("64.00"), 2, "draft")
    assert Finding.objects.get(check_code="B01").with_carrier == "drafted"


def test_a_finding_nobody_judged_is_not_disputed(acme: Client, casey: User) -> None:
    finding = accepted_finding(acme, casey)
    Finding.objects.filter(pk=finding.pk).update(state="new")
    account = BillingAccount.objects.get(pk=finding.account_id)

    with pytest.raises(NothingToDispute, match="has not accepted"):
        services.open_dispute(account=account, findings=[finding], opened_by=casey)


def test_a_charge_is_in_one_open_dispute(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)
    finding = dispute.items.first().finding

    with pytest.raises(NothingToDispute):
        services.open_dispute(account=dispute.account, findings=[finding], opened_by=casey)


def test_the_database_itself_refuses_a_charge_in_two_disputes(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)
    item = dispute.items.first()
    other = Dispute.objects.create(
        client=acme,
        carrier=dispute.carrier,
        account=dispute.account,
        currency="USD",
        opened_by=casey,
    )

    item.pk, item.dispute = None, other

    expected = pytest.raises(IntegrityError, match="a_charge_is_in_one_open_dispute")
    with expected, transaction.atomic():
        item.save()


def test_the_database_refuses_to_dispute_more_of_a_line_than_it_charges(
    acme: Client, casey: User
) -> None:
    item = draft(acme, casey).items.first()

    item.pk, item.check_code, item.disputed = None, "B02", Decimal("600.00")

    with pytest.raises(IntegrityError, match="more would be disputed"), transaction.atomic():
        item.save()


def test_a_discarded_draft_lets_its_charges_go(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)
    finding = dispute.items.first().finding

    step(dispute, "discard", casey)

    again = services.open_dispute(account=dispute.account, findings=[finding], opened_by=casey)
    assert again.disputed == Decimal("64.00")
    finding.refresh_from_db()
    assert finding.with_carrier == "drafted"


def test_a_draft_is_not_taken_back_while_another_dispute_holds_its_charges(
    acme: Client, casey: User
) -> None:
    dispute = draft(acme, casey)
    discarded = step(dispute, "discard", casey)
    finding = dispute.items.first().finding
    services.open_dispute(account=dispute.account, findings=[finding], opened_by=casey)

    with pytest.raises(DisputeRefused, match="in another dispute"):
        moving.undo(dispute=dispute, event=discarded, undone_by=casey)


def test_a_finding_in_dispute_is_not_judged_false(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)

    with pytest.raises(DecisionRefused, match="in a dispute with the carrier"):
        decide(
            finding=dispute.items.first().finding,
            state="false_positive",
            reason="intended",
            decided_by=casey,
        )


def test_the_amounts_stay_when_a_later_audit_says_otherwise(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    Finding.objects.get(check_code="B01").occurrences.all().delete()

    audit(acme)

    dispute.refresh_from_db()
    assert (dispute.disputed, dispute.items.count()) == (Decimal("64.00"), 2)


def test_nothing_is_submitted_without_a_ticket(acme: Client, casey: User) -> None:
    dispute = ready(acme, casey)

    with pytest.raises(DisputeRefused, match="ticket number") as refused:
        step(dispute, "submit", casey)

    assert refused.value.field == "ticket"


def test_nothing_is_submitted_before_it_is_decided_and_packed(acme: Client, casey: User) -> None:
    dispute = draft(acme, casey)

    with pytest.raises(DisputeRefused, match="withheld or paid"):
        step(dispute, "submit", casey, ticket="T-1")


def test_nothing_is_submitted_that_the_client_took_back(acme: Client, casey: User) -> None:
    dispute = ready(acme, casey)
    take_back(dispute.items.first().finding)

    with pytest.raises(DisputeRefused, match="taken back its word on PORT on A-1"):
        step(dispute, "submit", casey, ticket="T-1")

    dispute.refresh_from_db()
    assert (dispute.state, dispute.submitted_on) == ("draft", None)


def test_what_was_sent_is_changed_no_more(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    finding = dispute.items.first().finding

    with pytest.raises(DisputeRefused, match="sent meanwhile"):
        services.leave_out(dispute=dispute, finding=finding, left_out_by=casey)
    with pytest.raises(IntegrityError, match="changed no more"), transaction.atomic():
        dispute.items.all().delete()
    with pytest.raises(IntegrityError, match="changed no more"), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(disputed=1)


def test_the_sent_packet_is_kept_with_its_fingerprint(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)

    event = dispute.events.get(kind="submit")
    assert (event.file, event.sha256) == (dispute.packet, dispute.packet.sha256)


def test_the_way_to_the_money(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    bill = billed(acme, credited("-32.00"), credited("-8.00"), on="2026-05-01")

    step(dispute, "acknowledge", casey)
    step(dispute, "review", casey)
    step(dispute, "approve_part", casey, amount=Decimal("40"), note="April only in part.")
    step(dispute, "promise", casey, amount=Decimal("40"), cycle=bill.month)
    step(dispute, "post", casey, amount=Decimal("32"), invoice=bill, line_id=line_of(bill))
    step(dispute, "post", casey, amount=Decimal("8"), invoice=bill, line_id=line_of(bill, 2))
    step(dispute, "verify", casey)

    sums = dispute.disputed, dispute.approved, dispute.promised, dispute.posted, dispute.verified
    assert sums == tuple(map(Decimal, ("64", "40", "40", "40", "40")))
    assert Finding.objects.get(check_code="B01").with_carrier == "credited"


def test_giving_money_up_is_the_principals_word(acme: Client, casey: User, pat: User) -> None:
    dispute = sent(acme, casey)
    step(dispute, "deny", casey, note="Their contract says otherwise.")

    with pytest.raises(DisputeRefused, match="which a principal decides"):
        step(dispute, "lose", casey, note="No use.")
    step(dispute, "lose", pat, note="No use.")

    assert (dispute.state, dispute.closed_on) == ("lost", timezone.localdate())
    assert Finding.objects.get(check_code="B01").with_carrier == "refused"


def test_more_than_is_left_is_not_credited(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    step(dispute, "approve", casey)
    bill = billed(acme, credited("-60.00"), credited("-8.00"), on="2026-05-01")
    step(dispute, "post", casey, amount=Decimal("60"), invoice=bill, line_id=line_of(bill))

    with pytest.raises(DisputeRefused, match=r"\$4.00 at most"):
        step(dispute, "post", casey, amount=Decimal("4.01"), invoice=bill, line_id=line_of(bill, 2))


def test_a_step_is_not_entered_before_it_happens(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(DisputeRefused, match="when it has happened"):
        step(dispute, "acknowledge", casey, on=tomorrow)


def test_a_step_taken_back_stays_in_the_history(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    denied = step(dispute, "deny", casey, note="By mistake.")

    moving.undo(dispute=dispute, event=denied, undone_by=casey)

    dispute.refresh_from_db()
    assert dispute.state == "submitted"
    assert [each.kind for each in dispute.events.all()][:2] == ["undone", "deny"]


def test_what_went_out_is_not_taken_back(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)

    with pytest.raises(DisputeRefused, match="went out"):
        moving.undo(dispute=dispute, event=dispute.events.get(kind="submit"), undone_by=casey)


def test_the_history_is_never_changed(acme: Client, casey: User) -> None:
    event = draft(acme, casey).events.first()

    with pytest.raises(DatabaseError), transaction.atomic():
        DisputeEvent.objects.filter(pk=event.pk).update(note="other")


def test_whoever_looked_at_an_older_history_is_told(acme: Client, casey: User, pat: User) -> None:
    dispute = sent(acme, casey)
    seen = dispute.events.first().pk
    step(dispute, "acknowledge", pat)

    with pytest.raises(ChangedMeanwhile, match="Meanwhile Pat Page wrote: The carrier ackno"):
        moving.move(dispute=dispute, name="deny", seen=seen, said=Said(note="No."), moved_by=casey)

    dispute.refresh_from_db()
    assert dispute.state == "acknowledged"


def test_what_the_client_chose_to_pay_meanwhile_is_not_withheld(
    acme: Client, casey: User, owen: User
) -> None:
    finding = accepted_finding(acme, casey, option="pay")
    account = BillingAccount.objects.get(pk=finding.account_id)
    dispute = services.open_dispute(account=account, findings=[finding], opened_by=casey)

    with pytest.raises(DisputeRefused, match="chose to pay in full") as refused:
        services.decide_method(
            dispute=dispute, method="withhold", reason="In time.", approver=owen, decided_by=casey
        )

    assert refused.value.field == "method"


def test_a_changed_draft_needs_a_new_packet(acme: Client, casey: User) -> None:
    dispute = ready(acme, casey)

    services.decide_method(
        dispute=dispute, method="pay", reason="Other words.", approver=None, decided_by=casey
    )

    dispute.refresh_from_db()
    assert dispute.packet is None


def test_items_name_the_line_in_words(acme: Client, casey: User) -> None:
    item = DisputeItem.objects.filter(dispute=draft(acme, casey)).first()

    assert (item.service, item.charge_code, item.line_no) == ("315-200-0007", "PORT", "1")
    assert "580.00" in item.reason
