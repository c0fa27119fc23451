"""The library as a new practice has it."""

import pytest

from rfp.library.contents import Content
from rfp.library.models import LibraryItem, LibraryVersion
from rfp.library.shipping import bring_shipped


@pytest.fixture
def library(db: None) -> None:
    bring_shipped()


@pytest.fixture
def growth(library: None) -> LibraryItem:
    """A requirement that we ship."""
    return LibraryItem.objects.get(code="INT-03")


def reads(item: LibraryItem) -> LibraryVersion:
    """The item as it reads now."""
    return LibraryVersion.objects.newest().get(item=item)


def wanted(
    text: str = "The Provider must raise the bandwidth within five Working Days.",
) -> Content:
    return Content(
        title="Growth without new cables",
        text=text,
        level="scored",
        answer="number",
        unit="Working Days",
        category="capacity",
        weight=4,
    )
