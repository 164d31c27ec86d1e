"""Append-only: what happened, to what, by whom, when."""
