"""811 files for tests, written segment by segment."""

from pathlib import Path

from billing_audit.bills.importers import x12
from tests.billing_audit.bills.parts import Parts

ISA = (
    "ISA*00*          *00*          *ZZ*CORVANE        *ZZ*ACME           "
    "*260401*1200*U*00401*000000007*0*P*:"
)
#: As terse as real senders write it, with nothing padded.
COMPACT_ISA = "ISA*00**00**ZZ*CORVANE*ZZ*ACME*260401*1200*U*00401*7*0*P*:"
HEADING = (
    *("BIG*20260401*INV-7", "CUR*SE*USD", "REF*12*10017", "ITD******20260425"),
    *("DTM*150*20260301", "DTM*151*20260331", "N1*SE*Corvane", "N1*BT*Acme Corp"),
)
SERVICE = ("HL*1**1", "HL*2*1*8", "REF*MN*5552223333")
PORT = "IT1**1*EA*55.00**VP*PORT100"


def transaction(*body: str, heading: tuple[str, ...] = HEADING) -> list[str]:
    """A transaction set with right counts."""
    inside = ["ST*811*0001", *heading, *body]
    return [*inside, f"SE*{len(inside) + 1}*0001"]


def interchange(*segments: str, isa: str = ISA) -> list[str]:
    """One group around the segments of one transaction set."""
    group = "GS*CI*CORVANE*ACME*20260401*1200*1*X*004010"
    return [isa, group, *segments, "GE*1*1", "IEA*1*000000007"]


def written(
    segments: list[str], *, end: str = "~", element: str = "*", component: str = ":"
) -> bytes:
    text = "".join(f"{segment}{end}" for segment in segments)
    return text.translate(str.maketrans({"*": element, ":": component})).encode()


def bill(*body: str, total: str = "5500", heading: tuple[str, ...] = HEADING) -> bytes:
    """A whole file: the body is what stands between the heading and the total."""
    return written(interchange(*transaction(*body, f"TDS*{total}", heading=heading)))


def saved(folder: Path, content: bytes, name: str = "bill.edi") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def parts(folder: Path, content: bytes) -> Parts:
    """What the importer makes of a file."""
    return Parts(x12.read_bill(saved(folder, content)))
