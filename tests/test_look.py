"""What the look promises: contrast in both themes, little to download, every icon drawn."""

import gzip
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from retainer import navigation
from retainer.lib.states import STATES

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
COLOURS = {name: both for name, *both in TOKEN.findall((STATIC / "css/tokens.css").read_text())}

BEHIND = ("sunken", "paper", "surface", "raised", "hover")
TONES = ("info", "good", "attention", "bad")
# (in front, behind): text needs 4.5:1, the edge of a field 3:1 (WCAG 2.2, 1.4.3 and 1.4.11)
TEXT = [
    *((ink, back) for ink in ("ink", "ink-2", "ink-3", "accent", *TONES) for back in BEHIND),
    *((tone, f"{tone}-soft") for tone in TONES),
    *(("ink", f"{tone}-soft") for tone in TONES),
    ("ink-3", "quiet-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("accent-strong", "accent-soft"),
]
EDGES = [("line-strong", back) for back in ("paper", "surface")]


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, behind: str) -> float:
    dark, light = sorted((luminance(front), luminance(behind)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "behind", "least"),
    [*((*pair, 4.5) for pair in TEXT), *((*pair, 3) for pair in EDGES)],
)
def test_can_be_read(front, behind, least, theme):
    assert contrast(COLOURS[front][theme], COLOURS[behind][theme]) >= least


def test_all_scripts_together_stay_under_60_kilobytes():
    scripts = [*STATIC.glob("js/*.js"), *STATIC.glob("vendor/**/*.js")]

    sent = sum(len(gzip.compress(script.read_bytes())) for script in scripts)

    assert sent < 60_000


def test_every_icon_that_is_asked_for_is_drawn():
    sprite = (STATIC / "vendor/lucide/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    templates = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))

    asked = set(re.findall(r'(?:icon |symbol=)"([\w-]+)"', templates))
    asked |= {state.icon for state in STATES.values()}
    places = (navigation.DESK, navigation.PRINCIPAL_ONLY, navigation.PORTAL)
    asked |= {icon for groups in places for links in groups.values() for *_, icon, _ in links}

    assert asked - drawn == set()


def test_every_state_of_a_row_has_its_word_and_icon():
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    states = {
        value
        for field in fields
        if field.name == "state" and getattr(field, "choices", None)
        for value, _ in field.choices
    }

    assert states - STATES.keys() == set()


def test_every_vendored_build_names_its_licence_and_version():
    for folder in (STATIC / "vendor").iterdir():
        assert {"LICENSE", "VERSION"} <= {file.name for file in folder.iterdir()}


def test_no_letter_leads_to_two_places():
    desk = [
        link for links in (navigation.DESK | navigation.PRINCIPAL_ONLY).values() for link in links
    ]
    letters = [key for *_, key in desk if key]

    assert len(letters) == len(set(letters))
