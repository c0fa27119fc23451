"""What an item says, wherever it stands: in the database, in our files, in a file of a person."""

import re
from dataclasses import asdict, dataclass, fields

from django.core.exceptions import ValidationError

from retainer.lib import records
from retainer.lib.refusal import Refused
from rfp.library.models import NUMBERED, SMALL, LibraryVersion
from rfp.library.placeholders import PLACEHOLDERS, blanks
from rfp.library.shipped import (
    BadText,
    ShippedClause,
    ShippedPart,
    ShippedRequirement,
    read_part,
)
from rfp.library.writing import written_item


class Unfit(Refused):
    """A text the library cannot keep; the sentence says what to change."""


@dataclass(frozen=True)
class Content:
    """One saying of a clause or a requirement; a clause has its title and text alone."""

    title: str = ""
    text: str = ""
    level: str = ""
    answer: str = ""
    unit: str = ""
    category: str = ""
    weight: int = 0
    evidence: str = ""
    scorer: str = ""

    @property
    def sha256(self) -> str:
        return records.sha256(asdict(self))

    def as_item(self, code: str) -> ShippedClause | ShippedRequirement:
        """As the files of the library know it."""
        if not self.level:
            return ShippedClause(code, self.title, self.text)
        return ShippedRequirement(code, **asdict(self))


#: What a version has besides what it says.
APART = ("public_id", "item", "made_by")
NAMES = tuple(field.name for field in fields(Content))


def content_of(said: LibraryVersion | ShippedClause | ShippedRequirement) -> Content:
    return Content(**{name: getattr(said, name) for name in NAMES if hasattr(said, name)})


def fitted(content: Content, code: str) -> Content:
    """The content as a file would bring it back; refuses what a file cannot say.

    So whatever the library holds can be handed out as Markdown and loaded again.
    """
    content = _tidied(content)
    if not content.title or not content.text:
        raise Unfit("It needs a title and a text.")
    if content.level and not (content.answer and content.category):
        raise Unfit("A requirement says how it is answered and what it is about.")
    if content.unit and content.answer != "number":
        raise Unfit("Only a number has a unit. Leave the unit empty, or have a number answered.")
    if not re.match(NUMBERED if content.level else SMALL, code):
        raise Unfit(
            f"“{code}” is no code. A requirement has one like INT-03, a clause small letters, "
            "digits and hyphens."
        )
    if unknown := sorted(blanks(content.text) - set(PLACEHOLDERS)):
        raise Unfit(
            f"Nobody fills the blank {{{{{unknown[0]}}}}}. Use one of {', '.join(PLACEHOLDERS)}."
        )
    try:
        LibraryVersion(number=1, note="-", **vars(content)).clean_fields(exclude=APART)
    except ValidationError as wrong:
        raise Unfit(" ".join(wrong.messages)) from wrong
    try:
        again = _read_back(content.as_item(code))
    except (BadText, KeyError, ValueError) as problem:
        raise Unfit(f"{problem}. Change the text.") from problem
    if again != content:
        raise Unfit(
            "The text has a line that begins like a heading of the library's files (## or ###), "
            "or a title with braces. Take it out: a clause is below its heading already."
        )
    return content


def _tidied(content: Content) -> Content:
    """Spaces as the files have them: a requirement is one paragraph, a clause keeps its lines."""
    said = {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in asdict(content).items()
    }
    if not content.level:
        rows = content.text.replace("\r\n", "\n").split("\n")
        said["text"] = "\n".join(row.rstrip() for row in rows).strip()
    return Content(**said)


def _read_back(item: ShippedClause | ShippedRequirement) -> Content | None:
    part = read_part(written_item(item), is_pack=False)
    found = (*part.clauses, *part.requirements)
    return content_of(found[0]) if len(found) == 1 and found[0].code == item.code else None


def by_code(part: ShippedPart) -> dict[str, Content]:
    """Everything a part says, in its order."""
    return {said.code: content_of(said) for said in (*part.clauses, *part.requirements)}
