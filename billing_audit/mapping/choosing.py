"""What a person chose on the page, as a profile; the engine says what it still lacks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.importers.mapped.profile import (
    Charge,
    Conventions,
    Profile,
    Proof,
    Skip,
    Table,
)
from billing_audit.mapping.words import charge_type_of

#: What a column may be besides a field of the bill.
CHARGE, CREDIT, TOTAL = "+charge", "+credit", "+total"
ENCODINGS = ("auto", "utf-8", "cp1252", "latin-1", "utf-16-le", "utf-16-be")
FIGURES = re.compile("[.,][,. ']?")
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
#: Between the ways to write days, where there are several.
WAYS_APART = " or "
#: No table we read has more columns.
MOST_COLUMNS = 200
MOST_KINDS = 200
LONGEST = 200

Posted = Mapping[str, str]


def chosen(posted: Posted, base: Profile, *, kind: str = "") -> Profile:
    """The base with what was chosen instead; what the page does not show stays as it is."""
    heads = [head for _, head in heads_of(posted) if head]
    columns = list(heads_of(posted))
    meanings = {head: posted.get(f"column-{place}", "") for place, head in columns}
    charges = tuple(_charges(posted, columns, base))
    fixed = dict(base.fixed)
    for field in ("charge_type", "account_no"):
        fixed.pop(field, None)
        if (value := _text(posted, f"fixed_{field}")) and field not in meanings.values():
            fixed[field] = value
    return replace(
        base,
        name=_text(posted, "name"),
        carrier=_text(posted, "carrier"),
        currency=_text(posted, "currency").upper(),
        table=table_of(posted, replace(base.table, kind="xlsx" if kind == "xlsx" else "csv")),
        conventions=_conventions(posted, base.conventions),
        recognised_by=base.recognised_by if _are_in(base, heads) else tuple(heads),
        columns={m: head for head, m in meanings.items() if m and not m.startswith("+")},
        fixed=fixed,
        charge_types=dict(_kinds(posted)),
        charges=charges,
        proofs=tuple(_proofs(meanings, charges, base)),
        skips=tuple(_skips(posted, base)),
        bill_day="month end" if posted.get("bill_day") == "month end" else "as written",
    )


def _are_in(base: Profile, heads: Sequence[str]) -> bool:
    """Whether the file has all the columns by which the base knows one."""
    written = {folded(head) for head in heads}
    return bool(base.recognised_by) and {folded(n) for n in base.recognised_by} <= written


def heads_of(posted: Posted) -> Iterator[tuple[int, str]]:
    """The columns that the page showed, by their places."""
    for place in range(MOST_COLUMNS):
        head = posted.get(f"head-{place}")
        if head is None:
            return
        yield place, head


def table_of(posted: Posted, base: Table) -> Table:
    row = posted.get("header_row", "")
    return replace(
        base,
        encoding=_one_of(ENCODINGS, posted.get("encoding"), base.encoding),  # type: ignore[arg-type]
        delimiter=DELIMITERS.get(posted.get("delimiter", ""), base.delimiter),
        sheet=posted.get("sheet", base.sheet),
        header_row=int(row) if row.isascii() and row.isdigit() and len(row) < 4 else 1,
    )


def _one_of(known: Sequence[str], chosen: str | None, otherwise: str) -> str:
    return chosen if chosen in known else otherwise


def _charges(posted: Posted, columns: list[tuple[int, str]], base: Profile) -> Iterator[Charge]:
    """Columns of money in the order of the table; counted ones, which the page lacks, stay."""
    known = {each.column: each for each in base.charges if each.column}
    for place, head in columns:
        meaning = posted.get(f"column-{place}", "")
        if meaning in (CHARGE, CREDIT):
            kind = "credit" if meaning == CREDIT else charge_type_of(head)
            charge = known.get(head, Charge(column=head, charge_type=kind))
            yield replace(
                charge,
                charge_type=posted.get(f"type-{place}", charge.charge_type),
                description=_text(posted, f"text-{place}") or head,
                is_credit=meaning == CREDIT,
            )
    yield from (each for each in base.charges if not each.column)


def _proofs(
    meanings: dict[str, str], charges: tuple[Charge, ...], base: Profile
) -> Iterator[Proof]:
    """Every total is proved by all the charges, unless the base says by which."""
    known = {proof.total: proof for proof in base.proofs}
    parts = tuple(each.column for each in charges if each.column)
    for head, meaning in meanings.items():
        if meaning == TOTAL:
            proof = known.get(head, Proof(total=head, parts=parts))
            yield replace(proof, parts=tuple(p for p in proof.parts if p in parts) or parts)


def _conventions(posted: Posted, base: Conventions) -> Conventions:
    figures = posted.get("figures", "")
    if not FIGURES.fullmatch(figures):
        figures = base.decimal + base.thousands
    return replace(
        base,
        decimal=figures[:1],  # type: ignore[arg-type]
        thousands=figures[1:2],  # type: ignore[arg-type]
        days=tuple(filter(None, posted.get("days", "").split(WAYS_APART))),
        charges_are="negative" if posted.get("charges_are") == "negative" else "positive",
        empty=tuple(_words(posted, "empty")),
    )


def _kinds(posted: Posted) -> Iterator[tuple[str, str]]:
    for place in range(MOST_KINDS):
        word, kind = posted.get(f"word-{place}"), posted.get(f"kind-{place}", "")
        if word is None:
            return
        if kind:
            yield word, kind


def _skips(posted: Posted, base: Profile) -> Iterator[Skip]:
    """The one rule that the page shows comes first; others stay."""
    column, words = posted.get("skip_column", ""), tuple(_words(posted, "skip_words"))
    if column:
        match = "begins" if posted.get("skip_match") == "begins" else "is"
        yield Skip(column=column, words=words or ("",), match=match)
    yield from base.skips[1:]


def _words(posted: Posted, name: str) -> list[str]:
    return [word.strip() for word in _text(posted, name).split(",") if word.strip()]


def _text(posted: Posted, name: str) -> str:
    return " ".join(posted.get(name, "").replace("\x00", "").split())[:LONGEST]
