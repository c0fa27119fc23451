"""A DOCX as a package of parts: opened with limits, its relations followed.

Source: ECMA-376 part 2 (open packaging conventions), part 1 for the relations' types.
"""

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree
from lxml.etree import XMLSyntaxError, _Element

from retainer.lib.refusal import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LARGEST = 300 * 1024 * 1024  # bytes of all parts together; a thousand pages are far below
#: The strict dialect of the standard names the same things otherwise.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"drawingml/2006/"),
)
TRANSITIONAL = b"http://schemas.openxmlformats.org/"

#: What cannot be compared by its text, and what is possible instead.
INSTEAD = {
    ".doc": "A .doc file has no tracked changes that can be read apart. Open it in Word or "
    "LibreOffice, save it as DOCX and compare that. What was not tracked is then still found; "
    "of tracked changes only those that the conversion kept.",
    ".pdf": "A PDF has no tracked changes and no paragraphs to compare. Ask for the DOCX that it "
    "was made of. Until then only reading both side by side is possible.",
    ".odt": "Save the ODT as DOCX and compare that.",
    ".rtf": "Save the RTF as DOCX and compare that.",
}
LOCKED = (
    "{name} is a .doc of old or a DOCX locked by a password, whatever its name says. Open it in "
    "Word, take the password off, save it as DOCX and compare that."
)
BEGINNINGS = (
    (b"%PDF", INSTEAD[".pdf"]),
    (b"\xd0\xcf\x11\xe0", LOCKED),
    (b"{\\rtf", INSTEAD[".rtf"]),
)
#: Parts that are no words of anybody: previews, fonts, settings of a printer.
MACHINERY = (".xml", ".rels", ".odttf", ".fntdata")
MACHINE_FOLDERS = (
    "docProps/",
    "word/printerSettings",
    "word/fonts/",
    "[trash]/",
    "_xmlsignatures/",
)


class NotComparable(Refused):
    """A file that is no DOCX, or a broken one; the sentence says what to do."""


@dataclass(frozen=True)
class Relation:
    """What a part points to: its kind, and another part or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of one DOCX by name; each is parsed once."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._trees: dict[str, _Element] = {}
        if path.suffix.lower() in INSTEAD:
            raise NotComparable(INSTEAD[path.suffix.lower()])
        with path.open("rb") as file:
            beginning = file.read(8)
        for sign, sentence in BEGINNINGS:
            if beginning.startswith(sign):
                raise NotComparable(sentence.format(name=path.name))
        try:
            with ZipFile(path) as archive:
                members = archive.infolist()
                if sum(member.file_size for member in members) > LARGEST:
                    raise NotComparable(f"{path.name} unpacks to more than 300 MB.")
                self._parts = {member.filename: archive.read(member) for member in members}
        except (BadZipFile, EOFError, OSError, RuntimeError, zlib.error) as problem:
            raise NotComparable(
                f"{path.name} is no DOCX that can be opened. Save it again as DOCX."
            ) from problem
        if self.tree(self.main) is None or self.tree(self.main).find(f"{W}body") is None:  # type: ignore[union-attr]
            raise NotComparable(f"{path.name} holds no Word document.")

    @cached_property
    def main(self) -> str:
        """The part with the body; not every program calls it the same."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        return "word/document.xml"

    def tree(self, part: str) -> _Element | None:
        """A part's XML, or nothing where the package has no such part."""
        if part not in self._parts:
            return None
        if part not in self._trees:
            content = self._parts[part]
            if b"http://purl.oclc.org/ooxml/" in content:
                for strict, usual in STRICT:
                    content = content.replace(strict, TRANSITIONAL + usual)
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
            )
            try:
                self._trees[part] = etree.fromstring(content, parser)
            except XMLSyntaxError as problem:
                raise NotComparable(f"{self.name} is damaged in {part}: {problem}") from problem
        return self._trees[part]

    def relations(self, part: str) -> dict[str, Relation]:
        """Where each relation of a part points to."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in tree.iter(RELATIONS) if tree is not None else ():
            target = relation.get("Target", "")
            is_outside = relation.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = Relation(kind, target, is_outside)
        return found

    def related(self, kind: str) -> str:
        """The part of a kind that the body points to; empty if there is none."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind and not relation.is_outside:
                return relation.target
        return ""

    def content(self, part: str) -> str:
        """A short name of what a part holds: the same content has the same everywhere."""
        return sha256(self._parts.get(part, b"")).hexdigest()[:12]

    def words(self, part: str) -> str:
        """All text of an XML part, such as a chart's."""
        tree = self.tree(part)
        return "" if tree is None else " ".join(" ".join(tree.itertext()).split())

    def files(self) -> Iterator[str]:
        """Parts that are files of their own: pictures, workbooks, macros, imported texts."""
        for name in sorted(self._parts):
            if name.endswith(("/", *MACHINERY)) or name.startswith(MACHINE_FOLDERS):
                continue
            yield name

    def written(self) -> bytes:
        """The package with what was changed in its trees."""
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                if name in self._trees and not name.endswith(".rels"):
                    tree = self._trees[name]
                    archive.writestr(
                        name,
                        etree.tostring(
                            tree, encoding="UTF-8", xml_declaration=True, standalone=True
                        ),
                    )
                else:
                    archive.writestr(name, content)
        return file.getvalue()
