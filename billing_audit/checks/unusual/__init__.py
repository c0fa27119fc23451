"""Unauthorised and anomalous charges: what nobody ordered, and what nobody can explain."""
