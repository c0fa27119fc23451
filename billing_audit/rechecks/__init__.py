"""Auditing again just the months that changes touch, and showing only what came out differently."""
