"""Parts as the Markdown that ``read_part`` reads."""

from collections.abc import Iterator
from datetime import date

from rfp.library.shipped import ShippedClause, ShippedPart, ShippedRequirement

#: The facts below a requirement, in their order.
FACTS = ("level", "answer", "category", "weight", "evidence", "scorer")


def written(part: ShippedPart) -> str:
    """A file of the library."""
    return "\n".join([*_head(part), *_body(part)])


def written_item(item: ShippedClause | ShippedRequirement) -> str:
    """A file with nothing but this in it."""
    is_clause = isinstance(item, ShippedClause)
    return written(
        ShippedPart(
            code="sample",
            title="Sample",
            is_pack=False,
            reviewed=date.min,
            clauses=(item,) if is_clause else (),
            requirements=() if is_clause else (item,),
        )
    )


def _head(part: ShippedPart) -> Iterator[str]:
    yield "---"
    yield f"code: {part.code}"
    yield f"title: {part.title}"
    if not part.is_pack:
        yield f"order: {part.order}"
    if part.services:
        yield f"services: {', '.join(part.services)}"
    if part.tags:
        yield f"tags: {', '.join(part.tags)}"
    yield f"reviewed: {part.reviewed.isoformat()}"
    yield "---"


def _body(part: ShippedPart) -> Iterator[str]:
    for clause in part.clauses:
        yield f"\n## {clause.title} {{{clause.code}}}\n"
        yield clause.text
    if part.requirements:
        yield "\n## Requirements"
    for wanted in part.requirements:
        yield f"\n### {wanted.title} {{{wanted.code}}}\n"
        yield f"{wanted.text}\n"
        yield from _facts(wanted)
    yield ""


def _facts(wanted: ShippedRequirement) -> Iterator[str]:
    for name in FACTS:
        value = getattr(wanted, name)
        if name == "answer" and wanted.unit:
            value = f"{value} ({wanted.unit})"
        if value:
            yield f"- {name}: {value}"
