"""The sign-in package's forms for a new password, labelled as everything else is."""

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm


class ChangePassword(ChangePasswordForm):
    """Of somebody who is signed in."""

    oldpassword = PasswordField(label="Current password", autocomplete="current-password")
    password1 = SetPasswordField(label="New password")
    password2 = PasswordField(label="New password, again", autocomplete="new-password")


class ResetPassword(ResetPasswordKeyForm):
    """Of somebody who followed the link in our mail."""

    password1 = SetPasswordField(label="New password")
    password2 = PasswordField(label="New password, again", autocomplete="new-password")
