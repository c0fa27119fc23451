"""Cards of carriers: figures reckoned by hand, the rows behind them, and who sees which."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from billing_audit.checks.examples import Billed, bill
from billing_audit.ledger import services
from billing_audit.models import Dispute, ExpectedBill, Finding, Invoice
from billing_audit.scorecard.figures import Score
from billing_audit.scorecard.reckoning import Facts, scores
from billing_audit.scorecard.rows import LISTS, rows
from clients.models import Carrier, Client, User
from retainer.lib import format as written
from tests.billing_audit.findings.stories import ABOVE
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import accepted_finding, sent, step
from tests.billing_audit.on_file import OnFile, audit_by

DAY = date(2026, 6, 30)


@pytest.fixture
def part_credited(acme: Client, casey: User) -> Dispute:
    """64.00 of March and April asked on 20 April; approved, and 40.00 credited on 1 May."""
    dispute = sent(acme, casey, date(2026, 4, 20))
    step(dispute, "approve", casey, on=date(2026, 4, 25))
    may = billed(acme, credited("-40.00"), on="2026-05-01")
    credit = {"amount": Decimal("40"), "invoice": may, "line_id": line_of(may)}
    step(dispute, "post", casey, on=date(2026, 5, 1), **credit)
    return dispute


def only(facts: Facts) -> Score:
    (score,) = scores(facts)
    return score


def june(client: Client) -> Invoice:
    """The port at its old price again."""
    line = Billed(**ABOVE, period=("2026-06-01", "2026-06-30"))
    return OnFile(client).put_bill(bill(line, number="1004", on="2026-06-01", file="june.csv"))


def test_the_figures_of_one_dispute(part_credited: Dispute, pat: User) -> None:
    score = only(Facts(pat, DAY))

    # Two bills of 612.00 and one of −40.00, a line each; one error of 32.00 in two months.
    assert (score.lines, score.spend, score.errors, score.wrong) == (3, 1184, 1, 64)
    assert score.share == Decimal(64) / 1184
    assert score.days == [11]
    assert (score.answered, score.won, score.answered_money, score.approved) == (1, 1, 64, 64)
    assert (score.open_money, score.old_money, score.ages) == (24, 0, [71])
    assert score.missing == 1  # June; nobody said why
    by_month = {each.month.month: each for each in score.months if each.lines}
    assert [(each.errors, each.wrong) for each in by_month.values()] == [(1, 32), (1, 32), (0, 0)]
    assert (by_month[4].asked, by_month[5].credited) == (64, 40)


def test_money_is_old_after_ninety_days(part_credited: Dispute, pat: User) -> None:
    assert only(Facts(pat, date(2026, 7, 19))).old_money == 0
    assert only(Facts(pat, date(2026, 7, 20))).old_money == 24


def test_an_error_comes_back_on_a_bill_after_its_credit(
    part_credited: Dispute, acme: Client, pat: User
) -> None:
    assert only(Facts(pat, DAY)).credited_errors == 0  # not billed since

    june(acme)
    assert (only(Facts(pat, DAY)).credited_errors, only(Facts(pat, DAY)).returned) == (1, 0)

    audit_by(acme, "B01")
    assert (only(Facts(pat, DAY)).credited_errors, only(Facts(pat, DAY)).returned) == (1, 1)


def test_a_credit_taken_back_for_good_was_not_won(
    part_credited: Dispute, acme: Client, casey: User, pat: User
) -> None:
    again = billed(acme, credited("40.00", charge="adjustment"), on="2026-06-01")
    charge = {"amount": Decimal("40"), "invoice": again, "line_id": line_of(again)}
    step(part_credited, "reverse", casey, on=date(2026, 6, 1), **charge)
    step(part_credited, "lose", pat, on=date(2026, 6, 2), note="No use.")

    score = only(Facts(pat, DAY))

    assert (score.answered, score.won, score.approved, score.days) == (1, 0, 0, [])
    assert score.open_money == 0


def test_what_has_no_answer_and_what_was_withdrawn_is_no_loss(
    acme: Client, casey: User, pat: User
) -> None:
    dispute = sent(acme, casey, date(2026, 4, 20))
    assert (only(Facts(pat, DAY)).answered, only(Facts(pat, DAY)).open_money) == (0, 64)

    step(dispute, "withdraw", pat, note="Paid by mistake.")

    score = only(Facts(pat, DAY))
    assert (score.answered, score.open_money, score.months[-3].asked) == (0, 0, 0)


def test_only_confirmed_errors_of_others_count(acme: Client, casey: User, pat: User) -> None:
    finding = accepted_finding(acme, casey)
    assert only(Facts(pat, DAY)).errors == 1

    services.say_cause(findings=[finding], is_ours=True, reason="Our order.", said_by=casey)
    assert only(Facts(pat, DAY)).errors == 0


def test_errors_nobody_looked_at_do_not_count(acme: Client, casey: User, pat: User) -> None:
    accepted_finding(acme, casey)
    Finding.objects.update(state="new")

    assert (only(Facts(pat, DAY)).errors, only(Facts(pat, DAY)).wrong) == (0, 0)


def test_a_bill_dated_more_than_seven_days_late_is_late(acme: Client, pat: User) -> None:
    first, then = (billed(acme, Billed(amount="10"), on=on) for on in ("2026-05-01", "2026-06-09"))
    bill = ExpectedBill.objects.create(
        client=acme,
        account=first.account,
        last_bill=first,
        currency="USD",
        month=date(2026, 6, 1),
        due_on=date(2026, 6, 1),
        cycle=1,
        last_total=10,
        made_at="2026-05-02T10:00Z",
        made_because="bill",
        bills=[then.pk],
    )
    (told,) = rows(Facts(pat, DAY), "expected")
    assert (only(Facts(pat, DAY)).came, only(Facts(pat, DAY)).late) == (1, 1)
    assert told.about.endswith("dated 8 days later, which is late")

    ExpectedBill.objects.filter(pk=bill.pk).update(due_on=date(2026, 6, 2))
    (told,) = rows(Facts(pat, DAY), "expected")
    assert (only(Facts(pat, DAY)).came, only(Facts(pat, DAY)).late) == (1, 0)
    assert told.about.endswith("dated 7 days later")


def test_currencies_have_cards_of_their_own(acme: Client, pat: User) -> None:
    OnFile(acme).put_bill(bill(Billed(amount="100"), on="2026-05-01"))
    euros = bill(Billed(amount="70"), on="2026-05-01", number="2", currency="EUR", account="E-1")
    OnFile(acme).put_bill(euros)

    cards = scores(Facts(pat, DAY))

    assert [(each.currency, each.spend) for each in cards] == [("EUR", 70), ("USD", 100)]
    assert {each.carrier for each in cards} == {Carrier.objects.get().pk}


def test_a_consultant_reads_of_their_clients_alone(
    acme: Client, globex: Client, casey: User, pat: User
) -> None:
    for client, amount in ((acme, "100"), (globex, "30")):
        billed(client, Billed(amount=amount), on="2026-05-01")

    assert only(Facts(pat, DAY)).spend == 130
    assert only(Facts(casey, DAY)).spend == 100
    assert only(Facts(pat, DAY, client=globex)).spend == 30


def test_every_list_is_what_its_figure_says(
    part_credited: Dispute, acme: Client, pat: User
) -> None:
    june(acme)
    audit_by(acme, "B01")
    facts = Facts(pat, DAY, carrier=Carrier.objects.get())
    score = only(facts)

    sums = {name: sum((row.amount for row in rows(facts, name)), Decimal(0)) for name in LISTS}
    assert (sums["bills"], sums["errors"]) == (score.spend, score.wrong)
    assert (sums["answered"], sums["open"]) == (score.answered_money, score.open_money)
    (credited_dispute,) = rows(facts, "credited")
    assert credited_dispute.about.endswith(f"11 days until {written.day(date(2026, 5, 1))}")
    (returned,) = rows(facts, "recurrence")
    assert returned.about.endswith(f"came back after {part_credited.number}")
    assert rows(facts, "open", "EUR") == []


def test_the_number_of_queries_does_not_grow_with_what_is_on_file(
    part_credited: Dispute,
    acme: Client,
    pat: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(4):
        bill_of = bill(
            Billed(amount="10"), on="2026-05-01", number=f"7{number}", account=f"B-{number}"
        )
        OnFile(acme).put_bill(bill_of)

    with django_assert_max_num_queries(24):
        scores(Facts(pat, DAY))


@pytest.fixture
def browser_of_pat(pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


def test_without_bills_the_page_says_what_will_be_there(browser_of_pat: Browser) -> None:
    page = browser_of_pat.get(reverse("scorecard:score_list")).content.decode()

    assert "No carrier has billed yet" in page


def test_the_pages_say_figures_and_meanings(
    part_credited: Dispute, browser_of_pat: Browser
) -> None:
    Invoice.objects.update(bill_date=part_credited.opened_at.date())
    carrier = Carrier.objects.get()

    every = browser_of_pat.get(reverse("scorecard:score_list")).content.decode()
    one = browser_of_pat.get(reverse("scorecard:score_detail", args=[carrier.public_id]))
    file = browser_of_pat.get(reverse("scorecard:score_csv")).content.decode()

    for page in (every, one.content.decode()):
        assert "$24.00" in page
        assert "fewer than 5, so no rate" in page
        assert "What the figures mean" in page
    for drawing in ("Billed", "Errors", "Asked back and credited"):
        assert f"{drawing} by month" in one.content.decode()
    assert ",1184.00," in file


@pytest.mark.parametrize("name", list(LISTS))
def test_every_list_opens(part_credited: Dispute, browser_of_pat: Browser, name: str) -> None:
    place = [Carrier.objects.get().public_id, name]

    assert browser_of_pat.get(reverse("scorecard:score_rows", args=place)).status_code == 200
    assert browser_of_pat.get(reverse("scorecard:score_rows_csv", args=place)).status_code == 200


def test_a_list_nobody_knows_is_not_there(acme: Client, browser_of_pat: Browser) -> None:
    carrier = Carrier.objects.create(name="Northline")

    address = reverse("scorecard:score_rows", args=[carrier.public_id, "secrets"])
    assert browser_of_pat.get(address).status_code == 404
