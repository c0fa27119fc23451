"""Found money: credits that came back, committed to projects, each cent once."""
