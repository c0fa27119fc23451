"""Signing in with a password and a code, as whoever decides about money should."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.browser.cast import PASSWORD, Person
from tests.browser.visitor import Visitor

PERIOD = 30  # seconds that a code is shown for


def code_of(key: str) -> str:
    """What an authenticator app with this key shows now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // PERIOD))


def set_up(visitor: Visitor, person: Person) -> str:
    """Sign in, turn two-step sign-in on, sign out; the key that the app keeps."""
    visitor.sign_in(person)
    page = visitor.open("/accounts/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    key = page.locator(".code-card .mono").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(key))
    page.get_by_role("button", name="Turn two-step sign-in on").click()
    page.get_by_text("Recovery codes").first.wait_for()
    visitor.context.clear_cookies()
    return key


def sign_in_with_code(visitor: Visitor, person: Person, key: str) -> Page:
    page = visitor.open("/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Enter your code").wait_for()
    page.get_by_label("Code").fill(code_of(key))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text(person.name).first.wait_for()
    return page
