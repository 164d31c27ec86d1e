"""The verbs of responding: the only place that writes cases."""

from kunding.respond.actions.acts import CaseIsClosed
from kunding.respond.actions.answer import AnswerIsEmpty, Reply, answer, answer_many
from kunding.respond.actions.close import Close, CustomerNotTold, close, close_many
from kunding.respond.actions.decide import decide_batch
from kunding.respond.actions.take_over import TakeOver, take_over, take_over_many
from kunding.respond.actions.transfer import Handover, TransferGoesNowhere, transfer, transfer_many

__all__ = [
    "AnswerIsEmpty",
    "CaseIsClosed",
    "Close",
    "CustomerNotTold",
    "Handover",
    "Reply",
    "TakeOver",
    "TransferGoesNowhere",
    "answer",
    "answer_many",
    "close",
    "close_many",
    "decide_batch",
    "take_over",
    "take_over_many",
    "transfer",
    "transfer_many",
]
