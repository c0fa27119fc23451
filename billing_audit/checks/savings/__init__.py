"""Savings ideas: what is billed rightly and could be saved, kept apart from every error."""
