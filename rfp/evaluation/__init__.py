"""How proposals are judged: quality and price together, and how firm the winner is."""
