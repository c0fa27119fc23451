"""How letters look, as far as it changes what a reader takes for agreed.

Source: ECMA-376 part 1, 17.3.2 (run properties), 17.7 (styles).
"""

from lxml.etree import _Element

from rfp.compare.package import Package, W

#: Switches of a run, and what a person calls them.
SWITCHES = {
    "vanish": "hidden",
    "specVanish": "hidden",
    "webHidden": "hidden on the web",
    "strike": "struck through",
    "dstrike": "struck through",
    "b": "bold",
    "i": "italic",
    "caps": "capitals",
    "smallCaps": "capitals",
}
VALUES = ("u", "color", "sz", "vertAlign", "highlight", "w")
OFF = ("0", "false", "off", "none")
TINY = 8  # half points; nobody reads four points
NARROW = 10  # per cent of a letter's width
EXACT_LINE = 80  # twentieths of a point
#: How far a letter's brightness must be from its background's to be read, 0 to 1.
CONTRAST = 0.12
BRIGHT_THEME = ("background1", "bg1", "light1", "lt1")
MARKERS = {
    "black": "000000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "000080",
    "darkRed": "800000",
    "darkGreen": "008000",
    "lightGray": "C0C0C0",
    "darkGray": "808080",
}
#: Looks that take words out of a reader's sight.
UNSEEN = frozenset({"hidden", "white", "tiny", "in the colour of its background"})

Look = frozenset[str]
NO_LOOK: Look = frozenset()
Said = dict[str, str]


def _said(properties: _Element | None) -> Said:
    """What run properties say, by name."""
    said: Said = {}
    for child in properties if properties is not None else ():
        name = child.tag.removeprefix(W)
        value = child.get(f"{W}val", "")
        if name in SWITCHES:
            said[name] = "off" if value.lower() in OFF else "on"
        elif name == "color" and child.get(f"{W}themeColor") in BRIGHT_THEME:
            said[name] = "FFFFFF"
        elif name in VALUES:
            said[name] = value
        elif name == "shd":
            said[name] = child.get(f"{W}fill", "")
    return said


class Styles:
    """The styles of a document, each with what it is based on."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, _Element] = {}
        self._chains: dict[str, Said] = {}
        self._looks: dict[tuple[str, str, frozenset[tuple[str, str]]], Look] = {}
        self._usual = ""
        tree = package.tree(package.related("styles"))
        self._defaults: Said = {}
        if tree is None:
            return
        self._defaults = _said(tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in tree.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._usual = name

    def lineage(self, style: str) -> list[_Element]:
        """A style and what it is based on, the nearest first."""
        found: list[_Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            style = value_of(found[-1], "basedOn")
        return found

    def look(self, run: _Element | None, paragraph_style: str) -> Look:
        """How a run looks by its own properties and by its styles."""
        own = _said(run)
        style = "" if run is None else value_of(run, "rStyle")
        key = (paragraph_style, style, frozenset(own.items()))
        if key not in self._looks:
            of_paragraph = self._chain(paragraph_style or self._usual)
            self._looks[key] = _look(
                {**self._defaults, **of_paragraph, **self._chain(style), **own}
            )
        return self._looks[key]

    def _chain(self, style: str) -> Said:
        if style not in self._chains:
            said: Said = {}
            for element in reversed(self.lineage(style)):
                said |= _said(element.find(f"{W}rPr"))
            self._chains[style] = said
        return self._chains[style]


def _look(said: Said) -> Look:
    looks = {SWITCHES[name] for name, value in said.items() if name in SWITCHES and value == "on"}
    if said.get("u", "none").lower() not in OFF:
        looks.add("underlined")
    if said.get("vertAlign") in ("superscript", "subscript"):
        looks.add(said["vertAlign"])
    if _number(said.get("sz")) <= TINY or _number(said.get("w")) <= NARROW:
        looks.add("tiny")
    background = MARKERS.get(said.get("highlight", ""), said.get("shd", ""))
    behind = _brightness(background)
    letters = _brightness(said.get("color", ""))
    if letters is not None and abs(letters - (1 if behind is None else behind)) < CONTRAST:
        is_paper = behind is None or behind > 1 - CONTRAST
        looks.add("white" if is_paper else "in the colour of its background")
    return frozenset(looks)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 1000


def _brightness(colour: str) -> float | None:
    """From black, 0, to white, 1; nothing for a colour that the reader's program chooses."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return None
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def value_of(element: _Element, name: str) -> str:
    """The value of a child, empty where there is none."""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
