"""What carriers' charges mean: what names cannot tell, people say once for the whole practice."""
