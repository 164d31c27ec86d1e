"""Acts on feedback: taking it in, from files and mailboxes, and finding out whose it is."""

from kunding.listen.actions.erase import erase_words, leave_files, remove_files
from kunding.listen.actions.fetch import fetch_mail
from kunding.listen.actions.hear import hear_mails, set_aside
from kunding.listen.actions.intakes import close_intake, open_intake
from kunding.listen.actions.receive import receive_batch, receive_feedback
from kunding.listen.actions.recognise import recognise_customers
from kunding.listen.actions.replay import replay
from kunding.listen.actions.sources import SourceIsWrong, add_source, look_now
from kunding.listen.actions.words import Place, hear_words

__all__ = [
    "Place",
    "SourceIsWrong",
    "add_source",
    "close_intake",
    "erase_words",
    "fetch_mail",
    "hear_mails",
    "hear_words",
    "leave_files",
    "look_now",
    "open_intake",
    "receive_batch",
    "receive_feedback",
    "recognise_customers",
    "remove_files",
    "replay",
    "set_aside",
]
