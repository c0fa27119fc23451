"""The e-invoices under tests/fixtures, and bills made wrong by changing one place in them."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "einvoices"
MOBILE, CREDIT, ETHERNET = "mobile_fleet.ubl.xml", "fibre_credit.ubl.xml", "ethernet.cii.xml"


def path_of(name: str) -> str:
    return str(FOLDER / name)


def changed(name: str, *changes: tuple[str, str]) -> BytesIO:
    """The file with each text replaced where it first stands."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return BytesIO(with_changes(text, changes).encode())


def with_changes(text: str, changes: Iterable[tuple[str, str]]) -> str:
    for old, new in changes:
        assert old in text, f"{old} does not stand in the file"
        text = text.replace(old, new, 1)
    return text
