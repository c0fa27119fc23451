"""What a client tuned: its own tolerances and thresholds, who set them, when and why."""
