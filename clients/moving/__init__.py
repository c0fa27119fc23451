"""Moving in: time that was logged in another system."""
