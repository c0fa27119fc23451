"""Bills on paper: how a carrier's PDFs are read, and drafts that a person confirms."""
