"""From the decision to buy a service to the award."""
