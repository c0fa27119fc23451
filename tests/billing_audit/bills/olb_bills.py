"""On Line Billing files for tests: one service with a rental and calls, in records of our own."""

from pathlib import Path

ACCOUNT, BILL, SERVICE = "1234567890", "T000000001", "0355550100"
WIDTHS = {"DH": 38, "DS": 36, "DE": 28, "DF": 26, "DO": 33, "DC": 53, "TS": 10}


def record(kind: str, **fields: str) -> str:
    """A record with fields by their number, ``f14="…"``; all others are empty."""
    cells = [""] * WIDTHS[kind]
    cells[:4] = kind, ACCOUNT, "20260401", BILL
    for name, value in fields.items():
        cells[int(name.removeprefix("f"))] = value
    return ",".join(cells)


def money(first: int, net: str, tax: str, gross: str) -> dict[str, str]:
    """The amounts that stand side by side, padded as the format pads them."""
    return {
        f"f{first + at}": f"-{text[1:]:0>12}" if text.startswith("-") else f"{text:0>13}"
        for at, text in enumerate((net, tax, gross))
    }


def heading(total: str = "60.50", **fields: str) -> str:
    paid = {"f11": "00000100.00", "f12": "-0000100.00", "f15": total, "f16": total}
    named = {"f17": "20260425", "f23": "ACME CORP", "f36": "Telephone Corporation"}
    return record("DH", **(paid | named | fields))


def summary(number: str, category: str, net: str, tax: str, gross: str, **fields: str) -> str:
    what = {"f4": number, "f6": SERVICE, "f19": "2X10000A", "f20": category}
    return record("DS", **(what | money(31, net, tax, gross) | fields))


RENTAL = summary("0000000250", "RENTAL", "50.00", "5.00", "55.00", f13="0000000002",
                 f15="20260401", f16="20260430")  # fmt: skip
NOTES = (
    record("DE", f4="0000001300", f6=SERVICE, f13="001.00", f14="Line hunt", f15="20260401",
           f16="20260430", f18="PQ10000A", f19="RENTAL"),
    record("DE", f4="0000001301", f6=SERVICE, f13="001.00", f14="Voice", f15="20260401",
           f16="20260430", f18="2X10000A", f19="RENTAL"),
)  # fmt: skip
HUNT = record("DF", f4="0000001300", f6=SERVICE, f9="000000003.3000000",
              **money(14, "3.00", "0.30", "3.30"))  # fmt: skip
VOICE = record("DF", f4="0000001301", f6=SERVICE, f9="000000051.7000000",
               **money(14, "47.00", "4.70", "51.70"))  # fmt: skip
USAGE = summary("0000000251", "USAGE", "5.00", "0.50", "5.50", f10="JJ430", f11="Telephony",
                f12="calls", f13="0000000002")  # fmt: skip
CALLS = tuple(
    record("DC", f4=f"000000223{at}", f6=SERVICE, f9="JJ430", f11="0000000001", f12="0398560047",
           f16="Melbourne", f18="20260317", f19="20260317", f24="10503000", f25="USAGE",
           **money(31, "2.50", "0.25", "2.75"))
    for at in (1, 2)
)  # fmt: skip
END = "TS,0355550100,ISDN 2,,,,,,ACME CORP,"
WHOLE = (RENTAL, *NOTES, HUNT, VOICE, USAGE, *CALLS, END)


def written(*records: str, head: str | None = None) -> bytes:
    lines = ["## Made for a test", head or heading(), *records]
    return "".join(f"{line}\r\n" for line in lines).encode()


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "bill.csv"
    path.write_bytes(content)
    return path
