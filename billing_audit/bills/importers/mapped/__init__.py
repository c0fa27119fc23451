"""A carrier's own table, CSV or workbook, read by a profile that says which column is what.

Profiles come with the product (``shipped``) or were made by the practice, on a page, for a file
of its own; the importing parent hands those to its child.  ``recognition`` finds the right one.
"""
