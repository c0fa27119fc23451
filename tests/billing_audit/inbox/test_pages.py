"""What people see of what arrived, and what their clicks do."""

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags

from billing_audit.inbox import services
from billing_audit.inbox.keeping import forget_old
from billing_audit.inbox.models import Arrival, Enclosure
from billing_audit.models import BillFile, Invoice
from clients.models import Activity, BillingAccount, Client, Membership, StoredFile, User
from retainer.lib.refusal import Refused
from tests.billing_audit.inbox.conftest import Fetch
from tests.billing_audit.inbox.mails import bill_csv, mail

LIST = reverse("inbox:arrival_list")


@pytest.fixture
def browser(client: Browser, casey: User) -> Browser:
    client.force_login(casey)
    return client


@pytest.fixture
def do(browser: Browser, django_capture_on_commit_callbacks) -> Callable[..., str]:
    """Press a button and let the workers do what they then do; the page it leads to."""

    def pressed(name: str, thing: object, query: str = "", **fields: object) -> str:
        address = reverse(f"inbox:{name}", args=[thing.public_id])
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(f"{address}{query}", fields)
        return words(browser.get(answer["Location"]) if answer.status_code == 302 else answer)

    return pressed


def words(response) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def page(browser: Browser, query: str = "") -> str:
    return words(browser.get(f"{LIST}{query}"))


@pytest.fixture
def arrival(arrived, account: BillingAccount) -> Arrival:
    return arrived(mail(bill_csv()))


def test_one_click_loads_the_bill(do, arrival: Arrival, casey: User) -> None:
    assert "1 bill file taken and loading." in do("arrival_take", arrival)

    arrival.refresh_from_db()
    enclosure = arrival.enclosures.get()
    bill_file = BillFile.objects.get()
    assert (arrival.state, arrival.decided_by) == ("taken", casey)
    assert (bill_file.state, bill_file.brought_by) == ("imported", casey)
    assert (enclosure.bill_file, enclosure.stored) == (bill_file, None)
    assert Invoice.objects.get().number == "INV-1"
    assert StoredFile.objects.get() == bill_file.stored
    assert Activity.objects.get(verb="arrival.taken").actor == casey


def test_a_second_click_does_nothing(do, arrival: Arrival) -> None:
    do("arrival_take", arrival)

    assert "was taken already" in do("arrival_take", arrival)
    assert BillFile.objects.count() == 1


def test_ticked_arrivals_are_taken_together(
    browser: Browser, fetch: Fetch, account: BillingAccount, django_capture_on_commit_callbacks
) -> None:
    fetch(*(mail(bill_csv(number=name), id=f"<{name}@corvane.test>") for name in "ABC"))
    *ticked, left = Arrival.objects.order_by("enclosures__name")

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("inbox:take_ticked"), {"ticked": [each.public_id for each in ticked]})

    assert set(Invoice.objects.values_list("number", flat=True)) == {"A", "B"}
    assert "2 bill files taken and loading." in page(browser)
    assert list(Arrival.objects.waiting()) == [left]


def test_ticked_arrivals_are_set_aside_together(browser: Browser, arrival: Arrival) -> None:
    browser.post(
        reverse("inbox:take_ticked"), {"ticked": [arrival.public_id, "none"], "aside": "yes"}
    )

    assert "1 arrival was set aside." in page(browser)
    assert not BillFile.objects.exists()


def test_what_waits_is_shown_by_client_with_the_reason(browser: Browser, arrival: Arrival) -> None:
    shown = page(browser)

    assert "1 arrival waits for one click each" in shown
    assert "Your invoice Corvane Billing, " in shown
    assert "INV-1.csv standard bill CSV, Corvane" in shown
    assert "Acme Logistics has the account 1001." in shown


def test_everything_of_one_client_is_taken_at_once(
    fetch: Fetch, do, account: BillingAccount, acme: Client, globex: Client, pat: User
) -> None:
    BillingAccount.objects.create(client=globex, carrier=account.carrier, number="2002")
    bills = (("1001", "A"), ("1001", "B"), ("2002", "C"))
    fetch(*(mail(bill_csv(*each), id=f"<{each[1]}@corvane.test>") for each in bills))

    assert "2 bill files taken and loading." in do("take_all", acme)
    assert Arrival.objects.waiting().get().client == globex


def test_not_a_bill_can_be_undone(browser: Browser, do, arrival: Arrival) -> None:
    assert "“Your invoice” was set aside. Undo" in do("arrival_set_aside", arrival)
    assert "Nothing waits" in page(browser)
    assert "Put back: Your invoice" in page(browser, "?state=set_aside")

    do("arrival_restore", arrival)

    arrival.refresh_from_db()
    assert arrival.state == "waiting"


def test_what_is_no_bill_is_listed_with_the_reason_and_goes_aside(
    browser: Browser, do, arrived, acme: Client, owen: User
) -> None:
    arrival = arrived(mail(sender="owen@acme.test", subject="Lunch?"))
    shown = page(browser, "?state=no_bill")
    assert "Lunch?" in shown
    assert "Nothing is enclosed." in shown

    do("arrival_set_aside", arrival)
    do("arrival_restore", arrival)

    arrival.refresh_from_db()
    assert arrival.state == "no_bill"


