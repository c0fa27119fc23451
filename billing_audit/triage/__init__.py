"""Findings decided one after the other by keyboard, and what people keep for it."""
