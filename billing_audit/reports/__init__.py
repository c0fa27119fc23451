"""The month frozen: figures, PDF, publication."""
