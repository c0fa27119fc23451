"""How letters look, as far as it changes what a reader takes for agreed."""

from lxml.etree import _Element

from rfp.compare.package import W

#: Switches of a run, and what a person calls them.
SWITCHES = {
    "vanish": "hidden",
    "webHidden": "hidden",
    "strike": "struck through",
    "dstrike": "struck through",
    "b": "bold",
    "i": "italic",
    "caps": "capitals",
}
OFF = ("0", "false", "off", "none")
WHITE = ("FFFFFF", "FEFEFE", "FDFDFD")
TINY = 8  # half points; nobody reads four points
#: Looks that take words out of a reader's sight.
UNSEEN = frozenset({"hidden", "white", "tiny"})

Look = frozenset[str]
NO_LOOK: Look = frozenset()


def look_of(properties: _Element | None) -> Look:
    """What a run's own properties say; what its style says is the same in both documents."""
    if properties is None:
        return NO_LOOK
    looks = set()
    for child in properties:
        name = child.tag.removeprefix(W)
        value = child.get(f"{W}val", "")
        if name in SWITCHES and value.lower() not in OFF:
            looks.add(SWITCHES[name])
        elif name == "u" and value.lower() not in OFF:
            looks.add("underlined")
        elif name == "color" and value.upper() in WHITE:
            looks.add("white")
        elif name == "sz" and value.isdigit() and int(value) <= TINY:
            looks.add("tiny")
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            looks.add(value)
    return frozenset(looks)
