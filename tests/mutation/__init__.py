"""Asks of the tests whether they would notice: changes the audit a little, and lets them look.

``python -m tests.mutation`` prints how many of these changes (mutants) no test minded.
"""
