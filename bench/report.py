"""How long a month's report takes to draw: the PDF by finding, the workbook by charge.

``python -m bench.report --findings 1000`` needs no database: it draws of figures alone.
"""

import argparse
import json
import os
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from time import perf_counter, process_time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

from billing_audit.money.places import Places  # noqa: E402 after setup
from billing_audit.reports import book, document, shape  # noqa: E402
from billing_audit.reports.charge_rows import ChargeRow  # noqa: E402
from billing_audit.reports.terms import TERMS  # noqa: E402

MONTH = date(2026, 3, 1)
#: Charges of a finding in the workbook.
CHARGES = 100
NOTHING = Decimal("0.00")


def figures(findings: int) -> shape.Figures:
    """A month whose findings are all of one check."""
    places = Places(to_ask=Decimal("32.00"))
    found = [
        shape.ReportedFinding(
            public_id="", check="B01", cause="Billed above the contract rate",
            subject=f"PORT100 on 315-{number:07}", sentence="", state="valid", carrier="Corvane",
            account="A-1", currency="USD", found=Decimal("32.00"), at_stake=NOTHING, charges=1,
            charges_in_total=1, first_month=MONTH, last_month=MONTH, places=places,
        )
        for number in range(findings)
    ]  # fmt: skip
    total = findings * Decimal("32.00")
    check = shape.CheckSection(
        "B01", found[0].cause if found else "", "", "", [shape.Sum("USD", total)], found, 0
    )
    money = shape.Money(
        currency="USD", audited=total, found=total, recurring=NOTHING, at_stake=NOTHING,
        places=Places(to_ask=total), came_back=NOTHING, findings=findings,
        findings_in_total=findings, findings_to_ask=findings, findings_waiting=0,
    )  # fmt: skip
    return shape.Figures(
        format=shape.FORMAT, version=1, client="Acme", slug="acme", month=MONTH,
        known_at=datetime(2026, 4, 2, tzinfo=UTC),
        practice=shape.Letterhead("Page & Cole", "", "", "", "UTC", "#1d5c63", ""),
        versions=shape.Versions(None, None, 0, "", 0, 0, ""), scope=shape.Scope([], []),
        money=[money], hours=[], actions=[], families=[shape.Family("Rates", "", [check])],
        earlier=[], charges=[], more_charges=[], clean=[], unchecked=[], gaps=[], unconfirmed=[],
        method=[], terms=TERMS, as_of=MONTH,
    )  # fmt: skip


def charges(number: int) -> Iterator[ChargeRow]:
    row = ChargeRow(
        check="B01", cause="Billed above the contract rate", finding="PORT100 on 315-0000001",
        carrier="Corvane", account="A-1", bill="2603", dated=MONTH, month=MONTH, line="1",
        service="315-0000001", description="MPLS port 100 Mbps", currency="USD",
        billed=Decimal("612.00"), expected=Decimal("580.00"), claimed=Decimal("32.00"),
        at_stake=NOTHING, where="To ask back",
    )  # fmt: skip
    return (replace(row, line=str(place)) for place in range(number))


def drawing(findings: int) -> dict[str, float]:
    """Seconds by the clock, and of processor time in the child that lays out."""
    of_month = figures(findings)
    began, before = perf_counter(), os.times()
    drawn = document.draw(of_month)
    after = os.times()
    busy = after.children_user + after.children_system
    return {
        "seconds": perf_counter() - began,
        "child": busy - before.children_user - before.children_system,
        "pages": document.page_count(drawn),
    }


def writing(findings: int) -> dict[str, float]:
    """Seconds of processor time for the workbook, and megabytes it took at most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = process_time()
    with tempfile.TemporaryFile() as out:
        book.draw(figures(findings), charges(CHARGES * findings), out)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": process_time() - began, "megabytes": (most - before) / 1024}


def measure(findings: int) -> dict[str, Any]:
    drawing(1)  # fonts and templates are read once
    few, many = drawing(1), drawing(findings)
    per_finding = 1000 * (many["child"] - few["child"]) / (findings - 1)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "findings": findings,
        "charges": CHARGES * findings,
        "few": few,
        "many": many,
        "ms_per_finding": per_finding,
        "child_memory_mb": children,
        "workbook": writing(findings),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=1000)
    print(json.dumps(measure(parser.parse_args().findings)))
