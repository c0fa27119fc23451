"""Faults planted around the database: Python, libraries, settings, Redis, disk and mail."""

import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from retainer.doctor.registry import SUBJECTS
from retainer.embedded import places
from tests.doctor.conftest import Patient, run

KEY = "a production key of sixty different characters 0123456789 XYZ"
SAFE = {
    "RETAINER_PRODUCTION": "yes",
    "SECRET_KEY": KEY,
    "SITE_URL": "https://retainer.example.com",
}


def test_a_python_without_packages_gets_a_report_and_no_traceback(patient: Patient) -> None:
    status, said, complained = run(patient.product, "-S", "-E", "manage.py", "doctor")

    assert status == 1
    assert "Traceback" not in complained
    assert "fault    python         Packages are missing: Django, psycopg2-binary" in said
    assert "The configuration cannot be examined: ModuleNotFoundError" in said
    assert "warning  postgres       Not examined" in said


def test_a_library_that_does_not_load_is_named_with_its_package(
    patient: Patient, tmp_path: Path
) -> None:
    (tmp_path / "libharfbuzz.so.0").write_text("no library")

    report = patient.examined("libraries", LD_LIBRARY_PATH=str(tmp_path))

    assert "apt-get install libharfbuzz0b" in report.mend("libharfbuzz.so.0 cannot be loaded")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"RETAINER_PRODUCTION": "yes", "SECRET_KEY": "short"}, "at least 40 characters"),
        (SAFE | {"SITE_URL": "http://retainer.example.com"}, "SITE_URL must be the address"),
        (SAFE | {"DEBUG": "yes"}, "unset DEBUG"),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT is 'smtp', not a whole number"),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "/nowhere/key, which cannot be read"),
        ({"DATABASE_URL": "nonsense"}, "The settings cannot be loaded"),
    ],
)
def test_settings_that_are_refused_are_told_and_close_the_rest(
    patient: Patient, settings: dict[str, str], told: str
) -> None:
    report = patient.examined("people", **settings)

    assert "docs/operations.md" in report.mend(told)
    assert {row["level"] for row in report.rows if "Not examined" in row["says"]} == {"warning"}


def test_settings_that_do_not_suit_are_told(patient: Patient) -> None:
    loose = patient.examined("configuration", DEBUG="yes", SITE_URL="http://retainer.example.com")
    weak = patient.examined("configuration", SECRET_KEY="short")

    assert loose.level("DEBUG is on") == "warning"
    assert loose.level("production's safe choices are off") == "warning"
    assert "prepare_database" in weak.mend("SECRET_KEY has 5 characters, not 40")


def test_static_files_that_nobody_collected_are_told(patient: Patient, tmp_path: Path) -> None:
    elsewhere = SAFE | {"RETAINER_VAR": str(tmp_path)}

    assert "collectstatic" in patient.examined("configuration", **elsewhere).mend("no page can be")

    run(replace(patient.product, settings=elsewhere), "manage.py", "collectstatic", "--noinput")
    assert patient.examined("configuration", **elsewhere).level("are collected in") == "ok"


def test_the_demos_logins_are_a_fault_in_production_only(patient: Patient) -> None:
    with patient.ill(
        "INSERT INTO clients_user (password, email, name, kind, phone, is_active, is_demo,"
        " joined_at) VALUES ('!', 'demo@demo.test', 'Demo', 'principal', '', true, true, now())",
        "DELETE FROM clients_user",
    ):
        assert patient.examined("people").level("1 login of the demo work") == "ok"
        report = patient.examined("people", **SAFE)

    assert "deactivate_demo_logins" in report.mend("everybody knows the password")


def test_servers_that_cannot_start_are_told(patient: Patient, tmp_path: Path) -> None:
    (tmp_path / "servers").write_text("a file where a folder must be")

    report = patient.examined("walls", "redis", RETAINER_VAR=str(tmp_path))

    assert "DATABASE_URL" in report.mend("The embedded servers do not start")


