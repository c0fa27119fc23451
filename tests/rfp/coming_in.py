"""How somebody of a bidder comes in, as they do it."""

import re

from django.core import mail
from django.test import Client as Browser


def link_in(email: str) -> str:
    """The path of the link in the last mail to an address that has one."""
    links = (
        re.search(r"https?://[^/\s]+(/bid/\S+/)", sent.body)
        for sent in reversed(mail.outbox)
        if email in sent.to
    )
    return next(link for link in links if link)[1]


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
