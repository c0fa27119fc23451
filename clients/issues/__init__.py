"""What went wrong and wants an answer, from the operating level up to the executives."""
