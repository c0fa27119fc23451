"""Rules, one module a subject."""
