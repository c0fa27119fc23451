"""Whom a client works with: us, its carriers and providers, and who answers for it on each side."""
