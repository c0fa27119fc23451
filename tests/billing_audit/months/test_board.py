"""The month board: what each cell says, who sees it, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from billing_audit.models import AuditRun, BillFile, Invoice, MonthlyReport, NoBillExpected
from billing_audit.months import board, services
from billing_audit.months.narrowing import missing_bills
from clients.models import Activity, BillingAccount, Carrier, Client, Service, StoredFile, User

JANUARY, FEBRUARY, MARCH, APRIL, MAY = (date(2026, month, 1) for month in range(1, 6))
TODAY = date(2026, 5, 4)
MONTHS = board.months_until(TODAY, 6)


def stored(client: Client, kind: str = "bill") -> StoredFile:
    return StoredFile.objects.create(
        client=client, kind=kind, name="x", content_type="text/csv", size=1, sha256="0" * 64
    )


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Corvane")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")


@pytest.fixture
def billed(account: BillingAccount) -> Callable[..., None]:
    """Bills of an account, all in a file loaded now."""

    def put(*days: date, of: BillingAccount = account, **about: object) -> None:
        bill_file = BillFile.objects.create(
            client=of.client, stored=stored(of.client), name="x", sha256=f"{of.pk}-{days[0]}",
            state="imported", finished_at=timezone.now(),
        )  # fmt: skip
        Invoice.objects.bulk_create(
            Invoice(
                client=of.client, bill_file=bill_file, account=of, carrier=of.carrier,
                number=f"{day:%y%m}", bill_date=day, currency="USD",
                **{"line_count": 1, "lines_total": Decimal("10.00"), **about},
            )
            for day in days
        )  # fmt: skip

    return put


def states(account: BillingAccount) -> list[str]:
    """What the months from May back to December say."""
    [row] = board.rows_of([account], MONTHS, TODAY)
    return [cell.state for cell in row.cells]


def test_bills_that_stay_away_are_missing_after_their_days_of_grace(
    account: BillingAccount, billed: Callable[..., None]
) -> None:
    billed(JANUARY, FEBRUARY, MARCH)

    assert states(account) == ["expected", "missing", "loaded", "loaded", "loaded", ""]
    [row] = board.rows_of([account], MONTHS, TODAY)
    notes = [cell.note.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells[:3]]
    assert notes == ["by 8 May 2026", "since 8 Apr 2026", "$10.00"]


def test_nothing_is_expected_of_a_closed_account_or_one_without_a_service(
    account: BillingAccount, billed: Callable[..., None], acme: Client
) -> None:
    billed(JANUARY, FEBRUARY, MARCH)
    service = Service.objects.create(client=acme, account=account, number="C-1")
    assert states(account)[1] == "missing"

    Service.objects.filter(pk=service.pk).update(disconnect_date=date(2026, 3, 31))
    assert states(account)[:2] == ["", ""]
    Service.objects.all().delete()
    account.closed_on = date(2026, 3, 31)

    assert states(account)[:2] == ["", ""]


def test_an_audit_and_a_report_count_only_when_they_saw_the_bills(
    account: BillingAccount, billed: Callable[..., None], acme: Client
) -> None:
    before = timezone.now() - timedelta(days=1)
    billed(JANUARY, FEBRUARY, MARCH, APRIL)
    AuditRun.objects.create(client=acme, state="complete", started_at=before)
    assert "audited" not in states(account)

    later = timezone.now() + timedelta(days=1)
    AuditRun.objects.create(
        client=acme, state="complete", started_at=later, month_from=MARCH, month_to=APRIL
    )
    MonthlyReport.objects.create(
        client=acme, month=MARCH, state="published", published_at=later,
        pdf=stored(acme, "report"),
    )  # fmt: skip

    assert states(account) == ["expected", "audited", "reported", "loaded", "loaded", ""]


def test_bills_without_lines_are_told_to_be_totals(
    account: BillingAccount, billed: Callable[..., None]
) -> None:
    billed(MAY, line_count=0, lines_total=0, stated_total=Decimal("99.00"))

    [row] = board.rows_of([account], MONTHS, TODAY)

    assert row.cells[0].note == "$99.00, totals only"


def test_somebody_says_why_no_bill_comes_and_takes_it_back(
    account: BillingAccount, billed: Callable[..., None], casey: User
) -> None:
    billed(JANUARY, FEBRUARY, MARCH)
    services.expect_no_bill(account=account, month=APRIL, reason=" Strike ", said_by=casey)
    services.expect_no_bill(account=account, month=APRIL, reason="Merged", said_by=casey)

    assert states(account)[1] == "no_bill"
    assert NoBillExpected.objects.get().reason == "Merged"
    services.expect_again(account=account, month=APRIL, said_by=casey)
    services.expect_again(account=account, month=APRIL, said_by=casey)

    assert states(account)[1] == "missing"
    assert Activity.objects.filter(verb="month.expected").count() == 1


def test_a_word_without_a_reason_is_refused(account: BillingAccount, casey: User) -> None:
    with pytest.raises(services.SaysNoReason):
        services.expect_no_bill(account=account, month=APRIL, reason="  ", said_by=casey)


@pytest.fixture
def overdue(account: BillingAccount, billed: Callable[..., None]) -> date:
    """The account was billed until two months ago; gives the first month that is missing."""
    this = timezone.localdate().replace(day=1)
    days = [board.shifted(this, -back) for back in (5, 4, 3)]
    billed(*days)
    return board.shifted(this, -2)


def test_the_page_shows_what_is_missing_and_each_cell_opens(
    client: Browser, casey: User, account: BillingAccount, overdue: date
) -> None:
    client.force_login(casey)

    shown = client.get(reverse("months:month_board"), {"state": "missing"}).text
    cell = client.get(reverse("months:month_detail", args=[account.public_id, f"{overdue:%Y-%m}"]))

    assert "missing" in shown
    assert "1001" in shown
    assert "overdue since" in cell.text
    assert "Bills before it" in cell.text
    assert (
        "No account matches"
        in client.get(reverse("months:month_board"), {"state": "reported"}).text
    )
    assert (
        client.get(reverse("months:month_detail", args=[account.public_id, "never"])).status_code
        == 404
    )


def test_the_word_is_given_and_undone_on_the_page(
    client: Browser, casey: User, account: BillingAccount, overdue: date
) -> None:
    client.force_login(casey)
    arguments = [account.public_id, f"{overdue:%Y-%m}"]
    before = missing_bills(casey)

    said = client.post(
        reverse("months:month_excuse", args=arguments), {"reason": "Merged"}, follow=True
    )
    assert "No bill is expected: Merged" in said.text
    assert missing_bills(casey) == before - 1
    client.post(reverse("months:month_excuse", args=arguments) + "?undo=1")

    assert missing_bills(casey) == before


def test_the_board_comes_as_csv(
    client: Browser, casey: User, account: BillingAccount, overdue: date
) -> None:
    client.force_login(casey)

    table = client.get(reverse("months:month_board_csv"), {"span": "6"}).text.splitlines()

    assert table[0].startswith("client,carrier,account,month,state,overdue_since")
    assert len(table) == 7
    assert any(f"Acme Logistics,Corvane,1001,{overdue:%Y-%m},Missing," in line for line in table)


def test_nobody_counts_bills_of_clients_they_do_not_see(
    casey: User, pat: User, globex: Client, account: BillingAccount, billed: Callable[..., None],
    overdue: date,
) -> None:  # fmt: skip
    other = BillingAccount.objects.create(client=globex, carrier=account.carrier, number="9")
    this = timezone.localdate().replace(day=1)
    billed(board.shifted(this, -3), of=other)

    assert missing_bills(pat) > missing_bills(casey) > 0
    assert missing_bills(pat, globex) == missing_bills(pat) - missing_bills(casey)


def test_a_large_practice_costs_no_more_queries(
    client: Browser,
    pat: User,
    account: BillingAccount,
    billed: Callable[..., None],
    django_assert_max_num_queries,
) -> None:
    """Twelve clients with two hundred accounts each."""
    this = timezone.localdate().replace(day=1)
    clients = Client.objects.bulk_create(
        Client(slug=f"c{at}", name=f"Client {at:02}") for at in range(11)
    )
    accounts = BillingAccount.objects.bulk_create(
        BillingAccount(client=each, carrier=account.carrier, number=f"{at:04}")
        for each in [account.client, *clients]
        for at in range(200)
    )
    for each in accounts[::200]:
        billed(board.shifted(this, -2), of=each)
    client.force_login(pat)

    with django_assert_max_num_queries(30):
        shown = client.get(reverse("months:month_board"))

    assert "12 bills are missing" in shown.text or "24 bills are missing" in shown.text
