"""Checks that the trade makes and an audit here does not, with what each needs or what does it.

A line goes when a class makes its check; a test sees to it that a code stands
in one of the two places.
"""

#: By code: the title, and what is missing or stands in for it.
NOT_MADE: dict[str, tuple[str, str]] = {
    "A02": (
        "Subtotal is not the sum of its section",
        "No format keeps the subtotals of printed sections as such; where a format states sums "
        "with their parts, A20 compares them.",
    ),
    "B09": ("Rate of another term", "List rates by term, which no document on file states."),
    "B19": ("Wrong contract on the account", "Bills that print the number of their contract."),
    "C10": ("Part of a bundle billed beside it", "What each bundle of the contract contains."),
    "C11": ("Mileage wrong", "Wire centres and their coordinates, which are licensed data."),
    "C14": ("Wrong service address", "The address of each service as the carrier has it."),
    "D08": ("Wrong long-distance carrier", "The carrier's own service records, and whom we chose."),
    "D10": ("Maintenance of inside wire", "Which lines end at a PBX or are maintained by others."),
    "D11": ("Wrong class of line", "The carrier's own service records, and how much is called."),
    "D12": ("Mileage to a place that is gone", "Both ends of circuits, and when each was closed."),
    "D15": ("More sessions than agreed", "Sessions in use at the busiest hour."),
    "D16": ("Burst miscalculated", "Five-minute samples of the traffic."),
    "D17": ("Class of service not ordered", "The options of each port as they were ordered."),
    "D18": ("Toll-free number nobody calls", "Calls to toll-free numbers for three months."),
    "D19": ("Line nobody uses", "A test of the line: calls on flat-rate lines are not recorded."),
    "D20": ("Wrong share of interstate use", "The share of interstate use that was certified."),
    "E04": ("Wrong jurisdiction of calls", "A table of number blocks and ported numbers."),
    "E08": ("More calls at once than channels", "Call records that name the trunk a call took."),
    "E11": ("Call billed too late", "Call records that name the bill they stand on."),
    "F04": ("Pool of the wrong size", "Six months of usage, and the plans on offer."),
    "F05": ("Plan above its agreed price", "Agreed prices of plans, read as a check of their own."),
    "F18": (
        "Window for claims",
        "Nothing: how far back a carrier credits stands with its dispute desk, and sets the last "
        "day of every dispute.",
    ),
    "G05": ("Fee on a line within the state", "Certificates of at most ten per cent interstate."),
    "H07": (
        "Error comes back after its credit",
        "Nothing: a finding that bills show again after its dispute was closed is marked as come "
        "back, with its history.",
    ),
    "J01": ("Under-used circuit", "Measured traffic of circuits."),
    "J04": ("Better plan", "Usage of mobile lines, and the plans on offer."),
    "J05": ("Rate above the market", "A benchmark of market rates."),
    "J09": ("Toll-free number to give up", "Calls to toll-free numbers, and where they come from."),
}
