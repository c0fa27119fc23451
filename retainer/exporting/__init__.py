"""Everything a client owns, handed out whole and in open formats: CSV tables and original files."""
