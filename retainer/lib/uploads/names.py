"""File names as people gave them, made safe to show, store and log."""

import unicodedata

LONGEST = 120


def displayed_name(name: str) -> str:
    """The last part of a file name without anything that could mislead a reader or a system.

    Control characters and the invisible ones that reverse text (``exe.fdp`` shown as ``pdf.exe``)
    go; a name that is too long loses its middle, not its ending.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    visible = "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", last)
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
    clean = " ".join(visible.split())
    if len(clean) > LONGEST:
        clean = f"{clean[: LONGEST - 21]}…{clean[-20:]}"
    return "file" if clean.strip(".") == "" else clean
