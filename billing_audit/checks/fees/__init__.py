"""Taxes, fees and surcharges: what authorities set, what carriers add, and who is exempt."""
