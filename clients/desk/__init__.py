"""The question desk: what clients ask, when we promised to answer, and how they found it."""
