"""A request for proposal while it is written: sections, clauses, requirements, dates, prices."""
