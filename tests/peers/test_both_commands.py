"""Every public sample through ``import_bills`` and ``check_invoice``: both say the same of it.

The sample data is not part of this repository; RETAINER_PEER_DATA names the folder that holds it.
"""

import json
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from billing_audit.models import ArithmeticFault, Invoice
from clients.models import BillingAccount, Carrier, Client
from tests.billing_audit.bills.command import load
from tests.peers.test_einvoices import DATA, cases, names

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no sample data in {DATA}")
#: What lies beside the samples to explain them.
NO_SAMPLE = ("SOURCE.txt", "LICENSE.txt", "manifest.tsv")
#: One in so many is enough to see that both say the same; `test_einvoices` checks them all, and
#: fragments are no bills.
STEP = {"en16931-unit": 12, "einvoice-full": 6}
FOLDERS = {
    "carrier-csv": 0, "einvoice-full": 26, "en16931-unit": 0, "telecom-einvoice": 1,
    "telstra-olb": 1, "tmf637": 0, "tmf678": 2, "x12-811": 3,
}  # fmt: skip


def samples(folder: str) -> list[Path]:
    files = sorted(each for each in (DATA / folder).iterdir() if each.name not in NO_SAMPLE)
    return files[:: STEP.get(folder, 1)]


def checked(*files: Path) -> list[dict]:
    out = StringIO()
    with suppress(SystemExit):  # none of them could be read
        call_command("check_invoice", *map(str, files), jsonl=True, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def imported(*files: Path) -> list[dict]:
    try:
        return load(*files)
    except AssertionError:  # nothing was loaded
        return load(*files, status=3)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_loaded_is_what_was_checked(acme: Client, folder: str) -> None:
    """The published TMF678 bill names no carrier, so its account has to be known before."""
    BillingAccount.objects.create(
        client=acme, carrier=Carrier.objects.create(name="Corvane"), number="A0815"
    )
    files = samples(folder)
    verdicts = checked(*files)
    answers = imported(*files)

    assert [each["file"] for each in answers] == [each["file"] for each in verdicts]
    assert sum(each["status"] in ("imported", "duplicate") for each in answers) == FOLDERS[folder]
    for answer, verdict in zip(answers, verdicts, strict=True):
        if answer["status"] == "imported":
            agree(answer, verdict)
        elif answer["status"] == "rejected":
            assert answer["error"].endswith(".")
            assert verdict["verdict"] == "unreadable" or told_where(answer)


def agree(answer: dict, verdict: dict) -> None:
    """One format, and the rules that check_invoice finds broken are those kept beside the bill.

    Peppol's rules of form are kept only of a bill that claims to follow Peppol.
    """
    assert verdict["verdict"] != "unreadable", answer["file"]
    assert answer["format"] == verdict["format"]
    bills = Invoice.objects.filter(bill_file__name=Path(answer["file"]).name)
    kept = {fault.rule for fault in ArithmeticFault.objects.filter(invoice__in=bills)}
    failed = {rule for rule, state in verdict["rules"].items() if state == "fail"}
    found = {finding["rule"] for finding in verdict["findings"]} - {"A01", "A03"}
    assert {rule for rule in found if not rule.startswith("PEPPOL")} <= kept <= found, answer[
        "file"
    ]
    stated = [each for each in bills if each.stated_total is not None]
    off = any(each.lines_total != each.stated_total for each in stated)
    if "A03" in verdict["rules"]:
        assert off == ("A03" in failed), answer["file"]


def told_where(answer: dict) -> bool:
    """Which cell of the bill, or row of the file, could not be read."""
    return any(warning.startswith(("Row ", "The bill, ")) for warning in answer["warnings"])


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["einvoice-full", "en16931-unit"])
def test_check_invoice_agrees_with_every_line_of_the_manifest(folder: str) -> None:
    manifest = cases(folder)
    fired = "arith_rules_fired" if folder == "einvoice-full" else "all_arith_rules_fired"

    verdicts = checked(*(Path(case["path"]) for case in manifest))

    for case, verdict in zip(manifest, verdicts, strict=True):
        failed = {rule for rule, state in verdict["rules"].items() if state == "fail"}
        assert failed == names(case[fired]), case["file"]
