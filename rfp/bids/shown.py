"""A bid as it is read: part by part, what was asked and what was answered."""

from dataclasses import dataclass, field

from rfp.bids.contents import Contents, answer
from rfp.bids.parts import Row, parts
from rfp.issuing.shape import IssuedRequest


@dataclass(frozen=True)
class ShownRow:
    """What was asked, what was answered by heading, and why it is confidential if it is."""

    row: Row
    answers: list[tuple[str, str]]
    confidential: str


@dataclass
class ShownPart:
    title: str
    rows: list[ShownRow] = field(default_factory=list)


def shown(contents: Contents, request: IssuedRequest) -> list[ShownPart]:
    """Every part that holds an answer, or should; prices are in the other envelope."""
    secret = {part["row"]: part["why"] for part in contents["confidential"]}
    found = []
    for part in parts(request):
        if part.is_priced or part.is_rows:
            continue
        made = ShownPart(part.title)
        for row in part.rows:
            given = [
                (place.heading, answer(contents, place.sheet, place.row, place.heading))
                for place in row.places
            ]
            answers = [(heading, words) for heading, words in given if words]
            made.rows.append(ShownRow(row, answers, secret.get(row.id, "")))
        found.append(made)
    return found
