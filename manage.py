#!/usr/bin/env python
"""Runs a management command, with this checkout's own servers when no others are named."""

import sys

from retainer.embedded.commandline import main

if __name__ == "__main__":
    main(sys.argv)
