"""Mails are fetched from a real server, kept once, and put away without being deleted."""

import ssl
from pathlib import Path

import pytest

from billing_audit.inbox.addresses import Address, BadAddress
from billing_audit.inbox.collecting import collect
from billing_audit.inbox.models import Arrival, Collection
from clients.models import BillingAccount, Client
from tests.billing_audit.inbox.conftest import Fetch, address
from tests.billing_audit.inbox.imap import Post, make_certificate, served
from tests.billing_audit.inbox.mails import bill_csv, mail


def test_a_bill_in_a_mail_waits_for_the_client_whose_account_it_names(
    arrived, account: BillingAccount, acme: Client
) -> None:
    arrival = arrived(mail(bill_csv()))

    enclosure = arrival.enclosures.get()
    assert (arrival.state, arrival.client, arrival.way) == ("waiting", acme, "mail")
    assert arrival.why == "Acme Logistics has the account 1001."
    assert (arrival.sender, arrival.sender_name) == ("billing@corvane.test", "Corvane Billing")
    assert (enclosure.name, enclosure.format, enclosure.carrier) == (
        *("INV-1.csv", "standard-csv", "Corvane"),
    )
    assert enclosure.is_certain
    assert enclosure.stored.client == acme


def test_what_was_fetched_is_moved_and_nothing_is_deleted(
    fetch: Fetch, mailbox: Post, account: BillingAccount
) -> None:
    fetch(mail(bill_csv()), mail(id="<2@corvane.test>"))

    assert mailbox.folders["INBOX"] == {}
    assert len(mailbox.folders["Processed"]) == 2
    assert not any("EXPUNGE" in words or "Deleted" in words for words in mailbox.asked)


def test_a_server_that_cannot_move_has_them_marked_as_read(
    fetch: Fetch, mailbox: Post, account: BillingAccount
) -> None:
    mailbox.can_move = False

    first = fetch(mail(bill_csv()))
    second = fetch()

    assert (first.waiting, second.waiting, second.known) == (1, 0, 0)
    assert (list(mailbox.folders["INBOX"]), mailbox.seen) == ([1], {1})


def test_a_mail_that_somebody_read_before_us_arrives_all_the_same(
    fetch: Fetch, mailbox: Post, account: BillingAccount
) -> None:
    mailbox.seen.add(1)

    assert fetch(mail(bill_csv())).waiting == 1


def test_the_same_mail_arrives_once(fetch: Fetch, account: BillingAccount) -> None:
    fetch(mail(bill_csv()))

    assert fetch(mail(bill_csv())).known == 1
    assert Arrival.objects.count() == 1


def test_another_bill_under_the_same_id_arrives(fetch: Fetch, account: BillingAccount) -> None:
    fetch(mail(bill_csv()), mail(bill_csv(number="INV-2")))

    assert Arrival.objects.waiting().count() == 2


def test_a_connection_that_breaks_is_taken_up_where_it_broke(
    fetch: Fetch, mailbox: Post, account: BillingAccount
) -> None:
    mailbox.hangs_up_at = "UID MOVE"

    broken = fetch(mail(bill_csv()), mail(bill_csv(number="INV-2"), id="<2@corvane.test>"))
    mailbox.hangs_up_at = ""
    again = fetch()

    assert "INBOX of bills@practice.test on localhost" in broken.error
    assert (again.known, again.waiting, again.error) == (1, 1, None)
    assert Arrival.objects.count() == 2
    assert len(mailbox.folders["Processed"]) == 2


def test_a_refused_password_is_told_without_it(fetch: Fetch, settings, mailbox: Post) -> None:
    settings.BILL_MAIL_URL = settings.BILL_MAIL_URL.replace("se%22cret", "wrong-secret")

    error = fetch().error

    assert "no such user" in error
    assert "wrong-secret" not in error
    assert Collection.objects.get().error == error


def test_a_server_that_is_not_there_is_told(settings, db: None) -> None:
    settings.BILL_MAIL_URL = address(1)

    assert "Connection refused" in collect()["mail"].error
    assert Collection.objects.get().succeeded_at is None


def test_two_do_not_look_at_once(fetch: Fetch, mailbox: Post, account: BillingAccount) -> None:
    fetch()
    Collection.objects.update(busy_until="2999-01-01T00:00Z")

    assert fetch(mail(bill_csv())).error == "Somebody is looking there at this moment."
    assert not Arrival.objects.exists()


def test_a_mail_too_large_is_listed_by_its_head(
    arrived, settings, mailbox: Post, account: BillingAccount
) -> None:
    settings.BILL_MAIL_MAX_BYTES = 500

    arrival = arrived(mail(bill_csv()))

    assert (arrival.state, arrival.subject) == ("no_bill", "Your invoice")
    assert "more than the 0 MB we take by mail" in arrival.reason
    assert len(mailbox.folders["Processed"]) == 1


def test_the_connection_is_sealed_and_the_server_known(
    post: Post, settings, tmp_path: Path, monkeypatch, account: BillingAccount
) -> None:
    certificate = make_certificate(tmp_path / "mail.pem")
    post.deliver(bytes(mail(bill_csv())))
    with served(post, certificate) as port:
        settings.BILL_MAIL_URL = address(port, scheme="imaps")
        stranger = collect()["mail"]
        monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, str(certificate))
        known = collect()["mail"]
        settings.BILL_MAIL_URL = address(port, scheme="imaps", host="127.0.0.1")
        otherwise_called = collect()["mail"]

    assert "CERTIFICATE_VERIFY_FAILED" in stranger.error
    assert (known.error, known.waiting) == (None, 1)
    assert "CERTIFICATE_VERIFY_FAILED" in otherwise_called.error


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("imap://me:secret@mail.test/INBOX", "unsealed"),
        ("pop3://me:secret@mail.test", "not written as"),
        ("imaps://mail.test/INBOX", "not written as"),
        ("imaps://me:secret@mail.test:port/INBOX", "not written as"),
        ("imaps://me:secret@mail.test/IN%0D%0ABOX", "no mail server takes"),
    ],
)
def test_an_address_that_names_no_mailbox_is_refused_without_showing_it(
    url: str, told: str
) -> None:
    with pytest.raises(BadAddress) as refused:
        Address.of(url)

    assert told in refused.value.sentence
    assert "secret" not in refused.value.sentence


def test_an_address_shows_no_password() -> None:
    whole = Address.of("imaps://bills%40us.test:secret@mail.us.test/Bills%20in")

    assert str(whole) == "Bills in of bills@us.test on mail.us.test:993"
    assert "secret" not in repr(whole)
