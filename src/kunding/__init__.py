"""Kunding makes customer focus operational: listen, understand, respond, improve, lead."""

__version__ = "0.1.0"
