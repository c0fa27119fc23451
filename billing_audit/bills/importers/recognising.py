"""Which format a file is of: one that says itself, or a table that a profile knows."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from billing_audit.bills.importers import (
    FORMATS,
    HEAD,
    IN_WORDS,
    Format,
    detect,
    standard_csv,
    tried,
    what_to_do,
)
from billing_audit.bills.importers.einvoice.reading import has_e_invoice, is_pdf
from billing_audit.bills.importers.mapped import recognition
from billing_audit.bills.importers.mapped.format import Mapped
from billing_audit.bills.importers.mapped.opening import is_table
from retainer.lib.refusal import Refused
from retainer.lib.uploads.kinds import Kind, sniff

AUTO = "auto"
#: Loaded for PDFs without an e-invoice only: it takes longer to load than most bills to read.
PAPER = "billing_audit.bills.importers.paper.format"
#: Why a table is refused whose columns nobody has mapped.
UNKNOWN_TABLE = "unknown_table"
#: Kinds of file that a profile may read.
TABLES = (Kind.TEXT, Kind.XLSX)


def recognised(
    path: str | Path,
    wanted: str = AUTO,
    profiles: Iterable[dict] = (),
    templates: Iterable[dict] = (),
) -> tuple[str, Format | Mapped]:
    """The file's format and its name; refuses a file that is no bill we read.

    ``wanted`` may name a format, or a profile as ``mapped:NAME``; ``profiles`` and
    ``templates`` are the practice's.
    """
    with Path(path).open("rb") as source:
        head = source.read(HEAD)
    if not head.strip():
        raise Refused("The file is empty.", reason="empty")
    if wanted.startswith(recognition.PREFIX):
        name = wanted.removeprefix(recognition.PREFIX)
        mapped = recognition.named(path, name, recognition.every(profiles))
        return mapped.name, mapped
    name = detect(head) if wanted == AUTO else wanted
    if wanted == AUTO and is_pdf(head) and not has_e_invoice(path):
        paper = import_module(PAPER).recognised(path, templates)
        return paper.name, paper
    if not name:
        return _mapped(path, recognition.every(profiles))
    # A carrier's table may share some words with the standard bill.
    is_doubtful = FORMATS[name] is standard_csv and not standard_csv.is_complete(head)
    if wanted == AUTO and is_doubtful:
        mapped = recognition.recognised(path, recognition.every(profiles))
        return (mapped.name, mapped) if mapped else (name, standard_csv)
    return name, FORMATS[name]


def _of_utf_16(path: str | Path) -> str | None:
    """The format that a file in UTF-16 would be of, were it written in UTF-8."""
    with Path(path).open("rb") as source:
        head = source.read(HEAD)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return detect(head[: len(head) // 2 * 2].decode("utf-16", errors="replace").encode())


def _mapped(path: str | Path, candidates: recognition.Candidates) -> tuple[str, Mapped]:
    kind = sniff(Path(path))
    if kind in (Kind.ZIP, Kind.GZIP):
        raise Refused(
            "This is an archive inside another one, which we do not open. Unpack the outer one and "
            "send what is in it.",
            reason="nested_archive",
        )
    if kind in TABLES and (found := recognition.recognised(path, candidates)):
        return found.name, found
    if name := _of_utf_16(path):
        raise Refused(
            f"This is {IN_WORDS[name]} in UTF-16, in which we read e-invoices and carriers' tables "
            "only. Save it in UTF-8 and send it again.",
            reason="utf_16",
        )
    said, help, reason = tried(), what_to_do(), "not_a_bill"
    if kind is Kind.XLSX or (kind is Kind.TEXT and is_table(path)):
        said = f"{said}; and {recognition.nearest(path, candidates)}"
        help = (
            "If it is a carrier's table, map its columns. Call records are loaded under Usage. "
            f"{help}"
        )
        reason = UNKNOWN_TABLE
    raise Refused(
        f"This is {kind.in_words} and no bill in a format we read: {said}. {help}", reason=reason
    )
