"""Checks of mobile lines: their use, their pools, their devices."""
