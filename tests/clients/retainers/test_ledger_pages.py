"""A month of a ledger opened, and posted to by hand."""

from datetime import date
from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Project, RetainerAgreement, RetainerEntry, User, WorkEntry
from clients.retainers.approval import approve
from clients.retainers.ledger import open_month
from retainer.lib.months import shifted
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, Live

H = Decimal


def page_of(agreement: RetainerAgreement, month: str, deed: str = "month") -> str:
    return reverse(f"retainers:ledger_{deed}", args=[agreement.public_id, month])


def test_every_figure_of_an_open_month_is_the_sum_of_its_rows(
    acme: Client, casey: User, pat: User, browser: Browser
) -> None:
    agreement = agree(acme, 10)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    entries = [worked(project, casey, date(2026, 1, 5), 7, state="draft"),
               worked(project, casey, date(2026, 1, 6), 6, state="draft")]  # fmt: skip
    approve(entries=entries, approved_by=pat)
    browser.force_login(casey)

    opened = browser.get(page_of(agreement, "2026-01")).context["opened"]

    assert (opened.available, opened.used, opened.beyond, opened.left) == (10, 13, 3, 0)
    assert sum(posting.amount for posting in opened.given) == opened.available
    assert sum(use.taken for use in opened.uses) == opened.used
    assert [(use.work, use.taken, use.beyond) for use in opened.uses] == [
        (entries[0], H(7), H(0)),
        (entries[1], H(6), H(3)),
    ]
    assert opened.postings[-1].balance == opened.left


def test_a_closed_month_says_what_lapsed_and_what_was_carried(
    live: Live, casey: User, browser: Browser
) -> None:
    statement, following = live([10, 10], rollover="carry", rollover_cap=20)
    browser.force_login(casey)

    opened = browser.get(page_of(statement.agreement, "2026-01")).context["opened"]
    page = browser.get(page_of(following.agreement, "2026-02"))

    assert (opened.lapsed, opened.carried, opened.left) == (10, 20, 0)
    assert page.context["opened"].rolled_in == 20
    assert "Closed:" in page.content.decode()


def test_a_month_outside_the_agreement_does_not_exist(
    acme: Client, casey: User, browser: Browser
) -> None:
    agreement = agree(acme)
    browser.force_login(casey)

    answers = [
        browser.get(page_of(agreement, month)).status_code for month in ("2025-12", "x", "2026-13")
    ]

    assert answers == [404, 404, 404]


def test_a_principal_gives_and_takes_with_a_reason(
    acme: Client, pat: User, browser: Browser
) -> None:
    agreement = agree(acme)
    open_month(agreement, JANUARY)
    browser.force_login(pat)
    adjust = page_of(agreement, "2026-01", "adjust")

    browser.post(adjust, {"amount": "5", "reason": "Goodwill after the outage"})
    browser.post(adjust, {"amount": "-2.5", "reason": "Counted twice"})
    unexplained = browser.post(adjust, {"amount": "1", "reason": ""})
    too_much = browser.post(adjust, {"amount": "-100", "reason": "All of it"})

    opened = browser.get(page_of(agreement, "2026-01")).context["opened"]
    assert (opened.corrected, opened.available) == (H("2.5"), H("42.5"))
    assert unexplained.context["form"].errors["reason"]
    assert "Only 42.50\N{NO-BREAK SPACE}h are left" in str(too_much.context["form"].errors)


def test_what_is_left_moves_to_the_next_agreement(
    acme: Client, globex: Client, pat: User, browser: Browser
) -> None:
    agreement = agree(acme, ends_on=date(2026, 3, 31))
    successor = agree(acme, starts_on=date(2026, 4, 1), title="Second retainer")
    foreign = agree(globex)
    open_month(agreement, shifted(JANUARY, 2))
    browser.force_login(pat)
    transfer = page_of(agreement, "2026-03", "transfer")
    order = {"target": successor.public_id, "amount": "8", "reason": "Carried by agreement"}

    browser.post(transfer, order)
    page = browser.post(transfer, order | {"target": foreign.public_id})

    moved = RetainerEntry.objects.filter(kind="transfer").order_by("pk")
    assert [(p.agreement, p.month, p.amount) for p in moved] == [
        (agreement, date(2026, 3, 1), -8),
        (successor, date(2026, 4, 1), 8),
    ]
    assert page.context["form"].errors["target"]


def test_an_entry_of_a_closed_month_is_given_back_in_the_open_one(
    live: Live, pat: User, browser: Browser
) -> None:
    (statement,) = live([10])
    entry = WorkEntry.objects.get()
    browser.force_login(pat)
    give_back = reverse("retainers:ledger_give_back", args=[entry.public_id])

    browser.post(give_back, {"hours": "4", "reason": "Was training of our own"})
    page = browser.post(give_back, {"hours": "7", "reason": "More than is left"})

    refund = RetainerEntry.objects.get(kind="refund")
    assert (refund.month, refund.amount, refund.work) == (date(2026, 2, 1), 4, entry)
    assert "can be given back" in str(page.context["form"].errors)
    before = browser.get(page_of(statement.agreement, "2026-01")).context["opened"]
    assert before.used == 10
