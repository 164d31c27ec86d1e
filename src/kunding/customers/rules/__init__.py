"""Pure decisions about customers."""

from kunding.customers.rules.receiving import COLUMNS, IDENTITY_KINDS, Changes, compare, completed, identity_value

__all__ = ["COLUMNS", "IDENTITY_KINDS", "Changes", "compare", "completed", "identity_value"]
