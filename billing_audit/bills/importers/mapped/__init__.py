"""A carrier's own table, CSV or workbook, read by a profile that says which column is what."""
