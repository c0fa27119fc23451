"""Who is invited to a request, and the door through which they come without a login."""
