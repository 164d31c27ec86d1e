"""The verbs of responding: the only place that writes cases."""

from kunding.respond.actions.acts import CaseIsClosed
from kunding.respond.actions.answer import AnswerIsEmpty, Reply, answer, answer_many
from kunding.respond.actions.assess import assess
from kunding.respond.actions.close import Close, CustomerNotTold, close, close_many, close_settled
from kunding.respond.actions.decide import decide_batch
from kunding.respond.actions.decision import RecourseIsMissing, decide_matter
from kunding.respond.actions.escalate import escalate
from kunding.respond.actions.handover import (
    Acceptance,
    HandoverGoesNowhere,
    Offer,
    accept,
    accept_many,
    lapse,
    offer,
    offer_many,
    refuse,
    withdraw,
)
from kunding.respond.actions.open_case import open_case
from kunding.respond.actions.take_over import TakeOver, take_over, take_over_many
from kunding.respond.actions.tasks import TaskIsWrong, ask_unit, finish_task
from kunding.respond.actions.verdict import VerdictIsThere, VerdictTooEarly, give_verdict, reopen
from kunding.respond.rules import ActIsOutOfPlace

__all__ = [
    "Acceptance",
    "ActIsOutOfPlace",
    "AnswerIsEmpty",
    "CaseIsClosed",
    "Close",
    "CustomerNotTold",
    "HandoverGoesNowhere",
    "Offer",
    "RecourseIsMissing",
    "Reply",
    "TakeOver",
    "TaskIsWrong",
    "VerdictIsThere",
    "VerdictTooEarly",
    "accept",
    "accept_many",
    "answer",
    "answer_many",
    "ask_unit",
    "assess",
    "close",
    "close_many",
    "close_settled",
    "decide_batch",
    "decide_matter",
    "escalate",
    "finish_task",
    "give_verdict",
    "lapse",
    "offer",
    "offer_many",
    "open_case",
    "refuse",
    "reopen",
    "take_over",
    "take_over_many",
    "withdraw",
]
