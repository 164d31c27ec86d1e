"""Readings and themes: what customers think, want and feel."""
