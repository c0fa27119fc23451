"""Document, arithmetic and dates: what a bill says against itself and the bills before it."""
