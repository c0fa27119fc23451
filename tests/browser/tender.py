"""A client about to ask carriers for proposals, upon a decision it approved."""

from pathlib import Path

from clients.models import Client, DecisionRight, Site, User
from retainer.lib.tenancy import ALL, acting_as
from tests.browser import stage
from tests.browser.bills import Customer
from tests.browser.cast import CASEY, Person
from tests.rfp.sourcing.making import put, say

PIPER = Customer("piper", "Piper Clinics", "914-300-0027", lines=3)
PAULA = Person("paula@piper.test", "Paula Pied", "client", "executive", (PIPER.slug,))
BIDDER = ("Birch Telecom", "Bo Birk", "bo@birch.test")
SITES = (("PC-01", "Harbor clinic", "1 Dock Rd"), ("PC-02", "Hill clinic", "9 Ridge Ave"))


def take_on(place: str) -> None:
    """Piper with two sites, somebody who may sign contracts, and what they decided to buy."""
    stage.take_on(PIPER, PAULA, str(Path(place)))
    with acting_as("worker", clients=ALL):
        client = Client.objects.get(slug=PIPER.slug)
        paula = User.objects.get(email=PAULA.email)
        for code, name, street in SITES:
            Site.objects.create(
                client=client, code=code, name=name, street=street, city="Fresno", region="CA"
            )
        DecisionRight.objects.create(client=client, user=paula, subject="contract")
        decision = put(client, User.objects.get(email=CASEY.email), paula)
        decision.refresh_from_db()
    say(decision, paula, "approved")
