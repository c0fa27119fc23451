"""How we audit: the checks themselves, as clients and the practice read them."""
