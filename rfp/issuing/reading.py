"""A frozen request as a page shows it: the same words and numbers as on paper."""

from typing import Any

from retainer.lib.markdown import html_of
from rfp.issuing.metrics import described
from rfp.issuing.outline import Outline
from rfp.issuing.shape import IssuedRequest


def text_of(request: IssuedRequest) -> dict[str, Any]:
    """What ``issuing/_text.html`` needs."""
    outline = Outline(request)
    targets = outline.targets
    return {
        "frozen": request,
        "chapters": [
            {
                "place": chapter.place,
                "clauses": [
                    (place, html_of(targets.markdown(clause.text), below=3))
                    for place, clause in chapter.clauses
                ],
                "requirements": [
                    (wanted, html_of(targets.markdown(wanted.text), below=4))
                    for wanted in chapter.section.requirements
                ],
            }
            for chapter in outline.chapters
        ],
        "appendices": outline.appendices,
        "metrics": [
            (metric, html_of(text, below=3), facts) for metric, text, facts in described(outline)
        ],
    }
