"""The first principal of a fresh installation."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client as Browser
from django.urls import reverse

from clients.models import User

PASSWORD = "a long sentence of my own"


def test_a_principal_chooses_a_password_under_the_printed_link(
    db: None, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("invite_principal", "Pat@Practice.test", "Pat Page")
    link = capsys.readouterr().out.strip().removeprefix(settings.SITE_URL)

    form = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    browser.post(reverse("account_login"), {"login": "pat@practice.test", "password": PASSWORD})

    assert browser.get(reverse("people:user_list")).status_code == 200


def test_a_login_that_exists_is_left_alone(pat: User) -> None:
    with pytest.raises(SystemExit) as refused:
        call_command("invite_principal", pat.email.upper(), "Somebody Else")

    pat.refresh_from_db()
    assert (refused.value.code, pat.name) == (3, "Pat Page")
