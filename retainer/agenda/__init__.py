"""What is due when, to each person, as a calendar of their own."""
