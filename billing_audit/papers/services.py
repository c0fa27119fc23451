"""What people do about bills on paper: keep how they are read, mend what was read."""

from django.db import transaction
from django.db.models import Max

from billing_audit.bills.importers.paper.template import Template
from billing_audit.bills.paper_models import PaperTemplate
from clients.people import activity
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.refusal import Refused


@transaction.atomic
def save_layout(*, template: Template, name: str, saved_by: User) -> PaperTemplate:
    """Keep a layout as its next version; the bills read by earlier ones stay as they are."""
    carrier = _carrier(template)
    # Two people who save at once get two versions, one after the other.
    Carrier.objects.select_for_update().get(pk=carrier.pk)
    drawn = PaperTemplate.objects.filter(carrier=carrier, name=name)
    newest = drawn.aggregate(version=Max("version"))["version"] or 0
    layout = template.to_json()
    if drawn.filter(version=newest, layout=layout, is_retired=False).exists():
        raise Refused("Nothing was changed since the last version.", reason="unchanged")
    saved = PaperTemplate.objects.create(
        carrier=carrier, name=name, version=newest + 1, layout=layout, made_by=saved_by
    )
    activity.record("layout.saved", f"{saved} was drawn.", actor=saved_by, subject=saved)
    return saved


@transaction.atomic
def retire_layout(*, layout: PaperTemplate, retired_by: User) -> None:
    """Read no more bills by it."""
    layout.is_retired = True
    layout.save(update_fields=["is_retired"])
    activity.record("layout.retired", f"{layout} was given up.", actor=retired_by, subject=layout)


def _carrier(template: Template) -> Carrier:
    """The carrier by its name however it is capitalised, entered if nobody has."""
    known = Carrier.objects.filter(name__iexact=template.carrier).first()
    currency = template.conventions.currency
    return known or Carrier.objects.create(name=template.carrier, currency=currency)
