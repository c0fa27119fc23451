"""Money in proposals: what they cost over the term, and what a price is worth in points."""
