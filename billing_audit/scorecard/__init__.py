"""How carriers bill and settle: a card for each, from bills, findings and disputes."""
