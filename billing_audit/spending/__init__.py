"""What a client spends by month, carrier and site, beside its budgets and the year before."""
