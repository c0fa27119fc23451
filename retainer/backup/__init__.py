"""Keeping a practice's data: making backups, checking them, and restoring one elsewhere.

A backup is a folder.  While it is made it has another name; it gets its own when it
is complete and was read back:

    retainer-2026-11-22T021500Z/
        manifest.json     what made it, and rows, digest and sums of every table
        database.dump     pg_dump's custom format
        files/ab/ab12…    the stored files that the dumped rows name
        SHA256SUMS        of all of these, for sha256sum -c
"""
