"""Dates as people and programs write them."""

from kunding.listen.sources.file.dates.order import recognise_dates
from kunding.listen.sources.file.dates.reading import read_dates

__all__ = ["read_dates", "recognise_dates"]
