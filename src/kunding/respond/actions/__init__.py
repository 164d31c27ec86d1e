"""The verbs of responding: the only place that writes cases."""

from kunding.respond.actions.decide import decide_batch

__all__ = ["decide_batch"]