def test_a_database_server_that_does_not_answer_is_told(patient: Patient) -> None:
    report = patient.examined("postgres", DATABASE_URL="postgres://me:unspoken@127.0.0.1:1/ours")

    assert "Start PostgreSQL" in report.mend("ours on 127.0.0.1 cannot be reached as me")
    assert "unspoken" not in str(report)


def test_a_redis_that_does_not_answer_is_told(patient: Patient) -> None:
    report = patient.examined("workers", REDIS_URL="redis://127.0.0.1:1/0")

    assert "REDIS_URL" in report.mend("Redis cannot be reached")
    assert report.level("Not examined: that needs redis.") == "warning"


def test_a_folder_that_takes_no_files_is_told(patient: Patient) -> None:
    report = patient.examined("disk", RETAINER_FILES="/proc/nowhere")

    assert "chown" in report.mend("/proc/nowhere (uploaded files) cannot be written")


def test_a_disk_too_small_for_the_largest_bill_is_told(patient: Patient) -> None:
    report = patient.examined("disk", BILL_MAX_UNPACKED_BYTES=str(10**18))

    assert "BILL_MAX_BYTES" in next(row["mend"] for row in report.rows if row["mend"])
    assert report.status == 1


class Postman(socketserver.StreamRequestHandler):
    """As much of a mail server as a sender needs to be rid of a mail."""

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.say("354 go on")
                mail = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append(mail.decode())
            self.say("221 bye" if word == "QUIT" else "250 well")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office() -> Iterator[tuple[dict[str, str], list[str]]]:
    """A mail server: the settings that lead to it, and the mails it got."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postman) as server:
        server.mails = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = str(server.server_address[1])
        yield {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_USE_TLS": "no"}, server.mails
        server.shutdown()


def test_mail_is_tried_without_sending_any_unless_asked(patient: Patient) -> None:
    with post_office() as (settings, mails):
        report = patient.examined("mail", **settings)
        assert report.level("takes mail from us") == "ok"
        assert report.level("Mails come from Retainer <retainer@localhost>") == "warning"
        assert mails == []

        report = patient.examined(
            "mail", "--mail-to", "pat@practice.test", DEFAULT_FROM_EMAIL="us@ours.test", **settings
        )
        assert report.level("A mail to pat@practice.test is on its way") == "ok"
        assert "To: pat@practice.test" in mails[0]


def test_a_mail_server_that_does_not_answer_is_told(patient: Patient) -> None:
    report = patient.examined("mail", EMAIL_HOST="127.0.0.1", EMAIL_PORT="1")

    assert "EMAIL_HOST" in report.mend("127.0.0.1:1 takes no mail")


def test_no_mail_server_is_a_warning(patient: Patient) -> None:
    assert patient.examined("mail").level("No mail server is named") == "warning"


def test_people_read_a_line_for_each_thing(patient: Patient) -> None:
    status, said, summed = patient.doctor("libraries", "mail", "configuration")

    assert status == 0
    assert "ok       libraries      libpango-1.0.so.0 loads." in said.splitlines()
    assert summed.startswith("1 warning, ")


def test_a_reader_who_has_read_enough_gets_no_traceback(patient: Patient) -> None:
    doctor = patient.product.start(
        *("manage.py", "doctor", "postgres"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    doctor.stdout.close()

    assert doctor.stderr.read() == ""
    assert doctor.wait() == 1


def test_every_subject_is_told_of_in_the_operators_page() -> None:
    page = (places.ROOT / "docs" / "operations.md").read_text()

    assert [subject.name for subject in SUBJECTS if f"`{subject.name}`" not in page] == []


def test_a_subject_nobody_knows_is_a_wrong_usage(patient: Patient) -> None:
    status, _, complained = patient.doctor("liver")

    assert status == 2
    assert "liver is no subject; they are python, libraries" in complained


def test_the_doctor_is_among_the_commands(patient: Patient) -> None:
    status, said, _ = run(patient.product, "manage.py", "help", "doctor")

    assert status == 0
    assert "how to mend it" in said
