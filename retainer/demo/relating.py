"""Whom the demo's clients work with: us, and the carrier of their first contract."""

from django.db.models import F

from clients.models import Client, Contract, Membership, Relationship, User
from clients.relationships.services import keep_relationship

Role = Membership.Role


def relate_like_a_client(client: Client, consultant: User) -> None:
    """The retainer with both sponsors, and one carrier whose sponsor nobody named yet."""
    if Relationship.objects.filter(client=client).exists():
        return
    kinds = User.Kind
    principal = User.objects.filter(kind=kinds.PRINCIPAL).order_by("pk").first()
    seats = Membership.objects.filter(client=client, user__kind=kinds.CLIENT).select_related("user")
    theirs = {seat.role: seat.user for seat in seats.order_by("-pk")}
    executive = theirs.get(Role.EXECUTIVE)
    owner = theirs.get(Role.MANAGER, executive)
    keep_relationship(
        relationship=Relationship(
            client=client,
            name="Our retainer",
            our_owner=consultant,
            their_owner=owner,
            our_sponsor=principal,
            their_sponsor=executive,
        ),
        kept_by=consultant,
    )
    contracts = Contract.objects.filter(client=client).select_related("carrier")
    contract = contracts.order_by(F("term").asc(nulls_last=True), "pk").first()
    if contract is not None:
        keep_relationship(
            relationship=Relationship(
                client=client,
                name=contract.carrier.name,
                kind=Relationship.Kind.CARRIER,
                carrier=contract.carrier,
                contract=contract,
                our_owner=consultant,
                their_owner=owner,
                contact="The account manager",
            ),
            kept_by=consultant,
        )
