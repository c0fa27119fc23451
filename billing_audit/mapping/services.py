"""What people do with layouts: save what they mapped, take a version back, bring a sample."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from billing_audit.bills import tasks
from billing_audit.bills.arrivals import Member, keep
from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.models import BillFile
from billing_audit.bills.profile_models import BillProfile
from billing_audit.bills.profiles import save_profile
from clients.people.activity import record
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.format import count
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import displayed_name, spool

SAMPLE = "Its columns are not mapped yet."
#: Files named in one sentence.
MOST_NAMED = 3
#: Files that are loaded once somebody has mapped them.
UNREAD = (BillFile.State.REJECTED, BillFile.State.UNDONE)


class InUse(Refused):
    """Loaded bills were read by this version."""


@transaction.atomic
def save_layout(
    *, bill_file: BillFile, profile: Profile, carrier: str, saved_by: User
) -> BillProfile:
    """Keep what was mapped on the file as the next version, and load the file if it was refused."""
    if not carrier:
        raise Refused("Say which carrier sends these bills.", reason="no_carrier")
    known = Carrier.objects.filter(name__iexact=carrier).first()
    saved = save_profile(
        profile=profile,
        carrier=known or Carrier.objects.create(name=carrier),
        made_by=saved_by,
    )
    bill_file = BillFile.objects.select_for_update().get(pk=bill_file.pk)
    if bill_file.state in UNREAD:
        bill_file.state, bill_file.error, bill_file.attempts = BillFile.State.RECEIVED, "", 0
        bill_file.is_unmapped = False
        bill_file.save(update_fields=["state", "error", "attempts", "is_unmapped"])
        tasks.import_bill_file.delay_on_commit(bill_file.pk)
    return saved


@transaction.atomic
def withdraw_version(*, version: BillProfile, withdrawn_by: User) -> None:
    """Recognise no more files by this version; the one before it counts again."""
    files = BillFile.objects.loaded().filter(profile=version)
    with acting_as("worker", clients=ALL):  # other people's clients count as well
        loaded = files.count()
    if loaded:
        named = list(files.visible_to(withdrawn_by).values_list("name", flat=True)[:MOST_NAMED])
        more = loaded - len(named)
        each = [*named, *([count(more, "file")] if more else [])]
        raise InUse(
            f"{version} cannot be withdrawn: {' and '.join(each)} loaded with it. Undo the import "
            "first, or save a new version, which leaves those bills as they are."
        )
    version.is_retired = True
    version.save(update_fields=["is_retired"])
    record(
        "bill_profile.withdrawn",
        f"The layout {version} was withdrawn",
        actor=withdrawn_by,
        subject=version,
    )


@transaction.atomic
def restore_version(*, version: BillProfile, restored_by: User) -> None:
    """Recognise files by this version again."""
    version.is_retired = False
    version.save(update_fields=["is_retired"])
    record(
        "bill_profile.restored",
        f"The layout {version} is used again",
        actor=restored_by,
        subject=version,
    )


@transaction.atomic
def keep_sample(*, upload: UploadedFile, brought_by: User) -> BillFile:
    """Keep one file whose columns are to be mapped; nothing of it is loaded before that."""
    name = displayed_name(upload.name)
    with spool(upload.chunks(), limit=settings.BILL_MAX_BYTES) as spooled:
        bill_file = keep(Member(name, spooled.path), client=None, brought_by=brought_by)
    if bill_file.state == BillFile.State.RECEIVED:
        bill_file.state, bill_file.error = BillFile.State.REJECTED, SAMPLE
        bill_file.is_unmapped = True
        bill_file.save(update_fields=["state", "error", "is_unmapped"])
    return bill_file
