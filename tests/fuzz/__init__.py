"""Damaged bills by the thousand: whatever a file says, its reader answers or refuses.

``python -m tests.fuzz MINUTES`` runs for that long and keeps what broke a reader in ``crashes/``,
where the tests read it ever after.
"""
