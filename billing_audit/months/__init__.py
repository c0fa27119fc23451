"""The month board: which bill of which account is expected, missing, loaded, audited, reported."""
