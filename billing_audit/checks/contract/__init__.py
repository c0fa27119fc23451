"""Contract: what the carrier agreed to against what it bills."""

# Declared before the checks that read them, whatever their modules are called.
from billing_audit.checks.contract import sources as sources
