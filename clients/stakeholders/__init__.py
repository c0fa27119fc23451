"""Whom we meet at a client, where they stand, and what we note for ourselves alone."""
