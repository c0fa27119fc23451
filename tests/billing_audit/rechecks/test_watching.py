"""Whatever bills are held against is watched, however it is changed."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from billing_audit.changes.kinds import KINDS
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Billed, bill
from billing_audit.checks.sources import filled_in
from billing_audit.checks.sources.registry import declared
from billing_audit.models import Change
from clients.models import Carrier, Client, ContractRate, PublicFee, Service, User
from retainer.lib.tenancy import acting_as
from tests.billing_audit.on_file import OnFile, days

#: Tables that checks read and nobody need watch.
NOT_WATCHED = {
    "billing_audit_line": "comes and goes with its bill",
    "billing_audit_chargecode": "comes with the bills that charge it",
    "billing_audit_arithmeticfault": "comes with its bill",
    "billing_audit_billfile": "comes with its bills",
    "billing_audit_deckrate": "comes and goes with its version of the deck",
    "billing_audit_reach": "is reckoned from the lines of its bill",
    "billing_audit_usagerecord": "comes and goes with its file",
    "billing_audit_disputeitem": "charges come and go in drafts, of which no check reads",
    "billing_audit_credit": "one that is confirmed moves its dispute",
    "billing_audit_creditmatch": "one that is confirmed moves its dispute",
    "clients_practice": "its time zone reckons days of outages, and moves with the practice only",
    "clients_carrier": "its name is compared with that of providers only, in ideas",
}


def tables_read() -> set[str]:
    """Every table that the SQL of a check or of a source names."""
    texts = [check.sql for check in all_checks()] + [each.select for each in declared().values()]
    return set(re.findall(r"\b(?:clients|billing_audit)_[a-z]+", filled_in("\n".join(texts))))


def test_every_table_a_check_reads_is_watched_or_named_with_the_reason() -> None:
    assert tables_read() - KINDS.keys() - NOT_WATCHED.keys() == set()


def test_the_database_watches_each_kind_as_it_is_declared(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array_agg(tgname ORDER BY tgname), "
            "min(encode(tgargs, 'escape')) FROM pg_trigger "
            "WHERE tgname LIKE 'changes_are_kept_on_%' GROUP BY 1"
        )
        found = {table: (names, args) for table, names, args in cursor.fetchall()}

    for table, kind in KINDS.items():
        operations = ["update"] if kind.only_updates else ["delete", "insert", "update"]
        arguments = "".join(f"{each}\\000" for each in (kind.client, ",".join(kind.ignored)))
        assert found.pop(table) == (
            [f"changes_are_kept_on_{each}" for each in operations], arguments
        )  # fmt: skip
    assert not found


@pytest.fixture
def rate(acme: Client) -> ContractRate:
    return ContractRate.objects.create(
        client=acme, carrier=Carrier.objects.create(name="Corvane"), charge_code="PORT",
        rate="612", valid=days("2026-01-01", None),
    )  # fmt: skip


def latest() -> Change:
    return Change.objects.latest("pk")


def test_a_row_that_is_added_changed_and_removed_leaves_three_changes(rate: ContractRate) -> None:
    assert (latest().kind, latest().before) == ("clients_contractrate", None)
    assert latest().after["charge_code"] == "PORT"

    ContractRate.objects.filter(pk=rate.pk).update(rate="580")
    assert (latest().before["rate"], latest().after["rate"]) == (612, 580)

    rate.delete()
    assert (latest().before["rate"], latest().after) == (580, None)
    assert Change.objects.filter(kind="clients_contractrate", row_id=latest().row_id).count() == 3


def test_a_change_names_the_client_and_who_made_it(rate: ContractRate, casey: User) -> None:
    with acting_as("staff", clients=[rate.client_id], user_id=casey.pk):
        ContractRate.objects.filter(pk=rate.pk).update(rate="580")

    assert (latest().client_id, latest().changed_by) == (rate.client_id, casey)


def test_what_is_written_again_as_it_was_is_no_change(rate: ContractRate) -> None:
    before = Change.objects.count()

    rate.save()
    ContractRate.objects.update(rate="612")

    assert Change.objects.count() == before


def test_columns_that_no_check_reads_are_no_change(acme: Client) -> None:
    fee = PublicFee.objects.create(
        authority="FCC", code="X", title="X", rate="1", valid=days("2026-01-01", None), source="a"
    )
    before = Change.objects.count()

    PublicFee.objects.filter(pk=fee.pk).update(source="b", title="Y")

    assert Change.objects.count() == before
    assert latest().client is None


def test_a_csv_file_of_rates_is_seen_row_by_row(acme: Client, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(
        "carrier,charge_code,rate,eff_from,eff_to\n"
        "Corvane,PORT,612.00,2026-01-01,\nCorvane,LOOP,95.00,2026-01-01,2026-06-30\n"
    )

    for _ in range(2):
        call_command("load_reference", "--client", "acme", "--rates", str(file), "--json")

    codes = [each.after["charge_code"] for each in Change.objects.filter(client=acme)]
    assert sorted(codes) == ["LOOP", "PORT"]


def test_a_service_that_an_import_proposes_is_none_until_it_is_confirmed(acme: Client) -> None:
    service = Service.objects.create(client=acme, number="1", state="proposed")
    assert not Change.objects.filter(kind="clients_service").exists()

    Service.objects.filter(pk=service.pk).update(state="confirmed")

    assert latest().after["state"] == "confirmed"


def test_a_change_is_seen_with_its_client_only_and_never_in_the_portal(
    rate: ContractRate, globex: Client
) -> None:
    with acting_as("staff", clients=[globex.pk]):
        assert not Change.objects.exists()
    with (
        pytest.raises(ProgrammingError, match="denied"),
        transaction.atomic(),
        acting_as("portal", clients=[rate.client_id]),
    ):
        Change.objects.exists()


def test_what_happened_is_not_rewritten(rate: ContractRate) -> None:
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        Change.objects.update(after=None)


def test_a_bill_that_arrives_is_a_change(acme: Client) -> None:
    OnFile(acme).put_bill(bill(Billed(amount="1.00")))

    assert latest().kind == "billing_audit_invoice"
