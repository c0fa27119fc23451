"""How long a whole request takes to read again at each key of who writes one clause of it."""

import os
import random
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

from rfp.checking.assembling import read  # noqa: E402
from rfp.checking.engine import check  # noqa: E402
from rfp.checking.texts import Chapter, PieceText, RequestText  # noqa: E402
from rfp.linter.rule import Surroundings  # noqa: E402

LONG = 100  # words of a clause, about
AROUND = Surroundings(
    client="Alder County",
    others={f"Birch {number} School District": "Birch" for number in range(60)},
)


def request_of(paragraphs: list[str], words: int) -> RequestText:
    """A request of so many words in chapters of ten clauses, no paragraph twice."""
    chance = random.Random(words)  # noqa: S311 no secret
    pieces: list[PieceText] = []
    count = 0
    while count < words:
        said: list[str] = []
        while sum(len(part.split()) for part in said) < LONG:
            at = len(pieces) * 10 + len(said)
            said.append(f"{chance.choice(paragraphs)} This is point {at} of the Client.")
        count += sum(len(part.split()) for part in said)
        pieces.append(PieceText(f"C-{len(pieces) + 1:03}", "Words", "\n\n".join(said)))
    chapters = [
        Chapter(f"S-{at // 10 + 1:03}", "Chapter", tuple(pieces[at : at + 10]))
        for at in range(0, len(pieces), 10)
    ]
    return RequestText("Alder County", "Lines", tuple(chapters))


def seconds(paragraphs: list[str], words: int) -> dict[str, float]:
    """Read for the first time, and after each of twenty words typed into a clause in its midst."""
    request = request_of(paragraphs, words)
    read.cache_clear()
    begun = perf_counter()
    check(request, {}, AROUND)
    first = perf_counter() - begun
    code = request.chapters[len(request.chapters) // 2].pieces[0].code
    before = request.chapters[len(request.chapters) // 2].pieces[0].text
    times = []
    for number in range(20):
        text = f"{before} The Provider shall answer" + " again" * number
        begun = perf_counter()
        check(request.with_piece(code, text=text), {}, AROUND)
        times.append(perf_counter() - begun)
    times.sort()
    return {"first": round(first, 3), "typed": round(times[10], 3), "slowest": round(times[-1], 3)}
