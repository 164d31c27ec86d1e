"""The tables of stages: what is owed, and the action that pays it, in the order of a feedback's way."""

from kunding.customers import actions as knowing
from kunding.customers import queries as known
from kunding.improve import actions as improving
from kunding.improve import queries as improvements
from kunding.listen import actions as listening
from kunding.listen import queries as heard
from kunding.loop import actions as looping
from kunding.loop import queries as loops
from kunding.loop.stage import Stage
from kunding.respond import actions as responding
from kunding.respond import queries as responses
from kunding.understand import actions as understanding
from kunding.understand import queries as understood

STAGES = (
    Stage("fetch mail", owed=heard.mailboxes_due, pay=listening.fetch_mail, batch=1, outside=True),
    Stage("sort mail", owed=heard.mails_unsorted, pay=looping.sort_mails, batch=500),
    Stage("recognise customers", owed=heard.feedback_of_known_authors, pay=listening.recognise_customers, batch=20_000),
    Stage("read feedback", owed=understood.unread_feedback, pay=understanding.read_batch, batch=5_000),
    Stage("open cases", owed=responses.readings_undecided, pay=responding.decide_batch, batch=10_000),
    Stage("decide again", owed=responses.readings_to_decide_again, pay=responding.decide_batch, batch=1_000),
    Stage("acknowledge", owed=responses.acknowledgements_owed, pay=responding.acknowledge, batch=200),
    Stage("keep promises", owed=responses.promises_due, pay=responding.escalate, batch=100),
    Stage("end offers", owed=responses.offers_unanswered, pay=responding.lapse, batch=100),
    Stage("remind people", owed=responses.reminders_owed, pay=responding.remind, batch=200),
    Stage("close settled cases", owed=responses.verdicts_awaited_in_vain, pay=responding.close_settled, batch=500),
    Stage("ask for verdict", owed=responses.verdicts_to_ask_for, pay=responding.ask_for_verdict, batch=200),
    Stage("tell customers", owed=improvements.fixed_but_untold, pay=looping.tell_customers, batch=200),
    Stage(
        "send mail",
        owed=responses.letters_to_send,
        pay=responding.send_mail,
        batch=50,
        outside=True,
        trouble=responses.sending_trouble,
    ),
    Stage("learn from people", owed=understood.learning_owed, pay=understanding.learn, batch=1),
    Stage("find themes", owed=understood.discovery_owed, pay=understanding.find_themes, batch=1),
    Stage("place feedback", owed=understood.unplaced_readings, pay=understanding.place_batch, batch=5_000),
    Stage("name pain points", owed=improvements.naming_owed, pay=improving.name_pain_points, batch=1),
    Stage("price pain points", owed=improvements.pricing_owed, pay=improving.price_pain_points, batch=1),
    Stage("find duplicates", owed=known.duplicates_owed, pay=knowing.find_duplicates, batch=1),
    Stage("finish erasures", owed=loops.erasures_unfinished, pay=looping.finish_erasures, batch=100, outside=True),
    Stage("remove files", owed=loops.files_to_remove, pay=looping.remove_files, batch=200),
    Stage("pack for the lake", owed=loops.readings_to_pack, pay=looping.pack_parcel, batch=250_000),
    Stage("bring to the lake", owed=loops.parcels_to_deliver, pay=looping.deliver_parcels, batch=1),
    Stage("rewrite the lake", owed=loops.rewriting_owed, pay=looping.rewrite_readings, batch=1),
    Stage("tidy the lake", owed=loops.tidying_owed, pay=looping.tidy_lake, batch=1),
    Stage("carry cases", owed=loops.cases_owed, pay=looping.carry_cases, batch=1),
    Stage("carry customers", owed=loops.customers_owed, pay=looping.carry_customers, batch=1),
    Stage("carry names", owed=loops.dimensions_owed, pay=looping.carry_dimensions, batch=1),
)
# What waits for servers of others is paid beside the stages above: each debt in a thread of its own (`loop/aside.py`).
ASIDE = (
    Stage(
        "call webhooks",
        owed=responses.webhooks_due,
        pay=responding.call_webhooks,
        batch=50,
        outside=True,
        trouble=responses.calling_trouble,
    ),
)
# What follows an erasure; whoever erases does not wait for the worker.
AFTER_ERASURES = tuple(stage for stage in STAGES if stage.name in {"finish erasures", "remove files"})
