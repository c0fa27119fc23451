"""What usage costs by the carrier's own rules, in exact decimals: one usage, or a month in SQL."""
