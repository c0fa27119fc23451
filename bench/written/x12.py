"""A consolidated X12 811 bill: a level and a charge per line."""

from collections.abc import Iterator
from pathlib import Path

ISA = (
    "ISA*00*          *00*          *ZZ*CORVANE        *ZZ*BENCH          "
    "*260401*1200*U*00401*000000007*0*P*:"
)
HEADING = (
    *("GS*CI*CORVANE*BENCH*20260401*1200*1*X*004010", "ST*811*0001"),
    *("BIG*20260401*INV-7", "CUR*SE*USD", "REF*12*10017", "DTM*150*20260301"),
    *("DTM*151*20260331", "N1*SE*Corvane", "N1*BT*Bench", "HL*1**1"),
)


def write(path: Path, lines: int) -> None:
    with path.open("w", encoding="ascii") as file:
        file.writelines(f"{segment}~" for segment in segments(lines))


def segments(lines: int) -> Iterator[str]:
    """A rental of a cent more for each line, one level per service."""
    yield from (ISA, *HEADING)
    cents = 0
    for number in range(1, lines + 1):
        price = 1000 + number % 5000
        cents += price
        yield f"HL*{number + 1}*1*8"
        yield f"REF*MN*555{number % 50_000:07d}"
        yield f"IT1*{number}*1*EA*{price // 100}.{price % 100:02d}**VP*PORT{number % 40}"
    yield f"TDS*{cents}"
    yield f"SE*{len(HEADING) + 3 * lines + 1}*0001"
    yield from ("GE*1*1", "IEA*1*000000007")


def parse_alone(path: Path) -> int:
    """The fastest there is: the text cut at its separators."""
    count = 0
    for segment in path.read_text(encoding="ascii").split("~"):
        count += segment.split("*")[0] == "IT1"
    return count
