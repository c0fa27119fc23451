"""The practice's own import profiles: kept version by version, and handed to who reads a bill."""

from dataclasses import replace

from django.db import IntegrityError, transaction

from billing_audit.bills.importers.mapped.profile import Profile, sound
from billing_audit.bills.importers.mapped.shipped import SHIPPED
from billing_audit.bills.profile_models import BillProfile, BillProfileQuerySet
from clients.people.activity import record
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.refusal import Refused


class SavedMeanwhile(Refused):
    """Somebody else saved the next version first."""


@transaction.atomic
def save_profile(*, profile: Profile, carrier: Carrier, made_by: User) -> BillProfile:
    """Keep the profile as the carrier's next version of this name; files read before stay theirs.

    Raises ``UnsoundProfile`` for one that nobody could read a bill by.
    """
    whose = "" if "carrier" in profile.columns else carrier.name
    sound(profile := replace(profile, carrier=whose))
    last = versions_of(carrier=carrier, name=profile.name).first()
    try:
        with transaction.atomic():
            saved = BillProfile.objects.create(
                carrier=carrier,
                name=last.name if last else profile.name,
                version=last.version + 1 if last else 1,
                layout=profile.to_json(),
                made_by=made_by,
            )
    except IntegrityError as clash:
        raise SavedMeanwhile(
            f"Somebody saved another version of {profile.name} in this moment. Look at it first."
        ) from clash
    record("bill_profile.saved", f"The layout {saved} was saved", actor=made_by,
           subject=saved)  # fmt: skip
    return saved


@transaction.atomic
def retire_profile(*, profile: BillProfile, retired_by: User) -> None:
    """Recognise no more files by it, in whatever version."""
    versions_of(carrier=profile.carrier, name=profile.name).update(is_retired=True)
    record("bill_profile.retired", f"The layout {profile.name} was given up",
           actor=retired_by, subject=profile)  # fmt: skip


def versions_of(*, carrier: Carrier, name: str) -> BillProfileQuerySet:
    """Every version of a profile, newest first."""
    return BillProfile.objects.filter(carrier=carrier, name__iexact=name).order_by("-version")


def newest_profiles() -> BillProfileQuerySet:
    """What files are recognised by now."""
    return BillProfile.objects.in_use().select_related("carrier")


def known_names() -> set[str]:
    """What the profiles are called that a file may be read by, the shipped ones with them."""
    return {each.name for each in SHIPPED} | {each.name for each in newest_profiles()}


def handed_out() -> list[dict]:
    """The profiles in use as a reading child takes them."""
    return [
        {"key": each.pk, "version": each.version, "layout": each.profile.to_json()}
        for each in newest_profiles()
    ]
