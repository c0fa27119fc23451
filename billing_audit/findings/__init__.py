"""Findings by cause, their occurrences, the decisions on them, and their proof."""
