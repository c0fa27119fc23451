"""Keeping what is issued, and the practice's own Word template."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.issuing import tasks
from rfp.issuing.apart import check_template
from rfp.issuing.models import IssueCandidate, IssuedVersion, WordTemplate
from rfp.issuing.shape import IssuedRequest


class IssueRefused(Refused):
    """This cannot be issued as it stands."""


@transaction.atomic
def keep_version(
    *,
    rfp: Rfp,
    request: IssuedRequest,
    issued_by: User,
    candidate: IssueCandidate | None = None,
    changed: frozenset[str] = frozenset(),
) -> IssuedVersion:
    """Keep what bidders get, for good, and have its files drawn."""
    rfp = Rfp.objects.select_for_update(of=("self",)).select_related("client").get(pk=rfp.pk)
    last = rfp.versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    if request.version != number:
        raise IssueRefused(f"The next version is {number}. Load the page again.")
    version = IssuedVersion.objects.create(
        client_id=rfp.client_id,
        rfp=rfp,
        number=number,
        candidate=candidate,
        document=request.document,
        told=request.told.document,
        digest=request.digest,
        commitment=request.commitment,
        changed=sorted(changed),
        template=current_template(),
        issued_by=issued_by,
    )
    version.refresh_from_db(fields=["public_id"])
    record(
        "rfp.issued",
        f"Issued version {number} of {rfp}",
        actor=issued_by,
        client=rfp.client,
        subject=rfp,
        digest=request.digest,
    )
    tasks.draw_version.delay_on_commit(version.pk)
    return version


def current_template() -> WordTemplate | None:
    """The Word template that requests are drawn into; none means our own looks."""
    return WordTemplate.objects.filter(dropped_at=None).order_by("-pk").first()


def keep_template(*, name: str, content: bytes, kept_by: User) -> WordTemplate:
    """Take a Word template in place of the one before; refuses one that cannot be used."""
    check_template(content)
    with transaction.atomic():
        _drop()
        kept = WordTemplate.objects.create(
            name=name[:160],
            content=content,
            sha256=sha256(content).hexdigest(),
            kept_by=kept_by,
        )
        record("template.kept", f"Took the Word template {kept}", actor=kept_by)
    return kept


@transaction.atomic
def drop_template(*, dropped_by: User) -> None:
    """Draw with our own looks again."""
    if _drop():
        record("template.dropped", "Draws Word documents without a template", actor=dropped_by)


def _drop() -> int:
    return WordTemplate.objects.filter(dropped_at=None).update(dropped_at=timezone.now())