def test_whose_it_is_can_be_said_where_nobody_could_tell(
    fetch: Fetch, do, browser: Browser, acme: Client, globex: Client, pat: User
) -> None:
    fetch(mail(bill_csv("7007", "INV-7")))
    browser.force_login(pat)
    arrival = Arrival.objects.get()
    assert "Nobody can tell whose" in page(browser)

    assert "Say first whose bill it is." in do("arrival_take", arrival)
    do("arrival_take", arrival, client=globex.pk)

    arrival.refresh_from_db()
    assert (arrival.client, BillFile.objects.get().client) == (globex, globex)


def test_a_consultant_hands_nothing_to_a_client_that_is_not_theirs(
    do, arrived, globex: Client, owen: User
) -> None:
    arrival = arrived(mail(bill_csv("7007"), sender="owen@acme.test"))

    do("arrival_take", arrival, client=globex.pk)

    assert not BillFile.objects.filter(client=globex).exists()


def test_account_numbers_bind_whatever_is_clicked(
    arrival: Arrival, globex: Client, pat: User
) -> None:
    with pytest.raises(Refused, match="those of Acme Logistics, so it cannot be Globex"):
        services.take(arrival=arrival, client=globex, taken_by=pat)


def test_files_are_ticked_one_by_one(do, arrived, acme: Client, account: BillingAccount) -> None:
    arrival = arrived(mail(bill_csv(number="A"), bill_csv(number="B")))
    second = arrival.enclosures.get(name="B.csv")
    ticked = {"query": "?on_its_page", "client": acme.pk}

    assert "Tick at least one file." in do("arrival_take", arrival, **ticked)
    do("arrival_take", arrival, **ticked, wanted=[second.pk])

    assert BillFile.objects.get().name == "B.csv"


def test_a_mails_text_is_shown_as_text(browser: Browser, arrived, owen: User) -> None:
    evil = '<script>alert("x")</script>'
    arrival = arrived(
        mail(("<img src=x>.csv", "x"), sender="owen@acme.test", subject=evil, text=evil)
    )

    for address in (reverse("inbox:arrival_detail", args=[arrival.public_id]), LIST):
        shown = browser.get(address, {"state": "no_bill"}).content.decode()
        assert evil not in shown
        assert "<img src=x>" not in shown
        assert "&lt;script&gt;" in shown


def test_an_enclosed_file_is_a_download_and_nothing_else(
    browser: Browser, arrival: Arrival
) -> None:
    enclosure = arrival.enclosures.get()

    answer = browser.get(reverse("inbox:enclosure_download", args=[enclosure.public_id]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == bill_csv()[1].encode()


def test_the_page_says_that_bills_do_not_arrive(browser: Browser, fetch: Fetch, mailbox) -> None:
    mailbox.hangs_up_at = "UID SEARCH"
    fetch()

    shown = page(browser)

    assert "Bills do not arrive Mail: INBOX of bills@practice.test" in shown
    assert "No look went well so far." in shown


def test_an_empty_page_teaches(browser: Browser, settings, mailbox) -> None:
    assert "Forward a carrier’s mail to bills@practice.test." in page(browser)

    settings.BILL_MAIL_URL = ""
    assert "Name a mailbox in BILL_MAIL_URL" in page(browser)


def test_today_tells_of_what_arrived(browser: Browser, arrival: Arrival, acme: Client) -> None:
    assert "1 bill arrived by mail" in words(browser.get(reverse("home")))
    assert "1 bill arrived by mail" in words(browser.get(reverse("home"), {"client": acme.slug}))

    Arrival.objects.update(state="taken")
    assert "arrived by mail" not in words(browser.get(reverse("home")))


def test_pages_stay_within_their_queries(
    browser: Browser, fetch: Fetch, account: BillingAccount, django_assert_max_num_queries
) -> None:
    numbers = ("A", "B", "C", "D")
    fetch(*(mail(bill_csv(number=each), id=f"<{each}@corvane.test>") for each in numbers))

    with django_assert_max_num_queries(20):
        assert "D.csv" in page(browser)
    with django_assert_max_num_queries(20):
        page(browser, "?state=taken")
    with django_assert_max_num_queries(20):
        browser.get(reverse("inbox:arrival_detail", args=[Arrival.objects.first().public_id]))


def test_what_was_decided_long_ago_is_forgotten_and_what_waits_is_not(
    fetch: Fetch, settings, account: BillingAccount, pat: User
) -> None:
    numbers = ("A", "B", "C")
    fetch(*(mail(bill_csv(number=each), id=f"<{each}@corvane.test>") for each in numbers))
    taken, aside, _ = Arrival.objects.order_by("pk")
    services.take(arrival=taken, taken_by=pat)
    services.set_aside(arrival=aside, decided_by=pat)
    assert forget_old() == 0

    settings.BILL_INBOX_KEEP_DAYS = 0

    assert forget_old() == 2
    assert [each.name for each in Enclosure.objects.all()] == ["C.csv"]
    assert {each.name for each in StoredFile.objects.all()} == {"A.csv", "C.csv"}


def test_a_bill_file_that_goes_leaves_the_mail_it_came_with(do, arrival: Arrival) -> None:
    do("arrival_take", arrival)
    Invoice.objects.all().delete()

    BillFile.objects.all().delete()

    assert Enclosure.objects.get().bill_file is None


def test_a_consultant_of_another_client_meets_nothing(
    browser: Browser, arrival: Arrival, globex: Client
) -> None:
    other = User.objects.create_user("cole@practice.test", name="Cole", kind="consultant")
    Membership.objects.create(user=other, client=globex, role="consultant")
    browser.force_login(other)

    assert "Your invoice" not in page(browser)
    assert "arrived by mail" not in words(browser.get(reverse("home")))
