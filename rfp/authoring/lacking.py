"""What a request lacks before it can be put forward, each with where to add it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rfp.authoring.measuring import faults
from rfp.authoring.models import Rfp
from rfp.authoring.numbering import Contents
from rfp.library.placeholders import blanks
from rfp.sourcing import backing


@dataclass(frozen=True)
class Lack:
    """A sentence, and the name of the page where it is mended."""

    sentence: str
    page: str
    code: str = ""


#: Every request names these hours.
HOURS = {"questions": "until when bidders ask", "due": "when proposals are due"}


def lacking(rfp: Rfp, contents: Contents, values: dict[str, str]) -> list[Lack]:
    """All that is missing, in the order of work."""
    return [*_facts(rfp), *_lists(rfp), *_texts(contents, values), *_metrics(rfp)]


def _facts(rfp: Rfp) -> Iterator[Lack]:
    if todo := backing.todo(rfp.decision):
        yield Lack(todo, "authoring:rfp_edit")
    if rfp.owner_id is None:
        yield Lack("Nobody at the client answers for the outcome yet.", "authoring:rfp_edit")
    if rfp.starts_on is None:
        yield Lack("It does not say when the first service starts.", "authoring:rfp_edit")


def _lists(rfp: Rfp) -> Iterator[Lack]:
    named = set(rfp.steps.values_list("kind", flat=True))
    for kind, words in HOURS.items():
        if kind not in named:
            yield Lack(f"The schedule does not say {words}.", "authoring:schedule")
    if not rfp.requirements.exists():
        yield Lack("It has no requirement.", "authoring:editor")
    elif rfp.price_weight < 100 and not rfp.requirements.filter(weight__gt=0).exists():
        yield Lack("No requirement has a weight.", "authoring:requirement_list")
    if not rfp.sites.exists():
        yield Lack("No site is named.", "authoring:site_list")
    if not rfp.prices.exists():
        yield Lack("Bidders are asked for no price.", "authoring:price_list")


def _texts(contents: Contents, values: dict[str, str]) -> Iterator[Lack]:
    for chapter in contents.chapters:
        if not chapter.pieces:
            yield Lack(
                f"Section {chapter.number} {chapter.section.title} is empty.",
                "authoring:editor",
                chapter.section.code,
            )
        for each in chapter.pieces:
            code, text = each.piece.code, each.piece.text
            for name in contents.lost(text):
                yield Lack(
                    f"{code} points to {name}, which is not there.",
                    "authoring:editor",
                    chapter.section.code,
                )
            for blank in sorted(name for name in blanks(text) if not values.get(name)):
                if blank != "issue_date":  # the day it is issued fills it
                    yield Lack(
                        f"{code} has a blank that nothing fills: {blank}.",
                        "authoring:editor",
                        chapter.section.code,
                    )


def _metrics(rfp: Rfp) -> Iterator[Lack]:
    for metric in rfp.metrics.all():
        for fault in faults(metric):
            yield Lack(f"{metric.code} {metric.title}: {fault}", "authoring:metric_list")
