"""What the client bought: retainer agreements, their terms, team and rates, the projects."""
