"""The list of findings: narrowed, sorted, paged, downloaded."""

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from billing_audit.models import AuditRun, BilledService, Finding
from clients.models import BillingAccount, Carrier, Client, User
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit

URL = reverse("findings:finding_list")


def found(client: Client, subject: str, **facts: object) -> Finding:
    """A finding as an audit leaves it."""
    run = AuditRun.objects.get_or_create(client=client, state="complete")[0]
    facts = {"check_code": "B01", "currency": "USD", "claimed": Decimal(10)} | facts
    finding = Finding.objects.create(
        client=client, cause=subject, subject=subject, first_run=run, last_run=run, **facts
    )
    return finding


def listed(browser: Browser, query: str = "") -> list[str]:
    """The subjects of the rows, in their order."""
    page = browser.get(f"{URL}?{query}").context["page"]
    return [finding.subject for finding in page]


@pytest.fixture
def casey_browses(casey: User, client: Browser) -> Browser:
    client.force_login(casey)
    return client


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Corvane")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")


def test_only_the_findings_of_ones_clients_are_listed(
    acme: Client, globex: Client, casey_browses: Browser
) -> None:
    found(acme, "ours")
    found(globex, "theirs")

    assert listed(casey_browses) == ["ours"]
    assert listed(casey_browses, "client=globex") == []


def test_the_largest_claims_come_first_and_every_sort_has_its_reverse(
    acme: Client, casey_browses: Browser
) -> None:
    for day, money in enumerate((20, 30, 10)):
        finding = found(acme, str(money), claimed=money)
        Finding.objects.filter(pk=finding.pk).update(found_at=timezone.now() - timedelta(days=day))

    assert listed(casey_browses) == listed(casey_browses, "sort=-claimed") == ["30", "20", "10"]
    assert listed(casey_browses, "sort=claimed") == ["10", "20", "30"]
    assert listed(casey_browses, "sort=-found") == ["20", "30", "10"]
    assert listed(casey_browses, "sort=found") == ["10", "30", "20"]
    assert listed(casey_browses, "sort=password") == ["30", "20", "10"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=new", {"plain", "other check", "rich", "old"}),
        ("state=valid", {"valid"}),
        ("state=resolved", {"gone"}),
        ("check=A09", {"other check"}),
        ("check=X99", {"plain", "other check", "rich", "old", "valid"}),
        ("least=100", {"rich"}),
        ("least=-1", {"plain", "other check", "rich", "old", "valid"}),
        ("least=NaN", {"plain", "other check", "rich", "old", "valid"}),
        ("days=30", {"old"}),
        ("days=many", {"plain", "other check", "rich", "old", "valid"}),
        ("carrier=nonsense", {"plain", "other check", "rich", "old", "valid"}),
        ("state=new&check=A09&least=100", set()),
    ],
)
def test_filters_narrow_and_nonsense_narrows_nothing(
    query: str, expected: set[str], acme: Client, casey_browses: Browser
) -> None:
    found(acme, "plain")
    found(acme, "other check", check_code="A09")
    found(acme, "rich", claimed=1000)
    found(acme, "valid", state="valid")
    found(acme, "gone", resolved_at=timezone.now())
    old = found(acme, "old")
    Finding.objects.filter(pk=old.pk).update(found_at=timezone.now() - timedelta(days=40))

    assert set(listed(casey_browses, query)) == expected


def test_carrier_and_account_narrow(
    acme: Client, account: BillingAccount, casey_browses: Browser
) -> None:
    found(acme, "here", account=account)
    found(acme, "elsewhere")

    assert listed(casey_browses, f"carrier={account.carrier.public_id}") == ["here"]
    assert listed(casey_browses, f"client=acme&account={account.public_id}") == ["here"]


def test_an_account_of_another_client_narrows_to_nothing(
    acme: Client, globex: Client, account: BillingAccount, casey_browses: Browser
) -> None:
    theirs = BillingAccount.objects.create(client=globex, carrier=account.carrier, number="G-1")
    found(acme, "here", account=account)

    assert listed(casey_browses, f"account={theirs.public_id}") == []


def test_a_month_shows_what_has_a_charge_in_it(acme: Client, casey_browses: Browser) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)

    assert len(listed(casey_browses, "month=2026-03")) == 1
    assert listed(casey_browses, "month=2026-05") == []
    assert len(listed(casey_browses, "month=nonsense")) == 1


