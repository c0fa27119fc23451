"""Inventory and orders: what the client has and ordered against what is billed."""
