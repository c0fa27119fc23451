"""What a service was quoted at, against what its first bills charge."""
