"""What meetings are prepared with."""
