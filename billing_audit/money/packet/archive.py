"""Archives without a clock of their own: the same papers are the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NO_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(papers: Mapping[str, bytes]) -> bytes:
    """The papers in one archive, in their order."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in papers.items():
            archive.writestr(ZipInfo(name, NO_TIME), content, ZIP_DEFLATED)
    return out.getvalue()


def unclocked(archive: bytes) -> bytes:
    """Somebody else's archive without the moment it was made at."""
    with ZipFile(BytesIO(archive)) as made:
        return zipped({name: made.read(name) for name in made.namelist()})
