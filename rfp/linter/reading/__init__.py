"""Files read into documents of the linter: Markdown by line, DOCX by paragraph."""

from pathlib import Path

from retainer.lib.refusal import Refused
from rfp.linter.document import Document
from rfp.linter.reading import markdown, word

#: Other word processors' files, and papers; what to do instead is the same for all.
OTHERS = (".doc", ".odt", ".rtf", ".pdf", ".pages")


class UnknownKind(Refused):
    """A file that is neither Markdown nor DOCX."""


def read(path: Path) -> Document:
    """The document in a file; refuses, in words, what is no text."""
    if path.suffix.lower() == ".docx":
        return word.read(path)
    if path.suffix.lower() in OTHERS:
        raise UnknownKind(f"A {path.suffix} file cannot be read. Save it as DOCX or Markdown.")
    try:
        return markdown.read(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise UnknownKind(
            f"{path.name} is no text in UTF-8 (byte {problem.start}). Save it as UTF-8 or DOCX."
        ) from problem
