"""The terms of a telecom contract that matter, as a new business case lists them.

Our own list: the term, its priority, what to want, and what would do.
"""

TERMS: tuple[tuple[str, str, str, str], ...] = (
    ("Length of the term", "a", "36 months from the first site in service", "48 months"),
    ("Renewal", "a", "Only in writing, each time", "Month by month at the same prices"),
    ("Common end date", "a", "All lines end on one day", "No line outlives the rest by 6 months"),
    ("Price of each unit", "a", "Every price in one table of the contract", "Table by reference"),
    ("Price cap", "a", "No price rises during the term", "At most the consumer index, once a year"),
    ("Price review", "b", "Market check each year, lower prices follow", "One check at half term"),
    ("Best customer", "c", "As low as any like customer", "Told of lower published prices"),
    ("Minimum commitment", "a", "No commitment", "60 per cent of the first year's spend"),
    ("What counts towards it", "b", "All charges, taxes aside", "All recurring and usage charges"),
    ("Shortfall", "a", "Carried into the next year", "Half of the difference, no more"),
    ("Fall in business", "a", "Commitment falls with sites sold or closed", "Once, by a third"),
    ("Change of technology", "b", "Move to new services without a fee", "Move after 18 months"),
    ("Ending for convenience", "a", "60 days' notice, no fee after year 1", "Fee by a formula"),
    ("Termination fee", "a", "Unpaid installation only", "Half of the rest of 12 months"),
    ("Ending for poor service", "a", "After 3 misses in 6 months", "The failing site only"),
    (
        "Availability",
        "a",
        "Per site and month, measured by us",
        "Measured by the supplier, checked",
    ),
    ("Repair time", "a", "4 hours, at all hours", "4 hours in working time, 8 otherwise"),
    ("Service credits", "b", "Credited without being asked for", "Asked for within 90 days"),
    ("Diverse routes", "b", "Two ducts, shown on a map", "Two ducts, warranted in writing"),
    ("Install dates", "b", "Credit for each day late", "Free to cancel after 30 days late"),
    ("Acceptance", "b", "We test and sign before billing starts", "Ten days to object"),
    ("Bill format", "b", "One electronic file, a code on every charge", "One file per account"),
    ("Late charges", "a", "Nothing billed after 90 days", "Nothing billed after 180 days"),
    ("Disputes of bills", "a", "Withhold what is disputed, no late fee", "Credit within 60 days"),
    ("Surcharges", "a", "A closed list, frozen for the term", "60 days' notice and a way out"),
    ("Right to audit", "b", "Twelve months back, errors repaid with interest", "Errors repaid"),
    ("Emergency calls", "a", "Location of each caller, tested yearly", "Location of each building"),
    ("Data and security", "a", "Told of a breach within 24 hours", "Within 72 hours"),
    ("Liability", "b", "Twice a year's charges, no cap on data", "A year's charges"),
    ("Subcontractors", "c", "Named, replaced with our consent", "Named"),
    ("Numbers and porting", "a", "Numbers are ours; ported out within 10 days", "Within 20 days"),
    ("Help at the end", "a", "Six months at the same prices, with records", "Three months"),
)
