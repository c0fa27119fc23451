"""Which profile reads a file, and what is said when none does, or more than one would."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from billing_audit.bills.importers.checking import judge
from billing_audit.bills.importers.mapped.profile import Profile, Table
from billing_audit.bills.importers.mapped.recognition import PREFIX
from billing_audit.bills.importers.mapped.shipped import (
    AT_T,
    FIRSTNET,
    RAW_DATA,
    RAW_DETAIL,
    TWILIO,
    VERIZON_ACCOUNT,
)
from billing_audit.bills.importers.recognising import recognised
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.billed import bill
from tests.billing_audit.bills.mapped.tables import (
    HEADER,
    IN_A_WORKBOOK,
    PROFILE,
    row,
    saved,
    text,
    workbook,
)
from tests.billing_audit.bills.parts import Parts


def given(*profiles: Profile) -> list[dict]:
    """Profiles as the importing parent hands them to its child."""
    return [
        {"key": key, "version": 1, "layout": each.to_json()}
        for key, each in enumerate(profiles, start=1)
    ]


def test_columns_may_stand_in_any_order_and_be_written_any_way(tmp_path: Path) -> None:
    header = [f" {name.upper()}\u00a0 " for name in reversed(HEADER)]
    path = saved(tmp_path, text(tuple(reversed(row())), header=header))

    name, format = recognised(path, profiles=given(PROFILE))

    assert (name, format.title) == ("mapped-csv", "Corvane detail, version 1")
    assert len(Parts(format.read_bill(path)).lines) == 1


def test_a_format_that_says_itself_comes_first(tmp_path: Path) -> None:
    name, _ = recognised(saved(tmp_path, bill()), profiles=given(PROFILE))

    assert name == "standard-csv"


def test_a_carriers_table_with_words_of_the_standard_bill_is_read_by_its_profile(
    tmp_path: Path,
) -> None:
    header = ("account_no", "invoice_no", "Billed on", "Line of", "Kind", "What", "amount")
    columns = {**PROFILE.columns, "account_no": "account_no", "invoice_no": "invoice_no"}
    profile = replace(
        PROFILE,
        recognised_by=("account_no", "invoice_no", "Billed on", "amount"),
        columns={**columns, "amount": "amount"},
    )
    path = saved(tmp_path, text(row(), header=header))

    assert recognised(path, profiles=given(profile))[0] == "mapped-csv"
    assert recognised(path)[0] == "standard-csv"  # which says what it misses


def test_the_profile_that_knows_more_columns_reads_it_and_the_other_is_named(
    tmp_path: Path,
) -> None:
    closer = replace(PROFILE, name="Closer", recognised_by=(*HEADER[:-1],))
    other = replace(PROFILE, recognised_by=HEADER[-2:])

    _, format = recognised(saved(tmp_path, text(row())), profiles=given(closer, other))

    assert format.profile.name == "Closer"
    assert "Corvane detail, version 1 would have fitted, too" in format.remarks[0].message


def test_a_profile_with_some_of_the_same_columns_need_not_be_named(tmp_path: Path) -> None:
    closer = replace(PROFILE, name="Closer", recognised_by=HEADER)

    _, format = recognised(saved(tmp_path, text(row())), profiles=given(closer, PROFILE))

    assert (format.profile.name, format.remarks) == ("Closer", [])


@pytest.mark.parametrize("ours", [[], [replace(FIRSTNET, name="Our FirstNet")]])
def test_a_firstnet_file_is_told_of_no_other(tmp_path: Path, ours: list[Profile]) -> None:
    header = tuple(dict.fromkeys([*FIRSTNET.recognised_by, *sorted(FIRSTNET.named)]))
    path = saved(tmp_path, text(("",) * len(header), header=header))

    _, format = recognised(path, profiles=given(*ours))

    assert format.profile.name == (ours[0].name if ours else "FirstNet")
    assert format.remarks == []


def test_a_workbook_and_a_text_are_read_by_profiles_of_their_own(tmp_path: Path) -> None:
    profiles = given(PROFILE, replace(IN_A_WORKBOOK, name="Book"))

    _, format = recognised(workbook(tmp_path, row()), profiles=profiles)

    assert (format.name, format.profile.name) == ("mapped-xlsx", "Book")


def test_a_profile_may_be_asked_for_by_name(tmp_path: Path) -> None:
    closer = replace(PROFILE, name="Closer", recognised_by=HEADER)
    path = saved(tmp_path, text(row()))

    _, format = recognised(path, f"{PREFIX}corvane DETAIL", given(closer, PROFILE))

    assert format.profile.name == "Corvane detail"


@pytest.mark.parametrize(
    ("content", "profile", "why"),
    [
        (text(row(), header=("x", *HEADER[1:])), PROFILE, "the file has no column “Account”"),
        (text(row()), IN_A_WORKBOOK, "it reads workbooks"),
        (text(row()), replace(PROFILE, table=Table(header_row=0, width=9), columns={
            "account_no": "A", "bill_date": "C", "amount": "G", "charge_type": "E"},
            recognised_by=()), "not every row has 9 columns"),
    ],
)  # fmt: skip
def test_a_profile_that_does_not_fit_says_why(
    tmp_path: Path, content: str, profile: Profile, why: str
) -> None:
    path = saved(tmp_path, content)

    with pytest.raises(Refused, match=why):
        recognised(path, f"{PREFIX}{profile.name}", given(profile))


def test_a_table_nobody_knows_is_told_what_came_nearest_and_what_to_do(tmp_path: Path) -> None:
    path = saved(tmp_path, text(row(), header=("Account", "Bill", "Date", *HEADER[3:])))

    with pytest.raises(Refused) as refused:
        recognised(path, profiles=given(PROFILE))

    assert "none of the 7 layouts" in refused.value.sentence
    assert "Corvane detail, version 1, also wants “Billed on”" in refused.value.sentence
    assert "map its columns" in refused.value.sentence
    assert "Call records are loaded under Usage." in refused.value.sentence


def test_a_column_named_twice_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, text((*row(), "1.00"), header=(*HEADER, "amount")))

    verdict = judge(str(path), profiles=given(PROFILE))

    assert verdict.verdict == "unreadable"
    assert "“Amount” appears twice" in verdict.warnings[0]


def test_a_column_that_no_charge_can_do_without_is_missed(tmp_path: Path) -> None:
    loose = replace(PROFILE, recognised_by=("Account", "Bill"))
    path = saved(tmp_path, text(row()[:-1], header=HEADER[:-1]))

    verdict = judge(str(path), profiles=given(loose))

    assert "no column “Amount”" in verdict.warnings[0]


def test_other_missing_columns_are_remarked_on(tmp_path: Path) -> None:
    without = [cell for name, cell in zip(HEADER, row(), strict=True) if name != "What"]
    path = saved(tmp_path, text(without, header=[name for name in HEADER if name != "What"]))

    verdict = judge(str(path), profiles=given(PROFILE))

    assert verdict.warnings == ("The file has no column “What”; those cells count as empty.",)


@pytest.mark.parametrize(
    "profile",
    [AT_T, FIRSTNET, VERIZON_ACCOUNT, RAW_DATA, RAW_DETAIL, TWILIO],
    ids=lambda each: each.name,
)
@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_a_shipped_profile_knows_its_table_in_every_form(
    tmp_path: Path, profile: Profile, delimiter: str
) -> None:
    path = saved(tmp_path, text(header=sorted(profile.named), delimiter=delimiter))

    _, format = recognised(path)

    assert format.profile.name == profile.name


AT_T_ROW = {
    "Foundation account": "1",
    "Account number": "287012345678",
    "Wireless number": "555-1234",
    "Invoice date": "03/12/2026",
    "Market cycle end date": "03/11/2026",
    "Rate code": "UNL",
    "Rate plan name": "Unlimited",
    "Total monthly charges": "$40.00",
    "Total activity since last bill": "($1.00)",
    "Total taxes": "3.34",
    "Total company fees and surcharges": "2.00",
    "Total current charges": "44.34",
    "Total KB usage": "0",
}


def test_a_summary_of_at_t_proves_its_totals(tmp_path: Path) -> None:
    path = at_t(tmp_path)

    _, format = recognised(path)
    found, verdict = Parts(format.read_bill(path)), format.verdict(path)

    assert found.invoices[0].invoice_no == "287012345678-20260312"
    assert [str(line.amount) for line in found.lines] == ["40.00", "-1.00", "3.34", "2.00", "0"]
    assert found.lines[-1].quantity == 0
    assert (verdict.verdict, verdict.rules["MAPPED-TOTAL"]) == ("clean", "pass")


def at_t(folder: Path, **other: str) -> Path:
    cells = dict.fromkeys(sorted(AT_T.named), "") | AT_T_ROW | other
    out = StringIO()
    writer = csv.DictWriter(out, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    return saved(folder, out.getvalue())


def test_a_total_of_at_t_that_does_not_foot_is_a_finding(tmp_path: Path) -> None:
    path = at_t(tmp_path, **{"Total current charges": "45.34"})

    [finding] = judge(str(path)).findings

    assert finding.rule == "MAPPED-TOTAL"
    assert "“Total current charges” is 45.34" in finding.detail
