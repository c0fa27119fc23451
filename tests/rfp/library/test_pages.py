"""The library's pages: found, read, written anew, compared, handed out and loaded again."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from clients.models import User
from rfp.library import files, uses
from rfp.library.models import LibraryItem, LibraryPart
from rfp.library.services import write_version
from rfp.library.uses import Use
from tests.rfp.library.conftest import reads, wanted

DARK_FIBRE = """---
code: dark-fibre
title: Dark fibre
services: fibre
tags: access
reviewed: 2026-11-23
---

## What the Client buys {dark-scope}

The Client buys two strands.

## Requirements

### Loss of light {DAF-01}

The Provider must hand over the measured loss of each strand.

- level: mandatory
- answer: file
- category: performance
"""


@pytest.fixture
def principal(library: None, pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


def page(browser: Browser, name: str, *args: Any, **query: str) -> str:
    return browser.get(reverse(f"library:{name}", args=args), query).content.decode()


def sent(browser: Browser, name: str, *args: Any, **said: Any) -> HttpResponse:
    return browser.post(reverse(f"library:{name}", args=args), said, follow=True)


def file_of(text: str | bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def entered(item: LibraryItem, **other: Any) -> dict[str, Any]:
    return {**vars(wanted()), "upon": reads(item).number, "note": "Too slow", **other}


def test_the_list_is_narrowed_by_service_kind_and_words(principal: Browser) -> None:
    everything = page(principal, "part_list")
    assert "How to answer" in everything
    assert "Internet access" in everything

    internet = page(principal, "part_list", service="dia")
    assert "Internet access" in internet
    assert "How to answer" not in internet
    assert "Internet access" not in page(principal, "part_list", kind="section")
    found = page(principal, "part_list", q="twice cables")
    assert "INT-03" in found
    assert "INT-01" not in found


def test_a_part_reads_like_a_document_with_its_requirements(
    principal: Browser, growth: LibraryItem
) -> None:
    said = page(principal, "part_detail", growth.part.public_id)

    assert "What the Client buys" in said
    assert "Growth without new cables" in said
    assert "Working Days" in said


def test_a_principal_writes_an_item_anew_and_sees_what_differs(
    principal: Browser, growth: LibraryItem
) -> None:
    answer = sent(principal, "item_edit", growth.public_id, **entered(growth))

    said = answer.content.decode()
    assert "INT-03 has a new version." in said
    assert "Version 1 against version 2" in said
    assert "<ins>five </ins>" in said
    assert "Too slow" in said


def test_a_consultant_reads_and_does_not_write(
    library: None, growth: LibraryItem, casey: User
) -> None:
    browser = Browser()
    browser.force_login(casey)

    assert "Write it anew" not in page(browser, "item_detail", growth.public_id)
    assert browser.get(reverse("library:item_edit", args=[growth.public_id])).status_code == 403


def test_what_a_careful_reader_would_mark_stands_beside_the_text(
    principal: Browser, growth: LibraryItem
) -> None:
    weak = entered(growth, text="The Provider will endeavour to answer.", note="", check="yes")

    said = sent(principal, "item_edit", growth.public_id, **weak).content.decode()

    assert "endeavour" in said.partition('id="remarks"')[2]
    assert "This field is required" not in said
    assert reads(growth).number == 1
    clean = page(principal, "item_edit", growth.public_id)
    assert "Nothing to remark" in clean


def test_while_somebody_types_the_remarks_alone_are_sent(
    principal: Browser, growth: LibraryItem
) -> None:
    address = reverse("library:item_edit", args=[growth.public_id])

    said = principal.post(
        address, entered(growth, check="yes"), headers={"HX-Request": "true"}
    ).content.decode()

    assert said.strip().startswith('<div id="remarks"')


def test_any_two_versions_are_compared_and_an_older_one_restored(
    principal: Browser, growth: LibraryItem, pat: User
) -> None:
    for number, text in enumerate(("In four days.", "In three days."), start=1):
        write_version(item=growth, content=wanted(text), note="Less", upon=number, written_by=pat)

    said = page(principal, "item_detail", growth.public_id, **{"from": "2", "to": "3"})
    assert "Version 2 against version 3" in said
    assert "<del>four </del>" in said
    second = growth.versions.get(number=2)
    sent(principal, "version_restore", second.public_id)
    assert (reads(growth).number, reads(growth).text) == (4, "In four days.")


def test_a_requirement_is_added_with_the_next_code(principal: Browser, growth: LibraryItem) -> None:
    part = growth.part
    last = part.items.filter(kind="requirement").count()
    assert f'value="INT-{last + 1:02}"' in page(principal, "requirement_create", part.public_id)

    said = {**entered(growth), "code": f"INT-{last + 1:02}", "upon": ""}
    sent(principal, "requirement_create", part.public_id, **said)

    assert part.items.filter(code=f"INT-{last + 1:02}").exists()


def test_an_owner_a_day_and_tags_are_set_and_a_reading_noted(
    principal: Browser, growth: LibraryItem, casey: User
) -> None:
    part = growth.part
    sent(
        principal, "part_edit", part.public_id, title="Internet access", order=0,
        services="internet, dia", tags="access,  peering", owner=casey.pk, review_due="2027-02-01",
    )  # fmt: skip

    part.refresh_from_db()
    assert (part.owner, part.tags) == (casey, ["access", "peering"])
    answer = sent(principal, "part_review", part.public_id, due="2020-01-01")
    assert "Choose a day after today" in answer.content.decode()
    sent(principal, "part_review", part.public_id, due="2040-01-01")
    part.refresh_from_db()
    assert f"{part.review_due}" == "2040-01-01"


def test_an_archived_item_leaves_its_part(principal: Browser, growth: LibraryItem) -> None:
    sent(principal, "item_archive", growth.public_id)

    assert "INT-03" not in files.written(files.part_as_file(growth.part))
    sent(principal, "item_bring_back", growth.public_id)
    assert "INT-03" in files.written(files.part_as_file(growth.part))


def test_the_requests_made_of_an_item_are_listed(
    principal: Browser, growth: LibraryItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uses, "_finders", [])
    uses.register(lambda item, reader: [Use("Access for ten sites", "Acme", 1, "/somewhere/")])

    said = page(principal, "item_detail", growth.public_id)

    assert "Used in 1 request" in said
    assert "Access for ten sites" in said


def test_everything_is_handed_out_and_loading_it_again_changes_nothing(
    principal: Browser, growth: LibraryItem
) -> None:
    whole = principal.get(reverse("library:export_all")).content
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert len(archive.namelist()) == 30
        text = archive.read("packs/internet.md")
    one = principal.get(reverse("library:export_part", args=[growth.part.public_id]))
    assert one.content == text

    proposal = files.propose(whole, "library.zip")
    assert (proposal.new, proposal.changed, proposal.refused) == ([], [], [])
    assert proposal.same == LibraryItem.objects.count()
    rows = principal.get(reverse("library:export_requirements")).content
    proposal = files.propose(rows, "requirements.csv")
    assert (proposal.new, proposal.changed, proposal.refused) == ([], [], [])
    assert proposal.same == 254


def test_a_file_is_tried_first_and_then_loaded(principal: Browser) -> None:
    tried = sent(principal, "load", file=file_of(DARK_FIBRE, "dark.md"), **{"try": "yes"})
    assert "add 2 items, with the new part Dark fibre" in " ".join(tried.content.decode().split())
    assert not LibraryPart.objects.filter(code="dark-fibre").exists()

    sent(principal, "load", file=file_of(DARK_FIBRE, "dark.md"), load="yes")
    part = LibraryPart.objects.get(code="dark-fibre")
    assert files.written(files.part_as_file(part)) == DARK_FIBRE

    changed = DARK_FIBRE.replace("the measured loss", "the loss")
    sent(principal, "load", file=file_of(changed, "dark.md"), load="yes")
    item = LibraryItem.objects.get(code="DAF-01")
    assert (reads(item).number, reads(item).note) == (2, "Loaded from dark.md")


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("No facts.", "dark.md", "begins with no facts"),
        (DARK_FIBRE.replace("code: dark-fibre\n", ""), "dark.md", "lacks the fact"),
        (b"\xff\xfe", "dark.md", "no text in UTF-8"),
        (b"PK", "dark.zip", "The ZIP is broken"),
        ("part,code\n", "dark.csv", "The header has no column"),
        ("x", "dark.pdf", "Choose a Markdown file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    principal: Browser, text: str | bytes, name: str, told: str
) -> None:
    answer = sent(principal, "load", file=file_of(text, name), **{"try": "yes"})

    assert told in answer.content.decode()


def test_rows_that_cannot_be_kept_are_left_out_by_name(principal: Browser) -> None:
    rows = (
        "part,code,title,text,level,answer,category,weight\n"
        "internet,INT-03,Growth,Twice in a day.,scored,compliance,capacity,4\n"
        "internet,INT-91,Weight,It weighs nothing.,scored,compliance,capacity,\n"
        "internet,int-92,Code,Its code is small.,mandatory,compliance,capacity,\n"
        "nowhere,NOW-01,Part,It has no part.,mandatory,compliance,capacity,\n"
        "internet,INT-94,Level,It is wished.,wished,compliance,capacity,\n"
    )

    answer = sent(principal, "load", file=file_of(rows, "rows.csv"), load="yes")

    assert "0 new, 1 changed, 0 as they were, 4 left out" in answer.content.decode()


def test_a_reader_sees_what_a_blank_stands_for(principal: Browser) -> None:
    cover = LibraryItem.objects.get(code="what-is-asked")

    read = page(principal, "item_detail", cover.public_id)

    assert '<span class="blank">the client&#x27;s name</span>' in read
    assert "{{" not in read
