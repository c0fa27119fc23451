"""Stored files: the bytes of bills, contracts and reports, and who may have them."""
