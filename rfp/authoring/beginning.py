"""How a request begins: empty, from the library, or as a copy of an earlier one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from clients.people.activity import record
from clients.people.models import User
from rfp.authoring.history_models import PieceChange
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import KINDS, Piece, RfpClause, RfpRequirement, RfpSection
from rfp.authoring.services import GIVEN, PieceRefused
from rfp.authoring.snapshots import content_of, names_of
from rfp.library.models import LibraryPart, LibraryVersion

#: Sites and their needs, prices and dates are of one request alone.
COPIED = ("S", "C", "R", "M")
#: The section of the library after which packs of services come.
PACKS_STAND_AFTER = 8
CLAUSE = ("title", "text")
REQUIREMENT = (
    *("title", "text", "level", "answer", "unit", "category", "weight", "evidence", "scorer"),
)


@dataclass(frozen=True)
class Draft:
    """A section to begin with: its title, its clauses and requirements as their content."""

    title: str
    clauses: list[dict[str, Any]] = field(default_factory=list)
    requirements: list[dict[str, Any]] = field(default_factory=list)


@transaction.atomic
def begin(*, rfp: Rfp, sections: Iterable[Draft] = (), by: User) -> Rfp:
    """Store a new request with what it begins with; numbers are given in reading order."""
    rfp.made_by_id = by.pk
    try:
        rfp.full_clean(exclude=GIVEN)
    except ValidationError as wrong:
        raise PieceRefused(" ".join(wrong.messages)) from wrong
    rfp.save()
    rfp.refresh_from_db(fields=["public_id"])
    _write(rfp, list(sections), by)
    record("rfp.begun", f"Began the request {rfp}", actor=by, client=rfp.client, subject=rfp)
    return rfp


def from_library(parts: Iterable[LibraryPart]) -> list[Draft]:
    """The newest text of each part; packs stand between the work and how it comes."""
    wanted = sorted(
        parts, key=lambda part: (PACKS_STAND_AFTER if part.is_pack else part.order, part.is_pack)
    )
    versions = LibraryVersion.objects.newest().filter(item__part__in=wanted, item__archived_at=None)
    found: dict[int, list[LibraryVersion]] = {}
    for each in versions.select_related("item").order_by("item__position", "item__code"):
        found.setdefault(each.item.part_id, []).append(each)
    return [_draft(part.title, found.get(part.pk, [])) for part in wanted]


def content_from(version: LibraryVersion) -> dict[str, Any]:
    """What a piece says that is made from a version of the library."""
    names = REQUIREMENT if version.item.is_requirement else CLAUSE
    return {name: getattr(version, name) for name in names} | {"from_version": version}


def _draft(title: str, versions: list[LibraryVersion]) -> Draft:
    return Draft(
        title,
        [content_from(each) for each in versions if not each.item.is_requirement],
        [content_from(each) for each in versions if each.item.is_requirement],
    )


@transaction.atomic
def copy(*, of: Rfp, rfp: Rfp, by: User) -> Rfp:
    """A new request with the texts and metrics of an earlier one; their numbers stay the same."""
    rfp.copied_from = of
    begin(rfp=rfp, by=by)
    sections: dict[int, RfpSection] = {}
    for letter in COPIED:
        model = KINDS[letter]
        made: list[Piece] = []
        for piece in model.objects.filter(rfp=of):
            facts = {name: getattr(piece, name) for name in names_of(model)}
            if "section" in facts:
                facts["section"] = sections[piece.section_id]
            new = _new(rfp, model, piece.number, piece.position, facts, by)
            made.append(new)
        model.objects.bulk_create(made)
        if model is RfpSection:
            by_number = {each.number: each for each in made}
            sections = {each.pk: by_number[each.number] for each in of.sections.all()}
        _note(made, by)
    rfp.numbers = {letter: of.numbers.get(letter, 0) for letter in COPIED}
    rfp.save(update_fields=["numbers"])
    return rfp


def _write(rfp: Rfp, drafts: list[Draft], by: User) -> None:
    sections = [
        _new(rfp, RfpSection, at + 1, at, {"title": draft.title}, by)
        for at, draft in enumerate(drafts)
    ]
    RfpSection.objects.bulk_create(sections)
    clauses: list[Piece] = []
    wanted: list[Piece] = []
    for section, draft in zip(sections, drafts, strict=True):
        for model, made, contents in (
            (RfpClause, clauses, draft.clauses),
            (RfpRequirement, wanted, draft.requirements),
        ):
            for at, content in enumerate(contents):
                facts = {"section": section, **content}
                made.append(_new(rfp, model, len(made) + 1, at, facts, by))
    RfpClause.objects.bulk_create(clauses)
    RfpRequirement.objects.bulk_create(wanted)
    for made in (sections, clauses, wanted):
        _note(made, by)
    rfp.numbers = {"S": len(sections), "C": len(clauses), "R": len(wanted)}
    rfp.save(update_fields=["numbers"])


def _new(
    rfp: Rfp, model: type[Piece], number: int, at: int, facts: dict[str, Any], by: User
) -> Piece:
    return model(
        client_id=rfp.client_id, rfp=rfp, number=number, position=at, changed_by_id=by.pk, **facts
    )


def _note(made: list[Piece], by: User) -> None:
    PieceChange.objects.bulk_create(
        PieceChange(
            client_id=piece.client_id,
            rfp_id=piece.rfp_id,
            letter=piece.letter,
            number=piece.number,
            edition=1,
            act=PieceChange.Act.MADE,
            content=content_of(piece) | {"position": piece.position},
            by_id=by.pk,
        )
        for piece in made
    )
