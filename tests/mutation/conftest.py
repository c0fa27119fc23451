"""Every kind of paper can be put on file, whichever tests run besides these."""

from tests.billing_audit.on_file import read_filing

read_filing()
