"""Mapping a carrier's table in the browser: proposals, live reading, layouts and versions."""
