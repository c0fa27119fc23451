"""A practice goes into a backup and comes out of it on another cluster as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from retainer.backup.manifest import Manifest
from tests.backup import likeness
from tests.backup.practice import ONE_TIME_KEY, PASSWORD, SECRET_KEY
from tests.isolation.door import Guest, code
from tests.product import Product, own_product

READ_AS_OWEN = """
from billing_audit.models import Finding, Invoice, Line, MonthlyReport
from clients.models import Client, Membership, StoredFile
from django.db import connection
from retainer.lib.tenancy import acting_as

with acting_as("portal", clients=[{client}], user_id={user}):
    for model in (Finding, Invoice, Line, MonthlyReport, Membership, StoredFile):
        print(model.__name__, *sorted(set(model.objects.values_list("client__slug", flat=True))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        print(*cursor.fetchone())
"""


@dataclass(frozen=True)
class Looks:
    """How a database looked at one moment; tests go on to work in it."""

    rows: dict[str, tuple]
    sums: dict[tuple, object]
    structure: dict[str, list[str]]

    @classmethod
    def of(cls, product: Product) -> "Looks":
        return cls(likeness.rows(product), likeness.sums(product), likeness.structure(product))


@pytest.fixture(scope="module")
def original(practice: Product) -> Looks:
    return Looks.of(practice)


@pytest.fixture(scope="module")
def home() -> Iterator[Product]:
    """A cluster of its own, where nothing has been before."""
    with own_product(prepared=False, SECRET_KEY=SECRET_KEY) as product:
        yield product


@pytest.fixture(scope="module")
def copy(home: Product, backup: Path) -> Looks:
    home.manage("restore", str(backup))
    return Looks.of(home)


@pytest.fixture
def restored(home: Product, copy: Looks) -> Product:
    return home


def test_the_practice_has_something_in_every_corner(practice: Product, original: Looks) -> None:
    held = {name: count for name, (count, _) in original.rows.items()}
    shelves = practice.rows("SELECT DISTINCT is_shared FROM billing_audit_lineshelf")

    assert held["billing_audit_line"] > 700
    assert {is_shared for (is_shared,) in shelves} == {True, False}
    for table in ("finding", "occurrence", "invoice", "monthlyreport"):
        assert held[f"billing_audit_{table}"]
    for table in ("storedfile", "decisionright", "activity", "contractrate"):
        assert held[f"clients_{table}"]
    assert held["mfa_authenticator"]


def test_every_row_of_every_table_comes_back(original: Looks, copy: Looks) -> None:
    assert copy.rows == original.rows


def test_every_sum_of_money_comes_back(original: Looks, copy: Looks) -> None:
    assert copy.sums == original.sums


@pytest.mark.parametrize("part", likeness.STRUCTURE)
def test_the_database_around_the_rows_comes_back(original: Looks, copy: Looks, part: str) -> None:
    assert copy.structure[part]
    assert copy.structure[part] == original.structure[part]


def test_every_stored_file_comes_back(practice: Product, restored: Product) -> None:
    named = restored.rows("SELECT content, sha256, kind FROM clients_storedfile")

    assert {kind for *_, kind in named} == {"bill", "report"}
    for name, digest, _ in named:
        kept = restored.var / "files" / name
        assert sha256(kept.read_bytes()).hexdigest() == digest
        assert kept.stat().st_mode & 0o077 == 0


def test_the_portal_role_signs_in_and_reads_only_its_own_rows(restored: Product) -> None:
    ((client,),) = restored.rows("SELECT id FROM clients_client WHERE slug = 'acme'")
    ((user,),) = restored.rows("SELECT id FROM clients_user WHERE name = 'Owen'")

    seen = restored.manage("shell", "-v0", "-c", READ_AS_OWEN.format(client=client, user=user))

    assert seen.splitlines() == [
        "Finding acme",
        "Invoice acme",
        "Line acme",
        "MonthlyReport acme",
        "Membership acme",
        "StoredFile acme",
        "retainer_portal retainer_portal",
    ]


def test_people_sign_in_with_their_passwords_and_one_time_codes(restored: Product) -> None:
    with restored.running("web") as host:
        owen, casey = (Guest(host.address, "127.0.0.1") for _ in range(2))

        owen.sign_in("owen@client.test", PASSWORD)
        assert owen.ask("/").status == 200
        assert casey.sign_in("casey@practice.test", PASSWORD).path == "/accounts/2fa/authenticate/"
        casey.send("/accounts/2fa/authenticate/", code=code(ONE_TIME_KEY))
        assert casey.ask("/clients/").path == "/clients/"


def test_work_goes_on_where_it_stopped(restored: Product, tmp_path: Path) -> None:
    """An import draws keys, makes a shelf and attaches it, for all of which it needs its rights."""
    newer = restored.rows("SELECT content FROM clients_storedfile WHERE kind = 'bill' LIMIT 1")
    bill = restored.var / "files" / newer[0][0]
    again = tmp_path / "again.csv"
    again.write_text(bill.read_text().replace("INV", "AGAIN"))
    before = restored.rows("SELECT count(*), sum(amount) FROM billing_audit_line")

    restored.manage("import_bills", "--client", "globex", str(again))
    audited = restored.manage("audit", "--client", "globex")

    assert restored.rows("SELECT count(*), sum(amount) FROM billing_audit_line") > before
    assert "bill line" in audited


def test_a_backup_from_before_an_upgrade_is_brought_up_to_date(
    restored: Product, tmp_path: Path
) -> None:
    restored.manage("migrate", "sessions", "zero", "-v0")
    older = restored.manage("backup", str(tmp_path)).strip()
    assert "sessions.0001_initial" not in Manifest.read(Path(older)).migrations
    before = restored.rows("SELECT count(*), sum(amount) FROM billing_audit_line")

    restored.manage("restore", older, "--replace")

    assert restored.rows("SELECT count(*) FROM django_session") == [(0,)]
    assert restored.rows("SELECT count(*), sum(amount) FROM billing_audit_line") == before
