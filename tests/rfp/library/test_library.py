"""The library: every version stays, and the practice's own words come before ours."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from clients.models import User
from rfp.library import shipped as files
from rfp.library import shipping
from rfp.library.checking import remarks_on
from rfp.library.contents import Content, Unfit, by_code, content_of, fitted
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.library.services import (
    LibraryRefused,
    add_item,
    archive,
    decline_shipped,
    restore,
    take_shipped,
    write_version,
)
from rfp.library.shipping import bring_shipped, offer_of, offers
from rfp.library.writing import written
from tests.rfp.library.conftest import reads, wanted

PARTS = shipping.shipped_parts()


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A release whose text of INT-03 moved on."""
    for folder in ("sections", "packs"):
        (tmp_path / folder).mkdir()
        for path in (files.TEXT / folder).glob("*.md"):
            text = path.read_text(encoding="utf-8").replace(
                "twice what was ordered within ten", "three times what was ordered within ten"
            )
            (tmp_path / folder / path.name).write_text(text, encoding="utf-8")
    caches = (files.sections, files.packs, shipping.shipped_contents)

    def forget() -> None:
        for each in caches:
            each.cache_clear()

    monkeypatch.setattr(files, "TEXT", tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


def test_a_new_practice_has_all_we_ship(library: None) -> None:
    assert LibraryPart.objects.filter(kind="section").count() == 15
    assert LibraryPart.objects.filter(kind="pack").count() == 15
    assert LibraryItem.objects.filter(kind="requirement").count() == 254
    assert LibraryVersion.objects.count() == LibraryItem.objects.count()


def test_bringing_it_again_brings_nothing(library: None) -> None:
    assert bring_shipped() == 0
    assert offers() == []


def test_a_release_renews_what_nobody_changed(growth: LibraryItem, next_release: None) -> None:
    assert bring_shipped() == 1

    now = reads(growth)
    assert (now.number, now.made_by, now.note) == (2, None, "Came with a newer release")
    assert "three times" in now.text
    assert bring_shipped() == 0


@pytest.fixture
def ours(growth: LibraryItem, pat: User) -> LibraryVersion:
    """What the practice wrote instead of the shipped text."""
    return write_version(
        item=growth, content=wanted(), note="Ten days are too long", upon=1, written_by=pat
    )


def test_what_the_practice_wrote_stays_and_the_shipped_text_is_offered(
    growth: LibraryItem, ours: LibraryVersion, next_release: None
) -> None:
    assert bring_shipped() == 0

    assert reads(growth) == ours
    [offer] = offers()
    assert (offer.item, offer.now) == (growth, ours)
    assert "three times" in offer.shipped.text


def test_taking_the_offer_makes_it_the_text_that_releases_renew(
    growth: LibraryItem, ours: LibraryVersion, pat: User, next_release: None
) -> None:
    made = take_shipped(item=growth, taken_by=pat)

    assert (made.number, made.shipped_sha256) == (3, content_of(made).sha256)
    assert offer_of(growth) is None


def test_a_declined_text_is_not_offered_again(
    growth: LibraryItem, ours: LibraryVersion, pat: User, next_release: None
) -> None:
    decline_shipped(item=growth, declined_by=pat)
    growth.refresh_from_db()

    assert offers() == []
    assert reads(growth) == ours
    with pytest.raises(LibraryRefused, match="No newer text"):
        take_shipped(item=growth, taken_by=pat)


def test_before_a_release_moves_on_nothing_is_offered(ours: LibraryVersion) -> None:
    assert offers() == []


def test_whoever_writes_upon_an_older_version_is_told_of_the_newer(
    growth: LibraryItem, ours: LibraryVersion, casey: User
) -> None:
    with pytest.raises(LibraryRefused, match=f"Version 2 came from {ours.made_by.name}"):
        write_version(item=growth, content=wanted("Other."), note="Mine", upon=1, written_by=casey)


def test_the_same_text_is_no_new_version(
    growth: LibraryItem, ours: LibraryVersion, pat: User
) -> None:
    with pytest.raises(LibraryRefused, match="Nothing changed since version 2"):
        write_version(item=growth, content=wanted(), note="Again", upon=2, written_by=pat)


def test_an_older_version_can_be_restored(
    growth: LibraryItem, ours: LibraryVersion, pat: User
) -> None:
    first = growth.versions.get(number=1)

    made = restore(version=first, restored_by=pat)

    assert (made.number, made.note) == (3, "As version 1 said")
    assert content_of(made) == content_of(first)
    with pytest.raises(LibraryRefused, match="says the same"):
        restore(version=first, restored_by=pat)


def test_a_version_never_changes_and_is_never_deleted(ours: LibraryVersion) -> None:
    for deed in (lambda: LibraryVersion.objects.update(text="Other."), ours.delete):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            deed()


def test_a_requirement_is_added_at_the_end_of_its_part(growth: LibraryItem, pat: User) -> None:
    part = growth.part
    made = add_item(part=part, code="INT-90", content=wanted(), note="New", added_by=pat)

    assert made.position > growth.position
    assert reads(made).number == 1
    with pytest.raises(LibraryRefused, match="has INT-90 already"):
        add_item(part=part, code="INT-90", content=wanted(), note="", added_by=pat)


def test_a_code_is_written_as_its_kind(growth: LibraryItem, pat: User) -> None:
    with pytest.raises(Unfit, match="“int-93” is no code"):
        add_item(part=growth.part, code="int-93", content=wanted(), note="New", added_by=pat)


def test_only_a_number_has_a_unit(growth: LibraryItem, pat: User) -> None:
    text = Content(**{**vars(wanted()), "answer": "text"})

    with pytest.raises(Unfit, match="Only a number has a unit"):
        write_version(item=growth, content=text, note="In words", upon=1, written_by=pat)


def test_what_is_archived_is_not_offered(
    growth: LibraryItem, ours: LibraryVersion, pat: User, next_release: None
) -> None:
    archive(item=growth, archived_by=pat)

    assert offers() == []


def test_words_are_looked_for_wherever_they_stand(library: None) -> None:
    found = LibraryVersion.objects.newest().saying("bandwidth cables")

    assert "INT-03" in {version.item.code for version in found.select_related("item")}
    assert LibraryVersion.objects.newest().saying("int-03").get().item.code == "INT-03"


def test_what_is_overdue_for_review(library: None) -> None:
    assert not LibraryPart.objects.overdue(date(2026, 12, 1))
    assert LibraryPart.objects.overdue(date(2028, 1, 1)).count() == 30


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.code)
def test_a_part_is_written_as_the_file_it_came_from(part: files.ShippedPart) -> None:
    folder = files.TEXT / ("packs" if part.is_pack else "sections")
    texts = {
        re.search(r"^code: (.+)$", text, re.MULTILINE)[1]: text
        for text in (path.read_text(encoding="utf-8") for path in folder.glob("*.md"))
    }

    assert written(part) == texts[part.code]
    assert all(fitted(said, code) == said for code, said in by_code(part).items())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (Content("Rules", "Write to {{nobody}}."), "Nobody fills the blank {{nobody}}"),
        (Content("Rules", "First.\n\n## Second {second}\n\nMore."), "begins like a heading"),
        (Content("Rules", "First.\n\n## Requirements\n"), "begins like a heading"),
        (Content("Rules", "  "), "needs a title and a text"),
        (Content("Rules", "- a", level="scored"), "how it is answered"),
        (Content("Rules", "One.", "scored", "text", category="support"), "a weight of 1 to 8"),
    ],
)
def test_a_text_that_no_file_brings_back_is_refused(content: Content, told: str) -> None:
    with pytest.raises(Unfit, match=re.escape(told)):
        fitted(content, "rules" if not content.level else "RUL-01")


def test_the_linter_reads_an_item_where_it_stands(growth: LibraryItem) -> None:
    weak = wanted("The Provider will endeavour to raise the bandwidth in a timely manner.")

    assert remarks_on(growth.part, growth.code, content_of(reads(growth))) == []
    assert [remark.words for remark in remarks_on(growth.part, growth.code, weak)]
    assert remarks_on(growth.part, "INT-90", wanted()) == []
