"""How carriers write usage down: the shape of a layout, and those that come with the product."""

from billing_audit.usage.layouts.layout import FIELDS, KINDS, Layout, Measure, UnsoundLayout, sound
from billing_audit.usage.layouts.shipped import SHIPPED

__all__ = ["FIELDS", "KINDS", "SHIPPED", "Layout", "Measure", "UnsoundLayout", "sound"]
