"""Wireline codes: charges that belong to telephone lines, trunks and circuits."""
