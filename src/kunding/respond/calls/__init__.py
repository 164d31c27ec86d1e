"""Calls to other systems of the company (webhooks): where to, signed how, and what came of it; knows no Django."""
