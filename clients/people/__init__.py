"""Practice, users, clients, memberships, decision rights, activity."""
