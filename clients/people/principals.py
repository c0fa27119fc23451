"""Principals whose login is made at the machine itself: the first of a practice, or a further one.

Nobody is signed in there, so nobody did it: the activity says what happened, and no actor.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import acting_as


class PrincipalRefused(Refused):
    """The login cannot be made; the message says why and what to do."""


@transaction.atomic
def make_principal(*, email: str, name: str, password: str | None = None) -> User:
    """Make a login that sees every client; without a password, one that must first choose it."""
    email = free_address(email)
    if password is not None:
        refuse_weak_password(password, email=email, name=name)
    user = User.objects.create_user(
        email, name=name.strip(), kind=User.Kind.PRINCIPAL, password=password
    )
    record("person.joined", f"{user} became a principal", actor=None, subject=user)
    return user


def vouch_for_address(user: User) -> None:
    """Note for the sign-in library that the address is this person's.

    Only the sign-in role may write that, on a connection of its own: the login is committed first.
    """
    with acting_as("web"):
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


def free_address(email: str) -> str:
    """The address as it is kept, if it is one and nobody signs in with it."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise PrincipalRefused(
            f"“{email}” is no e-mail address; write one such as pat@practice.example."
        ) from wrong
    if known := User.objects.filter(email__iexact=email).first():
        raise PrincipalRefused(
            f"{email} signs in already, as {known.get_kind_display().lower()}. Use another "
            "address; a forgotten password is reset on the sign-in page."
        )
    return email


def refuse_weak_password(password: str, *, email: str, name: str) -> None:
    """Raise with every reason why the password is too easy to guess."""
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as weak:
        raise PrincipalRefused(
            f"{' '.join(weak.messages)} A sentence is easier to remember than a word."
        ) from weak
