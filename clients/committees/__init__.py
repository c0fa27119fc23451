"""Who of both sides meets on which level: seats, meetings, minutes, actions, and their packs."""
