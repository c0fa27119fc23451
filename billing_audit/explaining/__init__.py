"""A bill in plain words: what changed against the one before and why, and what each charge is."""
