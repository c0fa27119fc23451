"""Credits on later bills: found, matched to disputes, confirmed by a person."""
