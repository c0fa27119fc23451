"""Whom a client's affairs are told to; as keys, because client users may not read people whole."""

from clients.people.models import Client, Membership, User


def people_of_practice(client: Client) -> list[int]:
    """The consultants assigned to a client; the principals where nobody is."""
    assigned = User.objects.filter(
        is_active=True,
        memberships__client=client,
        memberships__role=Membership.Role.CONSULTANT,
    ).order_by("pk")
    return list(assigned.values_list("pk", flat=True)) or principals()


def principals() -> list[int]:
    """Whoever runs the practice."""
    people = User.objects.filter(is_active=True, kind=User.Kind.PRINCIPAL).order_by("pk")
    return list(people.values_list("pk", flat=True))


def people_of_client(client: Client) -> list[int]:
    """The client's own people who can sign in."""
    people = User.objects.filter(is_active=True, kind=User.Kind.CLIENT)
    theirs = people.filter(memberships__client=client).order_by("pk")
    return list(theirs.values_list("pk", flat=True))


def executives_of_client(client: Client) -> list[int]:
    """The client's executives; all of its own people where none is one."""
    people = User.objects.filter(is_active=True, kind=User.Kind.CLIENT)
    executives = people.filter(
        memberships__client=client, memberships__role=Membership.Role.EXECUTIVE
    ).order_by("pk")
    return list(executives.values_list("pk", flat=True)) or people_of_client(client)
