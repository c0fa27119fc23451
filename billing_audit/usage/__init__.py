"""Call and usage records: what a service did, as the carrier wrote it down, ready for re-rating."""
