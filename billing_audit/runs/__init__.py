"""Audit runs: the engine, its leases and checkpoints, and what each check did."""
