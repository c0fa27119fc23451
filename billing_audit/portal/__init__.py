"""What client users see of their own company: what was found, the reports, the hours."""
