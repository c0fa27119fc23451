"""Choosing another password: the sign-in package's forms in our words."""

import pytest
from allauth.account import app_settings
from allauth.utils import get_form_class


@pytest.mark.parametrize("deed", ["change_password", "reset_password_from_key"])
def test_every_field_is_labelled_in_sentence_case(deed: str) -> None:
    form = get_form_class(app_settings.FORMS, deed, None)

    labels = [field.label for field in form.base_fields.values()]

    assert "New password" in labels
    assert [label.capitalize() for label in labels] == labels
