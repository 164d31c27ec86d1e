"""Bringing the demo company into the product, through the same actions that everybody uses."""
