"""Retainer agreements, projects and the time logged on them."""
