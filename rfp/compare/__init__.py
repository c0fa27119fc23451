"""What changed between the document that was issued and the one that came back."""
