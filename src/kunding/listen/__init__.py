"""Feedback and its sources."""
