"""What a person is told of what is held about them (GDPR Art. 15), also for machines (Art. 20)."""

from kunding.loop.rights.disclosure.disclose import disclose
from kunding.loop.rights.disclosure.part import Disclosure, Fact, Part
from kunding.loop.rights.disclosure.written import as_html, as_json, as_zip

__all__ = ["Disclosure", "Fact", "Part", "as_html", "as_json", "as_zip", "disclose"]
