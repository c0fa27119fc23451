"""The bundled fonts and no others, so that a PDF looks the same on every machine."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "static" / "fonts"

# The folder's woff2 files are the same families as variable fonts for browsers.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>
</fontconfig>
"""


def use_only_ours(temporary: Path) -> None:
    """Point fontconfig, once loaded by this process, at the bundled fonts alone."""
    configuration = temporary / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder=FOLDER, cache=temporary / "cache"))
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # the date a subset font is stamped with
