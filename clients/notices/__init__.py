"""What people are told in the product and by mail, each about something that happened."""
