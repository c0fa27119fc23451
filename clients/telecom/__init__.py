"""Carriers, accounts, sites, services, contracts, rates and public fees."""
