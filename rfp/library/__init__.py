"""What requests for proposal are made of: the practice's clauses and requirements."""
