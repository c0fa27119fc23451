"""Bills in, findings out, money back."""
