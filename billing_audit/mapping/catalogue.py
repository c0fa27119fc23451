"""The layouts there are: what the practice mapped, version by version, and what is shipped."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max
from django.utils.text import slugify

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.importers.mapped.fields import IN_WORDS
from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.importers.mapped.shipped import SHIPPED
from billing_audit.bills.models import BillFile
from billing_audit.bills.profile_models import BillProfile, BillProfileQuerySet
from billing_audit.bills.profiles import versions_of
from billing_audit.mapping.changes import changes
from clients.people.models import User


@dataclass(frozen=True)
class Use:
    """How often a layout was of use, among the files that somebody sees."""

    files: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Version:
    """One version on the page of its layout."""

    row: BillProfile
    changes: list[str]
    files: int


def newest_versions() -> BillProfileQuerySet:
    """One row for each layout the practice made, those withdrawn among them."""
    newest = BillProfile.objects.order_by("carrier_id", "name", "-version")
    newest = newest.distinct("carrier_id", "name")
    return BillProfile.objects.filter(pk__in=newest.values("pk")).select_related("carrier")


def uses_of_ours(user: User) -> dict[tuple[int, str], Use]:
    """The use of each layout by its carrier and name, all versions together."""
    files = BillFile.objects.visible_to(user).loaded().filter(profile__isnull=False).order_by()
    counted = files.values_list("profile__carrier", "profile__name").annotate(
        Count("pk"), Max("brought_at")
    )
    return {(carrier, name): Use(number, last) for carrier, name, number, last in counted}


def uses_of_shipped(user: User) -> dict[str, Use]:
    files = BillFile.objects.visible_to(user).loaded().filter(profile=None).order_by()
    counted = files.exclude(profile_title="").values_list("profile_title")
    return {
        title: Use(number, last)
        for title, number, last in counted.annotate(Count("pk"), Max("brought_at"))
    }


def history_of(layout: BillProfile, user: User) -> list[Version]:
    """Every version, the newest first, with what it changed."""
    rows = list(
        versions_of(carrier=layout.carrier, name=layout.name).select_related("carrier", "made_by")
    )
    files = BillFile.objects.visible_to(user).loaded().filter(profile__in=rows).order_by()
    loaded = dict(files.values_list("profile").annotate(Count("pk")))
    earlier = [*rows[1:], None]
    return [
        Version(
            row,
            changes(before.profile, row.profile) if before else [],
            loaded.get(row.pk, 0),
        )
        for row, before in zip(rows, earlier, strict=True)
    ]


def shipped_layout(slug: str) -> Profile | None:
    """The one that comes with the product, by its name as part of an address."""
    return next((each for each in SHIPPED if slugify(each.name) == slug), None)


def meanings(profile: Profile) -> list[tuple[str, str]]:
    """Each column of a layout, and what it is taken for."""
    fields = [(head, IN_WORDS[field]) for field, head in profile.columns.items()]
    charges = [
        (each.column or each.quantity, f"a charge: {charge_in_words(each.charge_type)}{sign}")
        for each in profile.charges
        for sign in [", written as a positive amount" if each.is_credit else ""]
    ]
    proofs = [
        (each.total, f"a total that proves {', '.join(each.parts)}") for each in profile.proofs
    ]
    return [*fields, *charges, *proofs]


def words_of(profile: Profile) -> list[tuple[str, str]]:
    """The carrier's words for kinds of charge, and ours."""
    return [(word, charge_in_words(kind)) for word, kind in profile.charge_types.items()]


def charge_in_words(name: str) -> str:
    return ChargeType[name.upper()].in_words if name else "of a kind nobody said"


def base_named(word: str) -> Profile | None:
    """The layout that is to be changed: one of ours by its public id, a shipped one by its name."""
    shipped = next((each for each in SHIPPED if each.name == word), None)
    if shipped or not word:
        return shipped
    try:
        ours = BillProfile.objects.filter(public_id=UUID(word)).select_related("carrier").first()
    except ValueError:
        return None
    return ours.profile if ours else None
