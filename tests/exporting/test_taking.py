"""Asking for everything a client owns, and taking it: on the pages and by command."""

import json
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Activity, Client, ClientExport, Membership, StoredFile, User
from retainer.exporting.keeping import LOCK, forgotten, pack_export
from tests.isolation.logins import logged_in


def zip_of(answer: HttpResponse) -> ZipFile:
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_an_executive_takes_everything_their_company_owns(
    acme: Client, owen: User, browser: Browser
) -> None:
    browser.force_login(owen)

    browser.post(reverse("exporting:my_export_ask"))
    waiting = browser.get(reverse("exporting:my_export")).content.decode()
    export = ClientExport.objects.get()
    pack_export(export.pk)
    page = browser.get(reverse("exporting:my_export")).content.decode()
    answer = browser.get(reverse("exporting:export_download", args=[export.public_id]))

    assert "Packing everything" in waiting
    assert reverse("exporting:export_download", args=[export.public_id]) in page
    names = zip_of(answer).namelist()
    assert {"README.txt", "manifest.csv", "work_entries.csv"} <= set(names)
    assert "activity.csv" not in names
    assert Activity.objects.filter(verb="client.exported", actor=owen).exists()


def test_a_principal_takes_all_and_a_consultant_nothing(
    acme: Client, pat: User, casey: User, browser: Browser
) -> None:
    browser.force_login(pat)
    browser.post(reverse("exporting:client_export_ask", args=[acme.public_id]))
    export = ClientExport.objects.get()
    pack_export(export.pk)
    address = reverse("exporting:export_download", args=[export.public_id])

    whole = zip_of(browser.get(address)).namelist()
    browser.force_login(casey)

    assert "activity.csv" in whole
    assert browser.get(address).status_code == 403


def test_the_practices_archive_does_not_exist_for_the_client(
    acme: Client, owen: User, pat: User, browser: Browser
) -> None:
    export = ClientExport.objects.create(client=acme, reader="practice", asked_by=pat)
    pack_export(export.pk)
    browser.force_login(owen)

    answer = browser.get(reverse("exporting:export_download", args=[export.public_id]))

    assert answer.status_code == 404


def test_who_is_no_executive_is_told_who_may(acme: Client, browser: Browser) -> None:
    vera = User.objects.create_user("vera@acme.test", name="Vera Voss", kind="client")
    Membership.objects.create(user=vera, client=acme, role="viewer")
    browser.force_login(vera)

    asked = browser.post(reverse("exporting:my_export_ask"))
    page = browser.get(reverse("exporting:my_export"))

    assert asked.status_code == 403
    assert "only an executive of Acme Logistics" in page.content.decode()


def test_asking_twice_packs_once(acme: Client, pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    for _ in range(2):
        browser.post(reverse("exporting:client_export_ask", args=[acme.public_id]))

    assert ClientExport.objects.count() == 1


def test_a_new_archive_takes_the_place_of_the_last(acme: Client, pat: User) -> None:
    first, second = (
        ClientExport.objects.create(client=acme, reader="practice", asked_by=pat) for _ in range(2)
    )

    pack_export(first.pk)
    pack_export(second.pk)

    first.refresh_from_db()
    assert first.archive is None
    assert StoredFile.objects.filter(kind="export").count() == 1


@pytest.mark.usefixtures("acme")
def test_the_command_writes_a_zip_or_a_folder(tmp_path: Path) -> None:
    said = StringIO()

    call_command(
        "export_client", "acme", str(tmp_path / "acme.zip"), stdout=said, stderr=StringIO()
    )
    call_command("export_client", "acme", str(tmp_path / "acme"), "--for-client", stderr=StringIO())

    assert json.loads(said.getvalue())["client"] == "acme"
    with ZipFile(tmp_path / "acme.zip") as archive:
        assert archive.testzip() is None
        assert "activity.csv" in archive.namelist()
    assert (tmp_path / "acme" / "README.txt").exists()
    assert not (tmp_path / "acme" / "activity.csv").exists()


@pytest.mark.usefixtures("acme")
def test_the_command_overwrites_nothing_and_knows_its_clients(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")

    with pytest.raises(CommandError, match="holds something"):
        call_command("export_client", "acme", str(tmp_path))
    with pytest.raises(CommandError, match="no client nobody"):
        call_command("export_client", "nobody", str(tmp_path / "new"))


def test_what_a_killed_worker_left_is_found_after_a_while(acme: Client, pat: User) -> None:
    silent, busy = (
        ClientExport.objects.create(client=acme, reader="practice", asked_by=pat, state="packing")
        for _ in range(2)
    )
    ClientExport.objects.filter(pk=silent.pk).update(told_at=timezone.now() - timedelta(minutes=16))

    assert forgotten() == [silent.pk]
    assert busy.is_in_flight


def test_an_archive_that_somebody_packs_is_left_to_them(acme: Client, pat: User) -> None:
    export = ClientExport.objects.create(client=acme, reader="practice", asked_by=pat)
    with logged_in("worker", "*") as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, export.pk])

        pack_export(export.pk)

    export.refresh_from_db()
    assert export.is_in_flight
    assert export.archive is None
