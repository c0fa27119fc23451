"""Whom a client's affairs are told to; as keys, because client users may not read people whole."""

from clients.people.models import Client, Membership, User


def people_of_practice(client: Client) -> list[int]:
    """The consultants assigned to a client; the principals where nobody is."""
    active = User.objects.filter(is_active=True)
    assigned = active.filter(
        memberships__client=client, memberships__role=Membership.Role.CONSULTANT
    ).order_by("pk")
    principals = active.filter(kind=User.Kind.PRINCIPAL)
    return list(assigned.values_list("pk", flat=True)) or list(
        principals.values_list("pk", flat=True)
    )


def people_of_client(client: Client) -> list[int]:
    """The client's own people who can sign in."""
    people = User.objects.filter(is_active=True, kind=User.Kind.CLIENT)
    theirs = people.filter(memberships__client=client).order_by("pk")
    return list(theirs.values_list("pk", flat=True))
