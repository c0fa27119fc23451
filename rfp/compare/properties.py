"""What a document says of itself: title, subject, keywords, properties of its own."""

from rfp.compare.package import Package
from rfp.compare.paragraphs import same

#: Word writes these at every saving.
ITS_OWN = {
    *("modified", "created", "lastModifiedBy", "revision", "lastPrinted", "version", "language"),
}
#: Of the program's own list, what a person sets; the base of links changes where they lead.
OF_PEOPLE = ("Company", "Manager", "HyperlinkBase")


def properties(package: Package) -> dict[str, str]:
    """Each property that a person sets, by name."""
    found: dict[str, str] = {}
    core = package.tree("docProps/core.xml")
    for element in core if core is not None else ():
        name = element.tag.rpartition("}")[2]
        value = same(element.text or "")
        if value and name not in ITS_OWN:
            found[name] = value
    application = package.tree("docProps/app.xml")
    for element in application if application is not None else ():
        name = element.tag.rpartition("}")[2]
        value = same(element.text or "")
        if value and name in OF_PEOPLE:
            found[name] = value
    custom = package.tree("docProps/custom.xml")
    for element in custom if custom is not None else ():
        value = same("".join(element.itertext()))
        if value:
            found[element.get("name", "")] = value
    return found
