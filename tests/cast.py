"""The people of the tests and their companies, each as one function that makes their rows."""

from decimal import Decimal

from clients.models import Client, DecisionRight, Membership, User


def acme() -> Client:
    return Client.objects.create(slug="acme", name="Acme Logistics")


def globex() -> Client:
    return Client.objects.create(slug="globex", name="Globex Health")


def pat() -> User:
    return User.objects.create_user("pat@practice.test", name="Pat Page", kind="principal")


def casey(acme: Client) -> User:
    user = User.objects.create_user("casey@practice.test", name="Casey Cole", kind="consultant")
    Membership.objects.create(user=user, client=acme, role="consultant")
    return user


def corey() -> User:
    """A consultant who is not assigned to Acme."""
    return User.objects.create_user("corey@practice.test", name="Corey Ng", kind="consultant")


def owen(acme: Client) -> User:
    user = User.objects.create_user("owen@acme.test", name="Owen Ortiz", kind="client")
    Membership.objects.create(user=user, client=acme, role="executive")
    DecisionRight.objects.create(
        client=acme, user=user, subject="dispute", limit=Decimal("10000.00")
    )
    return user


def stella(globex: Client) -> User:
    user = User.objects.create_user("stella@globex.test", name="Stella Stone", kind="client")
    Membership.objects.create(user=user, client=globex, role="executive")
    return user
