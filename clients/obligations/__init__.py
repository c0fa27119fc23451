"""What was agreed to be done by whom and when, the client's own duties included."""
