"""The nouns of responding: cases, what customers are told, handovers, promises, escalations, letters."""

from kunding.respond.models.answer import Answer, Closure, Decision, Outcome, Reopening, Verdict
from kunding.respond.models.case import Case, Kind, State, Triage, TriageOutcome
from kunding.respond.models.goodwill import Allowance, Goodwill, GoodwillState
from kunding.respond.models.handover import Handover, HandoverOutcome, Task
from kunding.respond.models.inbox import CaseLabel, Draft, Label, Mention, Note, Presence, ReplyTemplate, SavedView
from kunding.respond.models.involvement import Involvement
from kunding.respond.models.merge import CaseMerge
from kunding.respond.models.outgoing import Enclosure, Outgoing, Purpose
from kunding.respond.models.promise import Escalation, Rung, ServiceLevel, Station
from kunding.respond.models.reminder import Reminder
from kunding.respond.models.removal import Kept, Removal
from kunding.respond.models.webhook import Event, Webhook
from kunding.respond.models.wish import Wish

__all__ = [
    "Allowance",
    "Answer",
    "Case",
    "CaseLabel",
    "CaseMerge",
    "Closure",
    "Decision",
    "Draft",
    "Enclosure",
    "Escalation",
    "Event",
    "Goodwill",
    "GoodwillState",
    "Handover",
    "HandoverOutcome",
    "Involvement",
    "Kept",
    "Kind",
    "Label",
    "Mention",
    "Note",
    "Outcome",
    "Outgoing",
    "Presence",
    "Purpose",
    "Reminder",
    "Removal",
    "Reopening",
    "ReplyTemplate",
    "Rung",
    "SavedView",
    "ServiceLevel",
    "State",
    "Station",
    "Task",
    "Triage",
    "TriageOutcome",
    "Verdict",
    "Webhook",
    "Wish",
]
