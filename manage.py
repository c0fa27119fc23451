#!/usr/bin/env python
"""Runs a management command, with this checkout's own servers when no others are named.

The doctor does not begin as the others do: whatever they need may be what is wrong.
"""

import sys
from importlib import import_module

if __name__ == "__main__":
    package = "doctor" if sys.argv[1:2] == ["doctor"] else "embedded"
    import_module(f"retainer.{package}.commandline").main(sys.argv)
