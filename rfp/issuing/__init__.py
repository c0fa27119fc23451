"""A request as it is issued: frozen once, and drawn in every form from what was frozen."""
