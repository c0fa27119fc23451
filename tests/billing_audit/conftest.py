"""Reads how papers are put on file, so that any test may put any example there."""

from tests.billing_audit.on_file import read_filing

read_filing()
