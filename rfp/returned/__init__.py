"""Documents that came back from a provider, held against what was sent to it."""
