"""A month's bills divided among the client's cost centres, to the coin."""
