"""How long it takes to draw a request for proposal: PDF, Word document and workbook.

    python -m bench.issuing [--sites 100]

Needs no database: the request is the whole library with as many sites and price lines.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

from pypdf import PdfReader  # noqa: E402 after setup

from clients.people.models import Practice  # noqa: E402
from rfp.issuing import docx, paper, workbook  # noqa: E402
from rfp.issuing.shape import (  # noqa: E402
    IssuedClause,
    IssuedPrice,
    IssuedRequest,
    IssuedRequirement,
    IssuedSection,
    IssuedSite,
    IssuedStep,
)
from rfp.library.placeholders import PLACEHOLDERS, filled  # noqa: E402
from rfp.library.shipped import ShippedPart, packs, sections  # noqa: E402

VALUES = dict.fromkeys(PLACEHOLDERS, "60") | {"client": "Alder County", "title": "Access"}


def library_request(sites: int = 100) -> IssuedRequest:
    """A request of every section and pack that ships."""
    counted = iter(range(1, 10_000))
    return IssuedRequest(
        reference="AC-2026-02",
        title="Access, voice and mobile service for every office",
        client="Alder County",
        version=1,
        issued_on=date(2026, 5, 4),
        contact="buyer@alder.example",
        currency="USD",
        term_months=36,
        sections=tuple(_section(part, counted) for part in (*sections(), *packs())),
        steps=(
            IssuedStep(
                "Questions due", datetime(2026, 5, 18, 17, tzinfo=UTC), "D-001", "questions"
            ),
            IssuedStep("Proposals due", datetime(2026, 6, 15, 22, tzinfo=UTC), "D-002", "due"),
        ),
        sites=tuple(
            IssuedSite(
                *(f"S-{number}", f"Office {number}", f"{number} Main Street", "Fresno", "CA"),
                *("93701", "200 Mbps"),
            )
            for number in range(1, sites + 1)
        ),
        prices=tuple(
            IssuedPrice(*(f"P-{number}", "Access 200 Mbps", "line", Decimal(1), f"Office {number}"))
            for number in range(1, sites + 1)
        ),
        time_zone="America/Los_Angeles",
        consultant="Page & Cole",
    )


def _section(part: ShippedPart, counted: Iterator[int]) -> IssuedSection:
    return IssuedSection(
        part.title,
        tuple(IssuedClause(clause.title, filled(clause.text, VALUES)) for clause in part.clauses),
        tuple(
            IssuedRequirement(
                f"R-{next(counted):03}",
                *(wanted.title, filled(wanted.text, VALUES), wanted.level, wanted.answer),
                *(wanted.category, wanted.unit, wanted.weight, wanted.evidence),
            )
            for wanted in part.requirements
        ),
    )


def seconds(draw: Callable[[], object]) -> tuple[float, float]:
    """Processor time, children's included, and time on the clock; the middle of three times."""
    busy, clock = [], []
    for _ in range(3):
        before, begun = os.times(), perf_counter()
        draw()
        clock.append(perf_counter() - begun)
        busy.append(sum(os.times()[:4]) - sum(before[:4]))
    return round(sorted(busy)[1], 2), round(sorted(clock)[1], 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=100)
    request = library_request(parser.parse_args().sites)
    practice = Practice(name="Page & Cole")
    drawn = paper.draw(request, practice)
    busy, on_the_clock = seconds(lambda: paper.draw(request, practice))
    print(
        json.dumps(
            {
                "requirements": len(request.requirements),
                "pages": len(PdfReader(BytesIO(drawn)).pages),
                "pdf": busy,
                "pdf_on_the_clock": on_the_clock,
                "docx": seconds(lambda: docx.draw(request))[0],
                "xlsx": seconds(lambda: workbook.draw(request))[0],
            }
        )
    )


if __name__ == "__main__":
    main()
