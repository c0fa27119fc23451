"""What measures the product: generated bills, ratios against the physical limit, their history."""
