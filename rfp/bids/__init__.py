"""What bidders send."""
