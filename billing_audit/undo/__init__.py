"""Undo of an import: of a file as a whole, while nothing that people did depends on it."""
