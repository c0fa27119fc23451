"""The checks: a module per family, a class per check; its examples are its tests and page."""
