"""Numbered sets of changes to a request that bidders have already."""
