"""Let a principal in who chooses the password elsewhere; everybody else is invited by them."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import CommandParser
from django.urls import reverse

from clients.people.principals import make_principal
from retainer.lib.commands import PracticeCommand
from retainer.lib.tenancy import acting_as


class Command(PracticeCommand):
    help = "Makes a principal's login and prints the link under which they choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def work(self, *, email: str, name: str, **options: Any) -> None:
        with self.scope():
            user = make_principal(email=email, name=name)
        with acting_as("web"):
            token = default_token_generator.make_token(user)
        way = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
        self.say(f"{user} chooses a password here, once and within an hour:")
        self.stdout.write(f"{settings.SITE_URL}{way}")
