"""The drop folder: what is whole is taken, what is no bill laid aside with the reason."""

import os
import time
from pathlib import Path

import pytest

from billing_audit.inbox import folder
from billing_audit.inbox.collecting import Tally, collect
from billing_audit.inbox.models import Arrival
from clients.models import BillingAccount, Client
from tests.billing_audit.bills.billed import bill
from tests.billing_audit.inbox.mails import bill_csv, mail


@pytest.fixture
def settled(monkeypatch) -> None:
    """Nobody needs to leave a file alone for long."""
    monkeypatch.setattr(folder, "SETTLED", 0)


def lay(place: Path, content: bytes | str, name: str = "bill.csv") -> Path:
    place.mkdir(exist_ok=True)
    path = place / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def look() -> Tally:
    return collect()["folder"]


def left(drop: Path) -> list[str]:
    return sorted(str(each.relative_to(drop)) for each in drop.rglob("*") if each.is_file())


def this_month() -> str:
    return time.strftime("%Y-%m", time.gmtime())


def test_a_file_arrives_and_is_moved(
    drop: Path, settled: None, account: BillingAccount, acme: Client
) -> None:
    lay(drop, bill())

    assert look().waiting == 1

    arrival = Arrival.objects.get()
    assert (arrival.client, arrival.way, arrival.subject) == (acme, "folder", "bill.csv")
    assert left(drop) == [f"taken/{this_month()}/bill.csv"]


def test_a_file_still_being_written_is_left_alone(drop: Path, account: BillingAccount) -> None:
    lay(drop, bill())
    lay(drop, bill(), "bill.csv.part")
    lay(drop, bill(), ".bill.csv.Xy12")

    assert look() == Tally()
    assert len(left(drop)) == 3


def test_a_clients_folder_says_whose_it_is(drop: Path, settled: None, acme: Client) -> None:
    lay(drop / "acme", bill())

    look()

    arrival = Arrival.objects.get()
    assert (arrival.client, arrival.why) == (acme, "It lay in the folder of Acme Logistics.")
    assert left(drop) == [f"taken/{this_month()}/acme/bill.csv"]


def test_a_folder_and_account_numbers_that_disagree_are_left_to_a_principal(
    drop: Path, settled: None, account: BillingAccount, globex: Client
) -> None:
    lay(drop / "globex", bill())

    look()

    arrival = Arrival.objects.get()
    assert arrival.client is None
    assert "folder of Globex Health, but its account numbers are Acme Logistics’s" in arrival.why


def test_a_folder_of_no_client_is_refused(drop: Path, settled: None, acme: Client) -> None:
    lay(drop / "umbrella", bill())

    assert look().refused == 1

    reason = drop / "refused" / "umbrella" / "bill.csv.reason.txt"
    assert reason.read_text() == "No client has the short name umbrella.\n"
    assert not Arrival.objects.exists()


def test_what_is_no_bill_is_laid_aside_and_listed(drop: Path, settled: None, db: None) -> None:
    lay(drop, "hello", "notes.txt")

    look()

    assert "no bill in a format we read" in (drop / "refused/notes.txt.reason.txt").read_text()
    assert Arrival.objects.get().state == "no_bill"


def test_links_pipes_and_empty_files_are_refused(
    drop: Path, settled: None, tmp_path_factory, acme: Client
) -> None:
    secret = lay(tmp_path_factory.mktemp("elsewhere"), "the secret key", "secret")
    (drop / "link.csv").symlink_to(secret)
    (drop / "acme").mkdir()
    (drop / "acme" / "link.csv").symlink_to(secret)
    os.mkfifo(drop / "pipe.csv")
    lay(drop, b"", "empty.csv")

    assert look().refused == 4

    told = {path.name: path.read_text() for path in (drop / "refused").rglob("*.reason.txt")}
    assert told["link.csv.reason.txt"] == "A link, not a file. Lay the file itself there.\n"
    assert told["pipe.csv.reason.txt"] == "Neither a file nor a folder.\n"
    assert told["empty.csv.reason.txt"] == "The file is empty.\n"
    assert not Arrival.objects.exists()
    assert secret.read_text() == "the secret key"


def test_a_linked_folder_is_not_entered(
    drop: Path, settled: None, tmp_path_factory, acme: Client
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    lay(elsewhere, bill())
    (drop / "acme").symlink_to(elsewhere)

    assert look().refused == 1
    assert left(elsewhere) == ["bill.csv"]


def test_a_file_too_large_is_refused(drop: Path, settled: None, settings, db: None) -> None:
    settings.BILL_MAX_BYTES = 100
    lay(drop, bill())

    assert look().refused == 1
    assert "the most we take at once" in (drop / "refused/bill.csv.reason.txt").read_text()


def test_two_files_of_one_name_are_both_kept(
    drop: Path, settled: None, account: BillingAccount
) -> None:
    for number in ("A", "B"):
        lay(drop, bill_csv(number=number)[1])
        look()

    assert left(drop) == [f"taken/{this_month()}/bill (2).csv", f"taken/{this_month()}/bill.csv"]
    assert Arrival.objects.waiting().count() == 2


def test_a_name_that_misleads_is_shown_plainly(
    drop: Path, settled: None, account: BillingAccount
) -> None:
    name = os.fsdecode("bill\u202excod.\x01\n".encode() + b"\xff.csv")
    lay(drop, bill(), name)

    look()

    assert Arrival.objects.get().subject == "billxcod. �.csv"


def test_a_mail_in_the_folder_is_opened_and_known_when_it_comes_by_mail(
    drop: Path, settled: None, fetch, account: BillingAccount
) -> None:
    lay(drop, bytes(mail(bill_csv())), "saved.eml")
    look()

    assert Arrival.objects.get().sender == "billing@corvane.test"
    assert fetch(mail(bill_csv())).known == 1


def test_a_folder_that_cannot_be_written_loses_and_doubles_nothing(
    drop: Path, settled: None, account: BillingAccount
) -> None:
    lay(drop, bill())
    (drop / "taken").write_text("in the way")

    first, second = look(), look()

    assert "cannot be written" in first.error
    assert (first.waiting, second.waiting, second.known) == (1, 0, 1)
    assert "bill.csv" in left(drop)


def test_a_folder_that_is_gone_is_told(settings, tmp_path: Path, db: None) -> None:
    settings.BILL_DROP_FOLDER = str(tmp_path / "gone")

    assert "cannot be read: No such file or directory." in look().error
