"""What we advise a client to do, and what the client decided: they decide, we recommend."""
