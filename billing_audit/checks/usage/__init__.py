"""Usage and rating: what was used, rated anew, against what was billed for it."""
