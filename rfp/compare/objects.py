"""Pictures, charts and files inside a document, told by what they hold and not by their names."""

from lxml.etree import _Element

from rfp.compare.package import Package, R, Relation, W

OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHOICE, FALLBACK = f"{ALTERNATIVES}Choice", f"{ALTERNATIVES}Fallback"
BOX = f"{W}txbxContent"
POINTERS = (f"{R}embed", f"{R}link", f"{R}id", f"{R}pict", f"{R}dm")
CALLED = {
    "image": "picture",
    "oleObject": "embedded file",
    "package": "embedded file",
    "chart": "chart",
    "diagramData": "diagram",
}
WRITTEN = ("chart", "diagramData")
LONGEST = 300  # letters


def names_of(element: _Element, package: Package, relations: dict[str, Relation]) -> str:
    """A word in brackets for each object that a drawing holds."""
    found: list[str] = []
    ole = next(element.iter(OLE), None)
    boxes = _boxes_around(element)
    for one in [ole] if ole is not None else element.iter():
        if next(one.iterancestors(FALLBACK), None) is not None or _boxes_around(one) > boxes:
            continue  # told already, or with the text of the box
        for pointer in POINTERS:
            relation = relations.get(one.get(pointer, ""))
            if relation is not None and relation.kind in CALLED:
                found.append(_name(relation, package))
    return "".join(f"[{name}]" for name in dict.fromkeys(found))


def _boxes_around(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors(BOX))


def _name(relation: Relation, package: Package) -> str:
    called = CALLED[relation.kind]
    if relation.is_outside:
        return f"{called} {relation.target}"
    if relation.kind in WRITTEN:
        return f"{called}: {package.words(relation.target)[:LONGEST]}"
    return f"{called} {package.content(relation.target)}"
