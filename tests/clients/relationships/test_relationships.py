"""Relationships: who answers for them, who may see them, and what hangs on them."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clients.models import Carrier, Client, Relationship, User
from clients.relationships.services import RelationshipRefused, keep_relationship


@pytest.fixture
def retainer(acme: Client, casey: User, owen: User) -> Relationship:
    return keep_relationship(
        relationship=Relationship(
            client=acme, name="Our retainer", our_owner=casey, their_owner=owen
        ),
        kept_by=casey,
    )


def browsing(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def page(user: User, name: str, *of: object) -> str:
    answer = browsing(user).get(reverse(f"relationships:{name}", args=of))
    return answer.content.decode()


def test_a_name_is_all_a_relationship_needs(acme: Client, casey: User) -> None:
    address = reverse("relationships:relationship_create") + f"?client={acme.slug}"

    answer = browsing(casey).post(
        address, {"name": "Our retainer", "kind": "practice", "is_active": "on"}
    )

    made = Relationship.objects.get()
    assert answer.url == reverse("relationships:relationship_detail", args=[made.public_id])
    assert made.our_owner is None
    assert "A sponsor is missing" in page(casey, "relationship_detail", made.public_id)


def test_people_are_offered_on_their_own_side_alone(
    retainer: Relationship, casey: User, owen: User, pat: User, stella: User
) -> None:
    address = reverse("relationships:relationship_edit", args=[retainer.public_id])

    fields = browsing(casey).get(address).context["form"].fields

    assert set(fields["our_sponsor"].queryset) == {pat, casey}
    assert set(fields["their_sponsor"].queryset) == {owen}


def test_a_relationship_with_a_carrier_names_it(acme: Client, casey: User) -> None:
    address = reverse("relationships:relationship_create") + f"?client={acme.slug}"
    facts = {"name": "Verizon voice", "kind": "carrier", "is_active": "on"}

    refused = browsing(casey).post(address, facts).content.decode()
    carrier = Carrier.objects.create(name="Verizon")
    browsing(casey).post(address, facts | {"carrier": carrier.pk})

    assert "Choose the carrier" in refused
    assert Relationship.objects.get().carrier == carrier
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(client=acme, name="Nobody", kind="carrier")


def test_a_name_is_taken_once_at_a_client(retainer: Relationship, casey: User) -> None:
    with pytest.raises(RelationshipRefused, match="Look for it in the list"):
        keep_relationship(
            relationship=Relationship(client=retainer.client, name=retainer.name), kept_by=casey
        )


def test_the_client_reads_who_answers_on_both_sides(retainer: Relationship, owen: User) -> None:
    shown = page(owen, "my_relationship", retainer.public_id)

    assert "Casey Cole" in shown
    assert "Owen Ortiz" in shown
    assert retainer.name in page(owen, "my_relationships")


def test_the_list_goes_out_as_a_file(retainer: Relationship, casey: User) -> None:
    heading, row = page(casey, "relationship_export").splitlines()

    assert heading.startswith("client,name,kind,carrier,contract,our_owner,their_owner")
    assert row.startswith(f"{retainer.client},Our retainer,practice,,,Casey Cole,Owen Ortiz")


def test_a_change_is_written_down_and_what_ended_comes_last(
    retainer: Relationship, acme: Client, casey: User
) -> None:
    keep_relationship(relationship=Relationship(client=acme, name="Zayo"), kept_by=casey)
    retainer.is_active = False
    keep_relationship(relationship=retainer, kept_by=casey)

    shown = page(casey, "relationship_list")

    assert shown.index("Zayo") < shown.index("Our retainer")
    detail = page(casey, "relationship_detail", retainer.public_id)
    assert "Changed the relationship Our retainer" in detail


def test_empty_lists_teach(casey: User, owen: User) -> None:
    assert "Set up the first" in page(casey, "relationship_list")
    assert "Nothing set up yet" in page(owen, "my_relationships")


def test_many_relationships_cost_no_more_queries(
    acme: Client, casey: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        relationship = Relationship(client=acme, name=f"Carrier {number}", our_owner=casey)
        keep_relationship(relationship=relationship, kept_by=casey)

    browser = browsing(casey)
    with django_assert_max_num_queries(15):
        browser.get(reverse("relationships:relationship_list"))
