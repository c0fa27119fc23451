"""A request, two bidders, and how one of their people comes in."""

import re

import pytest
from django.core import mail
from django.test import Client as Browser

from clients.models import Client, User
from rfp.bidders.services import invite_bidder
from rfp.models import Bidder, Rfp


@pytest.fixture
def rfp(acme: Client, pat: User) -> Rfp:
    return Rfp.objects.create(
        client=acme,
        reference="ACM-2026-01",
        title="Access for two sites",
        lead=pat,
        made_by=pat,
        contact="buyer@acme.test",
        time_zone="America/Chicago",
    )


@pytest.fixture
def birch(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp, company="Birch Telecom", name="Bo Birk", email="bo@birch.test", invited_by=pat
    )


@pytest.fixture
def cedar(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp, company="Cedar Networks", name="Cy Cane", email="cy@cedar.test", invited_by=pat
    )


def link_in(email: str) -> str:
    """The path of the link in the last mail to an address."""
    body = next(sent.body for sent in reversed(mail.outbox) if email in sent.to)
    return re.search(r"https?://[^/\s]+(/bid/\S+/)", body)[1]


def code_in(email: str) -> str:
    """The code in the last mail to an address."""
    body = next(sent.body for sent in reversed(mail.outbox) if email in sent.to)
    return re.search(r"^\d{6}$", body, re.MULTILINE)[0]


def come_in(email: str) -> Browser:
    """Follow the link of the mail, ask for the code, and write it."""
    browser, link = Browser(), link_in(email)
    browser.post(link)
    answer = browser.post(f"{link}code/", {"code": code_in(email)})
    assert answer.headers["Location"] == "/bidder/"
    return browser
