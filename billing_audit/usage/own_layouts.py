"""The practice's own layouts of usage: kept in versions, the newest used."""

import json
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from billing_audit.usage.layouts import SHIPPED, Layout, sound
from billing_audit.usage.models import OwnLayout
from clients.people import activity
from clients.people.models import User
from retainer.lib.refusal import Refused


def newest() -> list[OwnLayout]:
    """The latest version of every layout."""
    return list(OwnLayout.objects.order_by("name", "-version").distinct("name"))


def base_named(word: str) -> Layout | None:
    """The layout to begin with: one that is shipped by its name, one of ours by its public id."""
    shipped = next((each for each in SHIPPED if each.name == word), None)
    if shipped or not word:
        return shipped
    try:
        ours = OwnLayout.objects.filter(public_id=UUID(word)).first()
    except ValueError:
        return None
    return Layout.from_json(ours.layout) if ours else None


def order() -> bytes:
    """The practice's layouts as the reading child takes them."""
    return json.dumps([each.layout for each in newest()]).encode()


@transaction.atomic
def keep_layout(*, layout: Layout, made_by: User | None) -> OwnLayout:
    """Keep a layout, as the next version where one of its name is there."""
    if layout.name in {shipped.name for shipped in SHIPPED}:
        raise Refused(
            f"“{layout.name}” comes with the product. Choose another name.", reason="name_taken"
        )
    sound(layout)
    known = OwnLayout.objects.filter(name=layout.name).aggregate(latest=Max("version"))["latest"]
    made = OwnLayout.objects.create(
        name=layout.name,
        version=(known or 0) + 1,
        layout=layout.to_json(),
        made_by=made_by,
    )
    activity.record("usage.layout", f"The usage layout {made} was kept.", actor=made_by)
    return made
