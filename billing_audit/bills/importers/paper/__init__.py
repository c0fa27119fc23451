"""How to read bills that were made for paper: by their text, and a template of where it stands."""
