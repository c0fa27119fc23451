"""The expected bill: what an account's next bill should say, and what the bill then says."""
