"""A DOCX as a package of parts: opened with limits, its relations followed.

Source: ECMA-376 part 2 (open packaging conventions), part 1 for the relations' types.
"""

import posixpath
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree
from lxml.etree import XMLSyntaxError, _Element

from retainer.lib.refusal import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "word/document.xml"
LARGEST = 300 * 1024 * 1024  # bytes of all parts together; a thousand pages are far below

#: What cannot be compared by its text, and what is possible instead.
INSTEAD = {
    ".doc": "A .doc file has no tracked changes that can be read apart. Open it in Word or "
    "LibreOffice, save it as DOCX and compare that.",
    ".pdf": "A PDF has no tracked changes and no paragraphs to compare. Ask for the DOCX that it "
    "was made of.",
    ".odt": "Save the ODT as DOCX and compare that.",
    ".rtf": "Save the RTF as DOCX and compare that.",
}


class NotComparable(Refused):
    """A file that is no DOCX, or a broken one; the sentence says what to do."""


class Package:
    """The parts of one DOCX by name."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        if path.suffix.lower() in INSTEAD:
            raise NotComparable(INSTEAD[path.suffix.lower()])
        try:
            with ZipFile(path) as archive:
                members = archive.infolist()
                if sum(member.file_size for member in members) > LARGEST:
                    raise NotComparable(f"{path.name} unpacks to more than 300 MB.")
                self._parts = {member.filename: archive.read(member) for member in members}
        except (BadZipFile, EOFError, OSError) as problem:
            raise NotComparable(
                f"{path.name} is no DOCX that can be opened. Save it again as DOCX."
            ) from problem
        if MAIN not in self._parts:
            raise NotComparable(f"{path.name} holds no Word document.")

    def tree(self, part: str) -> _Element | None:
        """A part's XML, or nothing where the package has no such part."""
        if part not in self._parts:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._parts[part], parser)
        except XMLSyntaxError as problem:
            raise NotComparable(f"{self.name} is damaged in {part}: {problem}") from problem

    def relations(self, part: str) -> dict[str, str]:
        """Where each relation of a part points to: another part, or an address outside."""
        folder, name = posixpath.split(part)
        tree = self.tree(f"{folder}/_rels/{name}.rels")
        found = {}
        for relation in tree.iter(RELATIONS) if tree is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[relation.get("Id", "")] = target
        return found

    def embedded(self) -> Iterator[tuple[str, str]]:
        """Pictures and files inside, by kind of content and hash; their names are Word's own."""
        for name, content in sorted(self._parts.items()):
            is_inside = name.startswith(("word/media/", "word/embeddings/", "word/charts/"))
            if is_inside and not name.endswith(".rels"):
                yield name, sha256(content).hexdigest()
