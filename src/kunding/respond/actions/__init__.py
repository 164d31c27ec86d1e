"""The verbs of responding: the only place that writes cases."""

from kunding.respond.actions.acknowledge import acknowledge
from kunding.respond.actions.acts import CaseIsClosed, CaseIsMerged
from kunding.respond.actions.answer import AnswerIsEmpty, Reply, answer, answer_many
from kunding.respond.actions.ask_for_verdict import ask_for_verdict
from kunding.respond.actions.assess import assess
from kunding.respond.actions.bounces import Report, note_bounces
from kunding.respond.actions.calling import call_webhooks, try_webhook
from kunding.respond.actions.close import Close, CustomerNotTold, close, close_many, close_settled
from kunding.respond.actions.decide import decide_batch
from kunding.respond.actions.decision import RecourseIsMissing, decide_matter
from kunding.respond.actions.drafts import SomebodyWasFaster, keep_draft, send_answer
from kunding.respond.actions.enclosures import FileIsRefused, Upload
from kunding.respond.actions.escalate import escalate
from kunding.respond.actions.goodwill import GoodwillIsWrong, decide_goodwill, give_goodwill, set_allowance
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
from kunding.respond.actions.labels import (
    LabelIsWrong,
    add_label,
    change_label,
    create_label,
    delete_label,
    set_labels,
)
from kunding.respond.actions.merge import MergeIsWrong, merge_cases, unmerge_case
from kunding.respond.actions.notes import NoteIsWrong, add_note, see_mentions
from kunding.respond.actions.open_case import open_case
from kunding.respond.actions.presence import be_present
from kunding.respond.actions.promises import PromiseIsWrong, set_ladder, set_service_levels
from kunding.respond.actions.reminders import ReminderIsWrong, remind, remind_me, reminder_back, reminder_done
from kunding.respond.actions.send import LetterIsOnItsWay, send_again, send_mail
from kunding.respond.actions.take_over import TakeOver, take_over, take_over_many
from kunding.respond.actions.tasks import (
    TaskIsWrong,
    ask_unit,
    change_task,
    finish_task,
    note_withdrawal,
    withdraw_task,
)
from kunding.respond.actions.templates import TemplateIsWrong, delete_template, write_template
from kunding.respond.actions.told import Fix, tell_customers
from kunding.respond.actions.verdict import VerdictIsThere, VerdictTooEarly, give_verdict, reopen
from kunding.respond.actions.views import ViewIsWrong, delete_view, rename_view, save_view
from kunding.respond.actions.webhooks import (
    WebhookIsWrong,
    add_webhook,
    change_secret,
    change_webhook,
    delete_webhook,
    pause_webhook,
    replay_webhook,
    restore_webhook,
    resume_webhook,
)
from kunding.respond.rules import ActIsOutOfPlace
from kunding.respond.rules.templates import PlaceholderIsUnknown

__all__ = [
    "Acceptance",
    "ActIsOutOfPlace",
    "AnswerIsEmpty",
    "CaseIsClosed",
    "CaseIsMerged",
    "Close",
    "CustomerNotTold",
    "FileIsRefused",
    "Fix",
    "GoodwillIsWrong",
    "HandoverGoesNowhere",
    "LabelIsWrong",
    "LetterIsOnItsWay",
    "MergeIsWrong",
    "NoteIsWrong",
    "Offer",
    "PlaceholderIsUnknown",
    "PromiseIsWrong",
    "RecourseIsMissing",
    "ReminderIsWrong",
    "Reply",
    "Report",
    "SomebodyWasFaster",
    "TakeOver",
    "TaskIsWrong",
    "TemplateIsWrong",
    "Upload",
    "VerdictIsThere",
    "VerdictTooEarly",
    "ViewIsWrong",
    "WebhookIsWrong",
    "accept",
    "accept_many",
    "acknowledge",
    "add_label",
    "add_note",
    "add_webhook",
    "answer",
    "answer_many",
    "ask_for_verdict",
    "ask_unit",
    "assess",
    "be_present",
    "call_webhooks",
    "change_label",
    "change_secret",
    "change_task",
    "change_webhook",
    "close",
    "close_many",
    "close_settled",
    "create_label",
    "decide_batch",
    "decide_goodwill",
    "decide_matter",
    "delete_label",
    "delete_template",
    "delete_view",
    "delete_webhook",
    "escalate",
    "finish_task",
    "give_goodwill",
    "give_verdict",
    "keep_draft",
    "lapse",
    "merge_cases",
    "note_bounces",
    "note_withdrawal",
    "offer",
    "offer_many",
    "open_case",
    "pause_webhook",
    "refuse",
    "remind",
    "remind_me",
    "reminder_back",
    "reminder_done",
    "rename_view",
    "reopen",
    "replay_webhook",
    "restore_webhook",
    "resume_webhook",
    "save_view",
    "see_mentions",
    "send_again",
    "send_answer",
    "send_mail",
    "set_allowance",
    "set_labels",
    "set_ladder",
    "set_service_levels",
    "take_over",
    "take_over_many",
    "tell_customers",
    "try_webhook",
    "unmerge_case",
    "withdraw",
    "withdraw_task",
    "write_template",
]
