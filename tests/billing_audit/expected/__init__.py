"""What the next bill should be, and what the bill then says."""
