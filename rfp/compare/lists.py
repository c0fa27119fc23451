"""How the paragraphs of a document are numbered, so that another pattern or a restart is seen.

Source: ECMA-376 part 1, 17.9 (numbering).
"""

from dataclasses import dataclass

from lxml.etree import _Element

from rfp.compare.looks import Styles, value_of
from rfp.compare.package import Package, W


@dataclass(frozen=True)
class Number:
    """The pattern of a paragraph's number, and whether the count begins with it."""

    pattern: str = ""
    begins: bool = False


NO_NUMBER = Number()


class Lists:
    """The lists of a document; asked in reading order, once for each state of it."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        self._patterns: dict[tuple[str, str], str] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: set[tuple[str, str]] = set()
        self._level_of_style: dict[tuple[str, str], str] = {}
        self._begun: set[tuple[str, str, str]] = set()
        tree = package.tree(package.related("numbering"))
        if tree is None:
            return
        levels: dict[str, dict[str, str]] = {}
        for abstract in tree.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            levels[name] = self._levels(abstract, name)
        for number in tree.iter(f"{W}num"):
            self._one(number, levels)

    def _levels(self, holder: _Element, abstract: str) -> dict[str, str]:
        found = {}
        for level in holder.iter(f"{W}lvl"):
            at = level.get(f"{W}ilvl", "0")
            form = value_of(level, "numFmt")
            said = (form, value_of(level, "lvlText"), f"from {value_of(level, 'start') or '0'}")
            found[at] = form if form in ("bullet", "none") else " ".join(said)
            self._level_of_style[abstract, value_of(level, "pStyle")] = at
        return found

    def _one(self, number: _Element, levels: dict[str, dict[str, str]]) -> None:
        name, abstract = number.get(f"{W}numId", ""), value_of(number, "abstractNumId")
        self._abstract[name] = abstract
        own = dict(levels.get(abstract, {}))
        for override in number.iter(f"{W}lvlOverride"):
            own |= self._levels(override, abstract)
            if override.find(f"{W}startOverride") is not None:
                self._restarts.add((name, override.get(f"{W}ilvl", "0")))
        for level, pattern in own.items():
            self._patterns[name, level] = pattern

    def of(self, properties: _Element | None, state: str) -> Number:
        """The number of a paragraph with these properties."""
        if properties is None:
            return NO_NUMBER
        style = value_of(properties, "pStyle")
        own = properties.find(f"{W}numPr")
        number = "" if own is None else value_of(own, "numId")
        level = "" if own is None else value_of(own, "ilvl")
        for ancestor in self._styles.lineage(style):
            numbering = ancestor.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                number = number or value_of(numbering, "numId")
                by_style = (self._abstract.get(number, ""), ancestor.get(f"{W}styleId", ""))
                level = (
                    level or value_of(numbering, "ilvl") or self._level_of_style.get(by_style, "")
                )
                break
        level = level or "0"
        pattern = self._patterns.get((number, level), "")
        if not pattern:
            return NO_NUMBER
        shown = f"{pattern}, level {int(level) + 1 if level.isdigit() else level}"
        return Number(shown, pattern != "bullet" and self._begins(number, level, state))

    def _begins(self, number: str, level: str, state: str) -> bool:
        """The first of its list, or the first after the count was set back."""
        by_list = (state, f"list {self._abstract.get(number, '')}", level)
        by_restart = (state, f"number {number}", level)
        is_first = by_list not in self._begun
        is_restart = (number, level) in self._restarts and by_restart not in self._begun
        self._begun |= {by_list, by_restart}
        return is_first or is_restart
