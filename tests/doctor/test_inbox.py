"""Faults planted in the mailbox and the drop folder."""

from pathlib import Path

from tests.billing_audit.inbox.conftest import address
from tests.billing_audit.inbox.imap import Post, served
from tests.billing_audit.inbox.mails import mail
from tests.doctor.conftest import Patient

FORGET = "DELETE FROM billing_audit_collection"


def looked(way: str, ago: str, error: str = "") -> str:
    """A statement after which somebody looked there so long ago."""
    row = f"('{way}', now() - interval '{ago}', '{error}')"
    return "INSERT INTO billing_audit_collection (way, ended_at, error) VALUES " + row  # noqa: S608


def test_an_installation_without_a_mailbox_is_well(patient: Patient) -> None:
    assert patient.examined("inbox").level("No mailbox and no drop folder is named") == "ok"


def test_a_mailbox_that_lets_us_in_is_told_with_what_waits(patient: Patient) -> None:
    post = Post()
    post.deliver(bytes(mail()))
    with served(post) as port:
        report = patient.examined("inbox", BILL_MAIL_URL=address(port))

    assert report.level("lets us in; 1 mail to fetch") == "ok"
    assert report.level("Mail: nobody has looked there yet") == "warning"
    assert len(post.folders["INBOX"]) == 1


def test_a_mailbox_that_keeps_us_out_is_told_without_the_password(patient: Patient) -> None:
    with served(Post()) as port:
        report = patient.examined("inbox", BILL_MAIL_URL=address(port, password="unspoken"))

    assert "BILL_MAIL_URL" in report.mend("no such user")
    assert "unspoken" not in str(report)


def test_a_mail_server_that_is_gone_is_told(patient: Patient) -> None:
    report = patient.examined("inbox", BILL_MAIL_URL=address(1))

    assert "BILL_MAIL_URL" in report.mend("Connection refused")


def test_an_address_that_names_no_mailbox_is_told(patient: Patient) -> None:
    report = patient.examined("inbox", BILL_MAIL_URL="imap://me:unspoken@mail.test")

    assert "docs/operations.md" in report.mend("would send the password unsealed")
    assert "unspoken" not in str(report)


def test_a_drop_folder_that_is_not_there_or_shut_is_told(patient: Patient, tmp_path: Path) -> None:
    gone = patient.examined("inbox", BILL_DROP_FOLDER=str(tmp_path / "gone"))
    shut = patient.examined("inbox", BILL_DROP_FOLDER="/proc")
    well = patient.examined("inbox", BILL_DROP_FOLDER=str(tmp_path))

    assert "chown" in gone.mend("is not there")
    assert "chown" in shut.mend("cannot be written")
    assert well.level("can be read and written") == "ok"


def test_a_look_that_nobody_takes_or_that_goes_wrong_is_told(
    patient: Patient, tmp_path: Path
) -> None:
    folder = {"BILL_DROP_FOLDER": str(tmp_path)}
    with patient.ill(looked("folder", "1 hour"), FORGET):
        assert "clock" in patient.examined("inbox", **folder).mend("nobody has looked there for")
    with patient.ill(looked("folder", "1 minute", "It is full."), FORGET):
        assert "fetch_bills" in patient.examined("inbox", **folder).mend("It is full")
    with patient.ill(looked("folder", "1 minute"), FORGET):
        assert patient.examined("inbox", **folder).level("Drop folder: looked there") == "ok"
