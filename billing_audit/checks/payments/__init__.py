"""Checks of what was paid, credited and charged for being late."""
