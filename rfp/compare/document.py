"""All stories of a document: the body, then margins, notes and comments."""

from collections.abc import Iterator

from lxml.etree import _Element

from rfp.compare.lists import Lists
from rfp.compare.looks import Styles
from rfp.compare.package import Package, R, W
from rfp.compare.paragraphs import DELETED, INSERTED, Surroundings
from rfp.compare.story import Block, Place, State, Stories

MARGINS = (("header", f"{W}headerReference"), ("footer", f"{W}footerReference"))
PAGES = {"first": 0, "default": 1, "even": 2}
NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"))


def blocks(package: Package) -> list[Block]:
    """Every block of the document, story by story."""
    styles = Styles(package)
    relations = package.relations(package.main)
    around = Surroundings(package, styles, Lists(package, styles), relations)
    reader = Stories(around)
    main = package.tree(package.main)
    if main is None:
        return []
    found = list(reader.blocks(main.find(f"{W}body"), Place("body"), State()))
    for part, tag in MARGINS:
        for number, name in enumerate(_margins(main, tag, around), start=1):
            found += reader.part(name, Place(part, f"{part} {number}, "))
    for kind, relation in NOTES:
        found += _notes(reader, main, kind, package.related(relation))
    comments = package.related("comments")
    tree = package.tree(comments)
    for number, one in enumerate(tree.iter(f"{W}comment") if tree is not None else (), start=1):
        author = f"{one.get(f'{W}author', '')} {one.get(f'{W}date', '')}"
        found += reader.part(comments, Place("comment", f"comment {number}, ", author), one)
    return found


def _margins(main: _Element, tag: str, around: Surroundings) -> list[str]:
    """Parts of headers or footers, section by section, each once."""
    names: list[str] = []
    for section in main.iter(f"{W}sectPr"):
        references = sorted(
            section.iter(tag), key=lambda one: PAGES.get(one.get(f"{W}type", ""), 1)
        )
        for reference in references:
            relation = around.relations.get(reference.get(f"{R}id", ""))
            if relation is not None:
                names.append(relation.target)
    return list(dict.fromkeys(names))


def _notes(reader: Stories, main: _Element, kind: str, part: str) -> Iterator[Block]:
    """Notes in the order of the text, each there in the states that its reference is."""
    tree = reader.around.package.tree(part)
    if tree is None:
        return
    notes = {one.get(f"{W}id"): one for one in tree.iter(f"{W}{kind}")}
    was: dict[str, bool] = {}
    is_there: dict[str, bool] = {}
    for reference in main.iter(f"{W}{kind}Reference"):
        name = reference.get(f"{W}id", "")
        around = {ancestor.tag for ancestor in reference.iterancestors(*INSERTED, *DELETED)}
        was[name] = was.get(name, False) or not around.intersection(INSERTED)
        is_there[name] = is_there.get(name, False) or not around.intersection(DELETED)
    for number, name in enumerate(was, start=1):
        if name in notes:
            place = Place(kind, f"{kind} {number}, ")
            state = State(is_new=not was[name], is_gone=not is_there[name])
            yield from reader.part(part, place, notes[name], state)
