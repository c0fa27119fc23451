"""A packet is drawn by a worker, and only of what the draft still says."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from billing_audit.models import Dispute
from billing_audit.money import services, tasks
from billing_audit.money.drafting import DisputeRefused, refresh
from billing_audit.money.packet import drawing
from billing_audit.money.packet.asking import ask_for_packet
from clients.models import Client, User
from retainer.lib.refusal import Refused
from tests.billing_audit.money.stories import draft


@pytest.fixture
def dispute(acme: Client, casey: User) -> Dispute:
    made = draft(acme, casey)
    services.decide_method(
        dispute=made, method="pay", reason="Paid already.", approver=None, decided_by=casey
    )
    made.refresh_from_db()
    return made


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packets drawn so far; the layout itself is left to the tests of the papers."""
    drawn: list[str] = []

    def packed(dispute: Dispute, items: list[object]) -> bytes:
        drawn.append(f"{dispute}, {len(items)} charges")
        return b"PK"

    monkeypatch.setattr("billing_audit.money.packet.drawing.packed", packed)
    return drawn


def test_a_worker_is_told_and_the_page_waits(
    dispute: Dispute, casey: User, browser: Browser, papers: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):  # fmt: skip
    browser.force_login(casey)
    page = reverse("disputes:dispute_detail", args=[dispute.public_id])
    panel = reverse("disputes:dispute_packing", args=[dispute.public_id])

    with django_capture_on_commit_callbacks() as told:
        browser.post(reverse("disputes:dispute_pack", args=[dispute.public_id]))
        waiting = browser.get(page).content.decode()
        assert "HX-Refresh" not in browser.get(panel)
    for tell in told:
        tell()

    assert "Drawing the packet" in waiting
    assert browser.get(panel)["HX-Refresh"] == "true"
    dispute.refresh_from_db()
    assert (dispute.packet.stored_by, dispute.is_being_packed) == (casey, False)
    assert papers == [f"{dispute}, 2 charges"]


def test_it_is_drawn_once_however_often_it_is_asked_for(
    dispute: Dispute, casey: User, papers: list[str]
) -> None:
    ask_for_packet(dispute=dispute, asked_by=casey)
    ask_for_packet(dispute=dispute, asked_by=casey)

    tasks.draw_packet(dispute.pk)
    tasks.draw_packet(dispute.pk)

    assert len(papers) == 1


def test_a_draft_that_changed_meanwhile_keeps_no_papers_of_before(
    dispute: Dispute, casey: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_packet(dispute=dispute, asked_by=casey)

    def packed(asked: Dispute, items: list[object]) -> bytes:
        refresh(Dispute.objects.get(pk=asked.pk))
        return b"PK of the older charges"

    monkeypatch.setattr("billing_audit.money.packet.drawing.packed", packed)
    drawing.draw_packet(dispute.pk)

    dispute.refresh_from_db()
    assert (dispute.packet, dispute.is_being_packed) == (None, False)


def test_why_it_could_not_be_drawn_is_on_the_page(
    dispute: Dispute, casey: User, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(asked: Dispute, items: list[object]) -> bytes:
        raise Refused("It took more memory than it may.")

    ask_for_packet(dispute=dispute, asked_by=casey)
    monkeypatch.setattr("billing_audit.money.packet.drawing.packed", refuse)
    drawing.draw_packet(dispute.pk)
    browser.force_login(casey)

    page = browser.get(reverse("disputes:dispute_detail", args=[dispute.public_id]))

    assert "It took more memory than it may." in page.content.decode()
    assert "Make the packet" in page.content.decode()


def test_a_packet_nobody_draws_is_found(dispute: Dispute, casey: User, papers: list[str]) -> None:
    ask_for_packet(dispute=dispute, asked_by=casey)
    assert tasks.find_forgotten_packets() == 0

    Dispute.objects.update(packing_since="2026-01-01T00:00:00Z")

    assert tasks.find_forgotten_packets() == 1


def test_nothing_is_drawn_before_it_is_decided_how_it_is_paid(acme: Client, casey: User) -> None:
    with pytest.raises(DisputeRefused, match="Decide first"):
        ask_for_packet(dispute=draft(acme, casey), asked_by=casey)
