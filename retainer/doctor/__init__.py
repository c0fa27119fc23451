"""``bin/manage doctor``: what is wrong with this installation, and how to mend it.

Each module examines one subject and imports what it needs by itself, because the doctor must
still speak when half of the product cannot be loaded.  Nothing here changes anything, but for the
mail that ``--mail-to`` asks for.
"""
