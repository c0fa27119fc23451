"""Bills of any length for benchmarks, in formats other than the standard CSV."""
