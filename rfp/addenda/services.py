"""What the practice does with addenda: opens one, explains each change, sends it to all bidders."""

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from rfp.addenda import tasks
from rfp.addenda.changes import changed_ids
from rfp.addenda.models import Addendum, Rationale
from rfp.addenda.standing import standing
from rfp.authoring.models import Rfp
from rfp.bidders.telling import tell_all
from rfp.issuing.models import IssuedVersion
from rfp.issuing.services import keep_version


class AddendumRefused(Refused):
    """This cannot be done with the addendum."""


@transaction.atomic
def open_addendum(*, rfp: Rfp, opened_by: User) -> Addendum:
    """Let the text of an issued request be changed; bidders keep what they have until it is out."""
    rfp = _locked(rfp)
    if rfp.state != Rfp.State.ISSUED:
        raise AddendumRefused("Only a request that is issued and not closed has addenda.")
    if rfp.addendum_open:
        raise AddendumRefused("An addendum is open already. Go on with that one.")
    last = rfp.addenda.aggregate(last=Max("number"))["last"] or 0
    addendum = Addendum.objects.create(
        client_id=rfp.client_id,
        rfp=rfp,
        number=last + 1,
        before=rfp.versions.order_by("-number")[0],
        opened_by=opened_by,
    )
    addendum.refresh_from_db(fields=["public_id"])
    rfp.addendum_open = True
    rfp.save(update_fields=["addendum_open"])
    record("rfp.addendum_opened", f"{addendum} of {rfp} was opened", actor=opened_by,
           client=rfp.client, subject=rfp)  # fmt: skip
    return addendum


@transaction.atomic
def close_unchanged(*, addendum: Addendum, closed_by: User) -> None:
    """Put an addendum away that changes nothing."""
    rfp = _locked(addendum.rfp)
    if not addendum.is_open:
        raise AddendumRefused("It is out. What bidders have stays; open another one.")
    if standing(addendum).told:
        raise AddendumRefused(
            "It changes something still. Bring the pieces back by their history, then close it."
        )
    addendum.rationales.all().delete()
    addendum.delete()
    rfp.addendum_open = False
    rfp.save(update_fields=["addendum_open"])
    record("rfp.addendum_closed", f"An addendum of {rfp} was put away", actor=closed_by,
           client=rfp.client, subject=rfp)  # fmt: skip


@transaction.atomic
def explain(
    *, addendum: Addendum, key: str, because: str, is_substantive: bool | None, explained_by: User
) -> Rationale:
    """Say why a piece changes; judging against the rule takes a reason, too."""
    if not addendum.is_open:
        raise AddendumRefused("It is out, and its reasons stay.")
    if is_substantive is not None and not because.strip():
        raise AddendumRefused("Say why you judge otherwise than the rule.")
    rationale, _ = Rationale.objects.update_or_create(
        addendum=addendum,
        key=key,
        defaults={
            "client_id": addendum.client_id,
            "because": because.strip(),
            "is_substantive": is_substantive,
        },
    )
    return rationale


@transaction.atomic
def publish(*, addendum: Addendum, published_by: User) -> IssuedVersion:
    """Issue the next version and send the addendum to all bidders; refused while a rule says no."""
    rfp = _locked(addendum.rfp)
    addendum = Addendum.objects.select_for_update(of=("self",)).get(pk=addendum.pk)
    addendum.rfp = rfp
    if not addendum.is_open:
        raise AddendumRefused("It is out already.")
    if not addendum.summary.strip():
        raise AddendumRefused("Say in a sentence what changes: bidders read it first.")
    stands = standing(addendum)
    if not stands.told:
        raise AddendumRefused("It changes nothing yet.")
    if missing := [each.change.key for each in stands.unexplained]:
        raise AddendumRefused(f"Say why these change: {', '.join(missing)}.")
    if stands.deadline and not stands.deadline.stands:
        raise AddendumRefused(
            f"{stands.deadline.because} Proposals may be due on "
            f"{written.day(stands.deadline.earliest)} at the earliest: move the step of the "
            "schedule, or judge why nothing of substance changes."
        )
    told = stands.before.step("due")
    if told and (stands.deadline is None or stands.deadline.due < told.at):
        raise AddendumRefused(
            "Bidders were told a later hour for their proposals. It may move later, never nearer: "
            "sealed bids could be read before it."
        )
    version = keep_version(
        rfp=rfp,
        request=stands.now,
        issued_by=published_by,
        changed=changed_ids(each.change for each in stands.told),
    )
    addendum.after, addendum.published_by = version, published_by
    addendum.published_at = timezone.now()
    addendum.save(update_fields=["after", "published_by", "published_at"])
    rfp.addendum_open = False
    rfp.save(update_fields=["addendum_open"])
    record("rfp.addendum_published", f"{addendum} of {rfp} went out: {addendum.summary}",
           actor=published_by, client=rfp.client, subject=rfp)  # fmt: skip
    notify(
        to=people_of_client(rfp.client),
        client=rfp.client,
        topic=Topic.DECISION,
        sentence=f"{addendum} of {rfp} went out to bidders: {addendum.summary}",
        link=reverse("addenda:my_addendum", args=[addendum.public_id]),
        made_by=published_by,
    )
    tell_all(
        rfp,
        subject=f"{rfp.reference}: {addendum}",
        template="addenda/mail/published.txt",
        addendum=addendum,
    )
    tasks.draw_addendum.delay_on_commit(addendum.pk)
    return version


def _locked(rfp: Rfp) -> Rfp:
    locked = Rfp.objects.select_for_update(of=("self",)).select_related("client")
    return locked.get(pk=rfp.pk)
