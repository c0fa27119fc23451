"""What we advise about bills: which findings to dispute, and what of a bill to pay."""
