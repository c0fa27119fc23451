"""Files, invoices and bill lines: how a carrier bill gets in."""
