"""Acts on feedback: taking it in, and finding out whose it is."""

from kunding.listen.actions.intakes import close_intake, open_intake
from kunding.listen.actions.receive import receive_batch, receive_feedback
from kunding.listen.actions.recognise import recognise_customers

__all__ = ["close_intake", "open_intake", "receive_batch", "receive_feedback", "recognise_customers"]
