"""How each kind of paper of an example is put on file: a module for each family of checks.

A module registers its own with ``@put_paper.register``; all of them are read
when the tests of ``tests/billing_audit`` begin.
"""
