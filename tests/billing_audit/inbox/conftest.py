"""A mailbox on this machine, and Corvane's account at Acme."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from billing_audit.inbox.collecting import Tally, collect
from billing_audit.inbox.models import Arrival
from clients.models import BillingAccount, Carrier, Client
from tests.billing_audit.inbox.imap import PASSWORD, USER, Post, served

Fetch = Callable[..., Tally]


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Corvane")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")


@pytest.fixture
def post() -> Post:
    return Post()


def address(port: int, *, scheme: str = "imap", host: str = "localhost", **other: str) -> str:
    user, password = other.get("user", USER), other.get("password", PASSWORD)
    return f"{scheme}://{quote(user, safe='')}:{quote(password, safe='')}@{host}:{port}"


@pytest.fixture
def mailbox(post: Post, settings) -> Iterator[Post]:
    """The mailbox that the product fetches from."""
    with served(post) as port:
        settings.BILL_MAIL_URL = address(port)
        yield post


@pytest.fixture
def fetch(mailbox: Post, db: None) -> Fetch:
    """Deliver mails and have the product look for them."""

    def fetched(*mails: EmailMessage | bytes) -> Tally:
        mailbox.deliver(*(each if isinstance(each, bytes) else bytes(each) for each in mails))
        return collect()["mail"]

    return fetched


@pytest.fixture
def arrived(fetch: Fetch) -> Callable[..., Arrival]:
    """What one mail becomes."""

    def came(mail: EmailMessage | bytes) -> Arrival:
        tally = fetch(mail)
        assert tally.error is None
        return Arrival.objects.get()

    return came


@pytest.fixture
def drop(tmp_path: Path, settings) -> Path:
    """The drop folder, whose files nobody writes to."""
    settings.BILL_DROP_FOLDER = str(tmp_path)
    return tmp_path
