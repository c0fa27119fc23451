"""What people do with a pack: make it in one click, write its plan, issue it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from billing_audit.renewal import tasks
from billing_audit.renewal.gathering import gather
from billing_audit.renewal.models import RenewalPack
from clients.agreements.models import RetainerAgreement
from clients.files.models import StoredFile
from clients.files.services import forget
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import records
from retainer.lib.refusal import Refused

State = RenewalPack.State
#: Lines of a plan, and letters of each: what fits an executive's page.
LINES, LETTERS = 20, 240


class PackRefused(Refused):
    """The pack is no draft, or not ready."""


@transaction.atomic
def make_pack(
    *, agreement: RetainerAgreement, made_by: User, plan: Iterable[str] | None = None
) -> RenewalPack:
    """Freeze how things stand as a draft, in the place of an earlier draft, and have it drawn.

    Without a plan an earlier draft keeps its own, and a first one gets proposals.
    """
    # One at a time; whoever issues meanwhile waits, too.
    agreement = (
        RetainerAgreement.objects.select_for_update(of=("self",))
        .select_related("client")
        .get(pk=agreement.pk)
    )
    draft = agreement.renewal_packs.filter(state=State.DRAFT).first()
    if draft is None:
        latest = agreement.renewal_packs.aggregate(last=Max("version"))["last"] or 0
        draft = RenewalPack(client=agreement.client, agreement=agreement, version=latest + 1)
    outdated = draft.pdf
    lines = _lines(plan) if plan is not None else draft.figures.get("plan")
    figures = gather(agreement, version=draft.version, plan=lines, user=made_by)
    draft.figures = records.plain(figures)
    draft.figures_sha256 = records.sha256(draft.figures)
    draft.pdf, draft.error = None, ""
    draft.made_by, draft.made_at = made_by, figures.made_at
    draft.save()
    if outdated:
        forget(outdated)
    record(
        "renewal.made",
        f"The renewal pack of {agreement} was drafted",
        actor=made_by,
        client=agreement.client,
        subject=draft,
        figures_sha256=draft.figures_sha256,
    )
    tasks.draw_pack.delay_on_commit(draft.pk)
    return draft


@transaction.atomic
def issue_pack(*, pack: RenewalPack, issued_by: User) -> RenewalPack:
    """Let the client read it, for good."""
    rows = RenewalPack.objects.select_for_update(of=("self",)).select_related("agreement", "client")
    draft = rows.get(pk=pack.pk)
    if not draft.is_draft:
        raise PackRefused("It was issued before. Make a new version to say something else.")
    if draft.pdf_id is None:
        raise PackRefused("Its PDF is not there yet. Issue it when you have read it.")
    draft.state, draft.issued_by, draft.issued_at = State.ISSUED, issued_by, timezone.now()
    draft.save(update_fields=["state", "issued_by", "issued_at"])
    StoredFile.objects.filter(pk=draft.pdf_id).update(shared_with_client=True)
    record(
        "renewal.issued",
        f"The renewal pack of {draft.agreement} was issued",
        actor=issued_by,
        client=draft.client,
        subject=draft,
        figures_sha256=draft.figures_sha256,
        pdf_sha256=draft.pdf.sha256,
    )
    notify(
        to=people_of_client(draft.client),
        client=draft.client,
        topic=Topic.ENDING,
        sentence=f"What {draft.agreement.title} brought, and a plan for the next year: read it "
        "before it ends.",
        link=f"{reverse('renewal:my_packs')}?client={draft.client.slug}",
        made_by=issued_by,
    )
    return draft


def _lines(plan: Iterable[str]) -> list[str]:
    lines = [line.strip() for line in plan if line.strip()]
    if len(lines) > LINES:
        raise PackRefused(f"Keep the plan to {LINES} lines: an executive reads one page.")
    for number, line in enumerate(lines, start=1):
        if len(line) > LETTERS:
            raise PackRefused(f"Line {number} is longer than {LETTERS} letters. Shorten it.")
    return lines
