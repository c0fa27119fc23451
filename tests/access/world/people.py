"""Who is there, and what they were told."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import DecisionRight, Invitation, Membership, Notice
from clients.notices.feeds import stop_token_of, token_of
from clients.notices.services import renew_feed
from clients.people.middleware import scope_of
from clients.people.services import _fingerprint
from tests.access.world.cast import Cast

TOKEN = "a-token-from-a-mail"


class People(Cast):
    """Who is there, and what they were told."""

    def people(self) -> dict[str, Any]:
        invitation = Invitation.objects.create(
            client=self.acme,
            email="ida@acme.test",
            name="Ida",
            kind="client",
            role="viewer",
            token_sha256=_fingerprint(TOKEN),
            invited_by=self.pat,
            expires_at=timezone.now() + timedelta(days=1),
        )
        return {
            "member": Membership.objects.get(user=self.owen).pk,
            "right": DecisionRight.objects.get(user=self.owen).pk,
            "user": self.owen.public_id,
            "invitation": invitation.public_id,
            "token": TOKEN,
        }

    def notices(self) -> dict[str, Any]:
        """Something Casey was told."""
        notice = Notice.objects.create(
            client=self.acme,
            recipient=self.casey,
            topic="use",
            sentence="Half of it is used.",
            link="/work/agreements/",
        )
        with scope_of(self.casey):
            calendar = token_of(renew_feed(user=self.casey))
        return {
            "notice": notice.public_id,
            "feed": calendar,
            "stop": stop_token_of(self.casey),
        }
