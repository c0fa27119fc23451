"""What a bidder's people do with their draft, each cell by itself so that colleagues never clash.

All of it runs in the bidder's own scope; nobody on our side meets a draft.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from rfp.bidders.models import Bidder, BidderPerson
from rfp.bidders.taking_part import note, rfp_of
from rfp.bids.asking import Place, judged
from rfp.bids.contents import Contents, empty, of_workbook, write
from rfp.bids.models import BidDraft
from rfp.bids.refusing import BidRefused, newest_version
from rfp.bids.response import Response
from rfp.bids.sealing import DRAFT, seal, unseal
from rfp.issuing.models import IssuedVersion

LONGEST = 10_000
MOST_ROWS = 200


def draft_of(person: BidderPerson) -> BidDraft | None:
    """What the person's company has written, if anything."""
    draft = BidDraft.objects.filter(bidder=person.bidder_id).first()
    if draft is not None:  # of a version bidders read some columns alone
        draft.version = IssuedVersion.objects.for_bidders().get(pk=draft.version_id)
    return draft


def contents_of(person: BidderPerson, draft: BidDraft | None) -> Contents:
    """The draft as it reads; who works on which part stands in it as well."""
    if draft is None:
        return empty()
    return unseal(
        draft.sealed,
        purpose=DRAFT,
        request=rfp_of(person.bidder).public_id,
        of=person.bidder.public_id,
    )


@transaction.atomic
def keep_answers(*, person: BidderPerson, version: int, answers: Mapping[Place, str]) -> Contents:
    """Write these answers into the draft, and leave all others as colleagues wrote them.

    ``version`` is the one whose form was filled in.
    """
    draft, contents = _held(person)
    if newest_version(person.bidder.rfp_id).number != version:
        raise BidRefused(
            "The request changed while you wrote. Load the page again; what was saved is there."
        )
    for place, words in answers.items():
        said = judged(words.strip()[:LONGEST], place.ask)[0] if words.strip() else ""
        write(contents, place.sheet, place.row, place.heading, said)
    _keep(person, draft, contents)
    return contents


@transaction.atomic
def keep_rows(*, person: BidderPerson, kind: str, rows: Iterable[dict[str, str]]) -> None:
    """Write all exceptions to clauses, or all parts that are confidential."""
    draft, contents = _held(person)
    filled = [
        {key: value.strip()[:LONGEST] for key, value in row.items()}
        for row in rows
        if any(value.strip() for value in row.values())
    ]
    if len(filled) > MOST_ROWS:
        raise BidRefused(f"At most {MOST_ROWS} rows can be kept.")
    contents[kind] = filled
    _keep(person, draft, contents)


@transaction.atomic
def take_workbook(*, person: BidderPerson, response: Response) -> None:
    """Make the draft what a workbook says, sound or not; the check tells what to mend."""
    draft, contents = _held(person)
    _keep(person, draft, of_workbook(response, contents))
    note(person, "draft.from_workbook", f"{person} took a workbook into the draft")


@transaction.atomic
def share_out(*, person: BidderPerson, parts: Mapping[str, str]) -> None:
    """Say who works on which part: by its key, the public id of somebody or nothing."""
    draft, contents = _held(person)
    known = {str(each.public_id) for each in person.bidder.people.filter(shut_at=None)}
    contents["parts"] = {part: who for part, who in parts.items() if who in known}
    _keep(person, draft, contents)


@transaction.atomic
def catch_up(*, person: BidderPerson) -> None:
    """Answer the newest version from now on: what changed was looked at."""
    draft, contents = _held(person)
    draft.version = newest_version(person.bidder.rfp_id)
    _keep(person, draft, contents)
    note(person, "draft.caught_up", f"{person} answers version {draft.version.number}")


def _held(person: BidderPerson) -> tuple[BidDraft, Contents]:
    """The draft, which nobody else changes meanwhile, and what it says."""
    Bidder.objects.select_for_update().get(pk=person.bidder_id)  # the first save has no row yet
    draft = BidDraft.objects.filter(bidder=person.bidder_id).first()
    if draft is None:
        draft = BidDraft(
            client_id=person.client_id,
            bidder_id=person.bidder_id,
            version=newest_version(person.bidder.rfp_id),
            edition=0,
        )
        return draft, empty()
    return draft, contents_of(person, draft)


def _keep(person: BidderPerson, draft: BidDraft, contents: Contents) -> None:
    draft.sealed = seal(
        contents,
        purpose=DRAFT,
        request=rfp_of(person.bidder).public_id,
        of=person.bidder.public_id,
    )
    draft.edition += 1
    draft.changed_by = person
    draft.save(
        update_fields=["version", "sealed", "edition", "changed_by", "changed_at"]
        if draft.pk
        else None
    )
