"""What people do with a playbook: write it, publish it, acknowledge it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import Membership, User
from clients.playbook import tasks
from clients.playbook.generated import parts_of
from clients.playbook.models import PlaybookAcknowledgement, PlaybookDraft, PlaybookVersion
from clients.playbook.shape import Contents, OtherShape, Text, read
from clients.relationships.models import Relationship
from retainer.lib import records
from retainer.lib.refusal import Refused

Side = PlaybookAcknowledgement.Side
Role = Membership.Role
#: The client's people who may acknowledge for it.
SPEAK_FOR_THE_CLIENT = (Role.EXECUTIVE, Role.MANAGER)
TEXTS = ("framework", "operating_model", "processes")


class PlaybookRefused(Refused):
    """This cannot be done with the playbook as it stands."""


@transaction.atomic
def write(*, draft: PlaybookDraft, written_by: User) -> PlaybookDraft:
    """Keep the texts of the next version; nobody of the client reads them before it is out."""
    draft.changed_by_id = written_by.pk
    draft.save()
    _note(draft.relationship, "written", "Wrote on the playbook", written_by)
    return draft


def draft_of(relationship: Relationship, *, locked: bool = False) -> PlaybookDraft:
    """The draft, or an empty one that is not stored; ``locked`` while somebody changes it."""
    drafts = PlaybookDraft.objects.filter(relationship=relationship)
    found = (drafts.select_for_update() if locked else drafts).first()
    return found or PlaybookDraft(client_id=relationship.client_id, relationship=relationship)


def next_contents(relationship: Relationship, number: int) -> Contents:
    """What a version published now would say."""
    draft = draft_of(relationship)
    titles = {name: PlaybookDraft._meta.get_field(name).verbose_name for name in TEXTS}
    texts = [
        Text(name, str(titles[name]).capitalize(), getattr(draft, name).strip()) for name in TEXTS
    ]
    parts = parts_of(relationship, timezone.localdate())
    return Contents(relationship.client.name, relationship.name, number, texts, parts)


@transaction.atomic
def publish(*, relationship: Relationship, published_by: User) -> PlaybookVersion:
    """Freeze what is written and on file as the next version, and ask both sides to read it."""
    held = Relationship.objects.select_for_update(of=("self",)).select_related("client")
    relationship = held.get(pk=relationship.pk)
    last = relationship.playbooks.order_by("-number").first()
    contents = next_contents(relationship, last.number + 1 if last else 1)
    if last is not None and _says_the_same(last, contents):
        raise PlaybookRefused(f"Nothing changed since version {last.number}.")
    kept = records.plain(contents)
    version = PlaybookVersion.objects.create(
        client_id=relationship.client_id,
        relationship=relationship,
        number=contents.number,
        contents=kept,
        contents_sha256=records.sha256(kept),
        published_by=published_by,
    )
    version.refresh_from_db(fields=["public_id"])
    _note(relationship, "published", f"Published version {version.number} of the playbook",
          published_by)  # fmt: skip
    principals = User.objects.filter(is_active=True, kind=User.Kind.PRINCIPAL)
    notify(
        to=[*people_of_client(relationship.client), *principals.values_list("pk", flat=True)],
        client=relationship.client,
        topic=Topic.PLAYBOOK,
        sentence=f"Read and acknowledge version {version.number} of the playbook: {relationship}",
        link=reverse("playbook:version_detail", args=[version.public_id]),
        made_by=published_by,
    )
    tasks.draw_playbook.delay_on_commit(version.pk)
    return version


@transaction.atomic
def acknowledge(*, version: PlaybookVersion, acknowledged_by: User) -> PlaybookAcknowledgement:
    """Say for one's side that the version was read and holds."""
    relationship = version.relationship
    if relationship.playbooks.filter(number__gt=version.number).exists():
        raise PlaybookRefused("A newer version holds. Read and acknowledge that one.")
    side = side_of(version, acknowledged_by)
    if side is None:
        raise PlaybookRefused(
            f"A principal acknowledges it for us, and an executive or manager for {version.client}."
        )
    if version.acknowledgements.filter(side=side).exists():
        raise PlaybookRefused("Your side has acknowledged it before.")
    # Not made and read back: of people a client user reads a few columns alone.
    said = PlaybookAcknowledgement(
        client_id=version.client_id, version=version, side=side, person_id=acknowledged_by.pk
    )
    said.save()
    _note(relationship, "acknowledged", f"Acknowledged version {version.number} of the playbook",
          acknowledged_by)  # fmt: skip
    return said


def side_of(version: PlaybookVersion, user: User) -> str | None:
    """The side for which somebody may acknowledge; none for the others."""
    if user.is_principal:
        return Side.US
    theirs = user.memberships.filter(client=version.client_id, role__in=SPEAK_FOR_THE_CLIENT)
    return Side.CLIENT if theirs.exists() else None


def _says_the_same(version: PlaybookVersion, contents: Contents) -> bool:
    try:
        return read(version.contents).said == contents.said
    except OtherShape:
        return False


def _note(relationship: Relationship, deed: str, sentence: str, by: User) -> None:
    record(
        f"playbook.{deed}",
        f"{sentence}: {relationship}",
        actor=by,
        client=relationship.client,
        subject=relationship,
    )
