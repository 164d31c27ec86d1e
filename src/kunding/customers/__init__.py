"""Customers, how they are recognised, and what they are worth."""
