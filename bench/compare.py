"""How long it takes to compare a long document with the one that came back.

    python -m bench.compare [--pages 200]

Twenty-five paragraphs of about thirty words are a page; some are changed, some moved. At worst
every paragraph is worded anew, so that none is the same on both sides.
"""

import argparse
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from docx import Document

from rfp.compare.changes import Change, Kind, compare

PARAGRAPHS, CHANGED, MOVED = 25, 40, 10
WORDS = (
    *("provider", "client", "service", "circuit", "site", "bill", "report", "outage", "repair"),
    *("credit", "term", "notice", "price", "order", "change", "ticket", "router", "number"),
)


def write_pair(folder: Path, pages: int) -> tuple[Path, Path, Path]:
    """A document of so many pages, the same with quiet changes and moves, and one worded anew."""
    chance = random.Random(pages)  # noqa: S311 no secret
    made = Document()
    for number in range(pages * PARAGRAPHS):
        made.add_paragraph(f"{number} The {' '.join(chance.choices(WORDS, k=28))}.")
    issued, returned = folder / "issued.docx", folder / "returned.docx"
    made.save(str(issued))
    paragraphs = made.paragraphs
    for paragraph in chance.sample(paragraphs, CHANGED):
        paragraph.runs[0].text += " Subject to change."
    for paragraph in chance.sample(paragraphs[100:], MOVED):
        paragraphs[10]._p.addprevious(paragraph._p)
    made.save(str(returned))
    worst = folder / "worst.docx"
    for paragraph in made.paragraphs:
        paragraph.runs[0].text = (
            paragraph.runs[0].text.replace("The", "Any").replace("site", "place")
        )
    made.save(str(worst))
    return issued, returned, worst


def seconds_of(issued: Path, returned: Path) -> tuple[float, list[Change]]:
    """The middle of five times, and what was found."""
    times = []
    for _ in range(5):
        begun = perf_counter()
        found = compare(issued, returned)
        times.append(perf_counter() - begun)
    return sorted(times)[2], found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    pages = parser.parse_args().pages
    with TemporaryDirectory() as folder:
        issued, returned, worst = write_pair(Path(folder), pages)
        seconds, found = seconds_of(issued, returned)
        at_worst, _ = seconds_of(issued, worst)
    print(
        json.dumps(
            {
                "pages": pages,
                "changed": sum(change.kind is Kind.CHANGED for change in found),
                "planted": CHANGED,
                "seconds": round(seconds, 3),
                "at_worst": round(at_worst, 3),
            }
        )
    )


if __name__ == "__main__":
    main()