def test_a_month_without_a_charge_between_two_is_none_of_them(
    acme: Client, casey_browses: Browser
) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    Finding.objects.update(first_month=date(2026, 1, 1))

    assert listed(casey_browses, "month=2026-02") == []


@pytest.mark.parametrize("words", ["315-200", "315-200-0007", "0007", "A-1", "a-1", "1002"])
def test_numbers_are_found_by_their_beginning_else_by_any_part(
    words: str, acme: Client, casey_browses: Browser
) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    found(acme, "something else")
    Finding.objects.filter(check_code="B01", account__isnull=False).update(
        billed_service=BilledService.objects.get(number="315-200-0007")
    )

    assert listed(casey_browses, f"q={words}") == ["PORT on A-1"]


def test_a_word_that_many_numbers_begin_with_drops_none_of_them(
    acme: Client, casey_browses: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billing_audit.findings.querysets.MOST_NUMBERS", 2)
    for n in range(5):
        service = BilledService.objects.create(client=acme, number=f"315-{n}")
        found(acme, str(n), billed_service=service)

    assert len(listed(casey_browses, "q=315")) == 5


def test_a_number_nobody_has_finds_nothing(acme: Client, casey_browses: Browser) -> None:
    found(acme, "something")

    assert listed(casey_browses, "q=nothing-like-it") == []


def test_pages_follow_each_other_without_gap_or_repetition(
    acme: Client, casey_browses: Browser
) -> None:
    for n in range(120):
        found(acme, f"{n:03}", claimed=n % 7)
    met, query = [], ""
    while True:
        page = casey_browses.get(f"{URL}?{query}").context["page"]
        met += [finding.subject for finding in page]
        if page.older is None:
            break
        query = f"older={page.older}"

    assert len(met) == len(set(met)) == 120


def test_a_longer_list_costs_no_more_queries(
    acme: Client, account: BillingAccount, casey_browses: Browser, django_assert_max_num_queries
) -> None:
    for n in range(60):
        found(acme, str(n), account=account)

    with django_assert_max_num_queries(19):
        told = casey_browses.get(f"{URL}?client=acme").context["told"]
    assert told == "50+ findings"


def test_what_fits_a_page_is_counted_and_added_up(acme: Client, casey_browses: Browser) -> None:
    found(acme, "a", claimed=Decimal("10.50"))
    found(acme, "b", claimed=Decimal("4.50"))

    page = casey_browses.get(URL).content.decode()

    assert "2 findings" in page
    assert "$15.00 claimed" in page


def test_supporting_and_unconfirmed_findings_say_so(acme: Client, casey_browses: Browser) -> None:
    found(acme, "supports", claimed=0, only_supports=True)
    found(acme, "at stake", claimed=0, exposure=310)

    page = casey_browses.get(URL).content.decode()

    assert "claimed elsewhere" in page
    assert "$310.00 if confirmed" in page


def test_an_empty_practice_learns_what_will_stand_here(casey_browses: Browser) -> None:
    page = casey_browses.get(URL).content.decode()

    assert "No findings yet" in page
    assert reverse("runs:run_start") in page


def test_the_download_holds_the_narrowed_list_and_no_formulas(
    acme: Client, casey_browses: Browser
) -> None:
    found(acme, "=cmd()", claimed=5)
    found(acme, "valid one", state="valid")

    answer = casey_browses.get(f"{reverse('findings:finding_export')}?state=new")

    heading, *rows = csv.reader(answer.content.decode().splitlines())
    assert heading[:3] == ["Client", "Check", "Finding"]
    assert [row[:2] for row in rows] == [["Acme Logistics", "B01"]]
    assert rows[0][2].startswith("'=cmd() is billed above the contract rate")
    assert rows[0][heading.index("Claimed")] == "5.00"


def test_too_long_a_download_is_refused_in_words(
    acme: Client, casey_browses: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billing_audit.findings.views.MOST_ROWS", 1)
    found(acme, "a")
    found(acme, "b")

    answer = casey_browses.get(reverse("findings:finding_export"), follow=True)

    assert "More than 1 findings match" in answer.content.decode()


def test_a_state_is_drawn_and_not_written_out_as_markup(
    client: Browser, acme: Client, pat: User
) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    client.force_login(pat)

    page = client.get(URL).content.decode()

    assert '<span class="status' in page
    assert "&lt;span" not in page
