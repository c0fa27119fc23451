"""Choosing another password: the sign-in package's pages in our words."""

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client as Browser
from django.urls import reverse

from clients.models import User
from clients.people.passwords import ChangePassword, ResetPassword


@pytest.mark.parametrize("form", [ChangePassword, ResetPassword])
def test_every_field_is_labelled_in_sentence_case(form: type) -> None:
    labels = [field.label for field in form.base_fields.values()]

    assert [label.capitalize() for label in labels] == labels


def test_the_page_for_changing_it_asks_for_both(browser: Browser, casey: User) -> None:
    browser.force_login(casey)

    page = browser.get(reverse("account_change_password")).content.decode()

    for label in ("Current password", "New password", "New password, again"):
        assert label in page
    assert "New Password" not in page
