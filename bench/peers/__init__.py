"""The first ten checks as a data frame and an embedded database would do them, to compare with.

``papers.py`` reads what they need from the same PostgreSQL and writes what they find back to it;
``in_duckdb.py`` and ``in_polars.py`` look for it.  They know only what the generated practice
holds: one currency, no contract that bills the last month by the day, no e-invoice (so A20, which
reads the faults of these, has nothing to look at).  Money is in whole millionths, prices in
hundred-millionths, so that everything is exact.
"""
