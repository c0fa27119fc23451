"""How a retainer stands: its ledger, closed months, statements, overage and alerts."""
