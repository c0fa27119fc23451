"""The colours of ``static/css/tokens.css``, on their way through a renderer that knows none of it.

A drawing is made with a stand-in for each colour.  Afterwards a stand-in becomes a class, which
``chart.css`` fills from the theme in force, and the light theme's colour as an attribute, which
paper uses because print ignores stylesheets inside a drawing.
"""

import re
from pathlib import Path

TOKENS_CSS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"

SERIES = ("chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6")
NAMES = ("ink", "ink-2", "ink-3", "line", "line-strong", "surface", "good", "bad", *SERIES)


def stand_in(name: str) -> str:
    """A colour nobody would choose, to be found again in the finished drawing."""
    return f"#fe00{NAMES.index(name):02x}"


def light_theme(css: str) -> dict[str, str]:
    """Each colour's value on paper, following ``var()`` to where it is stated."""
    stated = dict(re.findall(r"--([\w-]+):\s*(?:light-dark\()?\s*(#\w{6}|var\(--[\w-]+\))", css))

    def value(name: str) -> str:
        text = stated[name]
        return value(text[6:-1]) if text.startswith("var(") else text

    return {name: value(name) for name in NAMES}


#: What becomes of each stand-in: the name in the stylesheet, and the colour on paper.
MEANING = {
    stand_in(name): (name, colour) for name, colour in light_theme(TOKENS_CSS.read_text()).items()
}


def on_paper(svg: str, accent: str) -> str:
    """The drawing with the practice's own colour for the first series, as its paper has it."""
    return svg.replace(f'"{dict(MEANING.values())["chart-1"]}"', f'"{accent}"')
