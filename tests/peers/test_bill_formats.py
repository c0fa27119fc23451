"""Public samples of 811, TMF678 and On Line Billing, and pyx12 as a second opinion on X12.

The sample data is not part of this repository; RETAINER_PEER_DATA names the folder that holds it.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyx12.x12file import X12Reader

from billing_audit.bills.importers import tmf678, x12
from billing_audit.bills.importers.checking import judge
from billing_audit.bills.importers.flat import TELSTRA, TELSTRA_OLB, stream
from billing_audit.bills.importers.proof import Proof
from billing_audit.bills.importers.x12.segments import segments
from clients.models import BillingAccount, Carrier, Client, Service
from clients.telecom.reference import BadTable, Services
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.parts import Parts
from tests.billing_audit.bills.x12_bills import ISA, interchange, saved, transaction, written
from tests.peers.test_einvoices import DATA

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no sample data in {DATA}")
LETTERS = st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="*~:^")
ELEMENTS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=6)


def ours(path: Path) -> list[list[str]]:
    return [[segment.name, *segment.elements] for segment in segments(path)]


def theirs(path: Path) -> list[list[str]]:
    """As pyx12 takes it apart; it leaves out empty elements at the end."""
    reader = X12Reader(str(path))
    return [segment.format().rstrip(segment.seg_term).split("*") for segment in reader]


def without_empty_ends(read: list[list[str]]) -> list[list[str]]:
    for segment in read:
        while segment and not segment[-1].strip():
            segment.pop()
    return read


@given(st.lists(ELEMENTS, max_size=20), st.sampled_from(["~", "~\n", "~\r\n"]))
def test_we_take_x12_apart_as_pyx12_does(
    tmp_path_factory: pytest.TempPathFactory, body: list[list[str]], end: str
) -> None:
    inside = transaction(*("*".join(["REF", *elements]) for elements in body))
    content = written(interchange(*inside, isa=ISA), end=end)
    path = saved(tmp_path_factory.getbasetemp(), content)

    assert without_empty_ends(ours(path)) == without_empty_ends(theirs(path))


@needs_data
@pytest.mark.parametrize("path", sorted((DATA / "x12-811").glob("*.edi")), ids=lambda p: p.name)
def test_samples_of_811_are_read_with_a_remark_on_their_counts(path: Path) -> None:
    verdict = x12.verdict(path)

    assert any("SE01 counts" in warning for warning in verdict.warnings)
    assert verdict.verdict in ("clean", "finding", "cannot-check")
    assert Parts(x12.read_bill(path)).rejects == []


@needs_data
def test_the_total_that_leaves_out_a_credit_is_the_only_finding() -> None:
    verdict = x12.verdict(DATA / "x12-811" / "carrier-billing_vzw_811.edi")

    (finding,) = verdict.findings
    assert finding.rule == "A03"
    assert "121.50" in finding.detail
    assert "131.50" in finding.detail
    assert x12.verdict(DATA / "x12-811" / "carrier-billing_tmobile_811.edi").verdict == "clean"


@needs_data
def test_the_telstra_bill_foots_on_every_level_but_the_last() -> None:
    path, proof = DATA / "telstra-olb" / "bills.csv", Proof()
    read = Parts(stream.read_bill(path, TELSTRA_OLB, proof))

    assert (read.faults, read.rejects) == ([], [])
    assert proof.applied["OLB-CALLS"] == 9  # of which one call stands for 25
    assert proof.applied["OLB-EQUIPMENT"] == 14  # 12 rentals and 2 mobile plans
    assert proof.applied["OLB-OTHER"] == 2
    assert sum("counts 25 calls" in remark for remark in read.remarks) == 1
    assert any("nothing proves them: 8." in remark for remark in read.remarks)
    assert f"{read.total:.2f}" == "756.89"
    (finding,) = TELSTRA.verdict(path).findings
    assert finding.rule == "A03"


@needs_data
@pytest.mark.parametrize("name", ["call_types.csv", "empty.csv", "invalid.csv", "services.csv"])
def test_what_lies_beside_the_telstra_bill_is_no_bill(name: str) -> None:
    assert judge(str(DATA / "telstra-olb" / name)).verdict == "unreadable"


@needs_data
@pytest.mark.parametrize("path", sorted((DATA / "tmf678").glob("*.json")), ids=lambda p: p.name)
def test_the_examples_of_tmf678_are_right_or_hold_no_bill(path: Path) -> None:
    has_bill = any(word in path.name for word in ("BillingRate", "JSON_Patch_Query"))

    assert judge(str(path)).verdict == ("clean" if has_bill else "unreadable")


@needs_data
def test_a_published_rate_whose_tax_does_not_fit_is_one_finding(tmp_path: Path) -> None:
    text = (
        DATA / "tmf678" / "v5_AppliedCustomerBillingRate_list_example_response.json"
    ).read_text()
    path = tmp_path / "wrong.json"
    path.write_text(text.replace('"value": 0.01', '"value": 100'))

    assert [finding.rule for finding in tmf678.verdict(path).findings] == ["TMF678-TAX"]


@needs_data
@pytest.mark.parametrize("path", sorted((DATA / "tmf637").glob("*.json")), ids=lambda p: p.name)
def test_products_are_no_bill(path: Path) -> None:
    assert "neither a customer bill" in judge(str(path)).warnings[0]


@needs_data
@pytest.mark.parametrize("path", sorted((DATA / "tmf637").glob("*.json")), ids=lambda p: p.name)
def test_products_load_into_the_inventory(acme: Client, path: Path) -> None:
    if path.name == "v5_CreateProduct_request.json":  # asks for a product, which has no id yet
        with pytest.raises(BadTable, match="no TMF637 product"):
            Services(acme).load(path.read_bytes())
        return
    outcome = Services(acme).load(path.read_bytes())

    assert outcome.rejected == []
    assert Service.objects.count() == outcome.created > 0


@needs_data
def test_the_samples_load_or_are_refused_in_a_sentence(acme: Client) -> None:
    """The published customer bill names no carrier, so its account has to be known before."""
    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=acme, carrier=carrier, number="A0815")
    folders = ("x12-811", "telstra-olb", "tmf678", "tmf637")
    files = [path for folder in folders for path in sorted((DATA / folder).glob("*.[cej][sd]*"))]

    answers = {Path(answer["file"]).name: answer for answer in load(*files)}

    loaded = {name for name, answer in answers.items() if answer["status"] == "imported"}
    assert loaded == {
        "bills.csv",
        "carrier-billing_altsep_811.edi",
        "carrier-billing_tmobile_811.edi",
        "carrier-billing_vzw_811.edi",
        "v5_AppliedCustomerBillingRate_list_example_response.json",
        "v5_Customer_Bill_Update_JSON_Patch_Query_response.json",
    }
    assert all(answers[name]["error"] for name in answers.keys() - loaded)
    assert {answers[name]["rejected_lines"] for name in loaded} == {0}
