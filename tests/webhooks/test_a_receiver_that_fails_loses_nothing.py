from datetime import timedelta

import pytest

from kunding.respond.models import Webhook
from kunding.respond.rules.webhooks import PAUSED_AFTER, PAUSES
from tests.webhooks.office import Office, opened
from tests.webhooks.receiver import Receiver, running

pytestmark = pytest.mark.django_db
MOODS = {
    "keeps silent": "silent",
    "drips": "silent",
    "500": "refuses",
    "429": "refuses",
    "404": "refuses",
    "302": "redirects",
    "stammers": "broken",
    "hangs up": "broken",
    "floods headers": "broken",
}


@pytest.mark.parametrize("mood", MOODS)
def test_it_hears_all_in_order_once_it_works_again(office: Office, receiver: Receiver, mood: str) -> None:
    hook = office.tells(receiver)
    receiver.mood = mood
    office.opens(3)
    office.goes_round()
    hook.refresh_from_db()
    assert (hook.tries, hook.failure, hook.try_at) == (1, MOODS[mood], office.at + PAUSES[0])
    assert len(receiver.heard) == 1, "the second may not be told before the first was taken"
    receiver.mood = "204"
    office.goes_round(after=PAUSES[0])
    assert receiver.told[1:] == opened()
    assert receiver.heard[0].name == receiver.heard[1].name, "a repeat is known by its name"
    assert len({heard.name for heard in receiver.heard[1:]}) == 3
    assert office.status == (0, "")


def test_one_that_is_down_hears_all_in_order_once_it_is_up(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    receiver.stop()
    office.opens(3)
    office.goes_round()
    hook.refresh_from_db()
    assert (hook.failure, hook.status) == ("unreachable", None)
    receiver.start()
    office.goes_round(after=PAUSES[0])
    assert receiver.told == opened()


@pytest.mark.parametrize("mood", ["floods", "drips after yes"])
def test_one_that_said_yes_may_send_what_it_likes(office: Office, receiver: Receiver, mood: str) -> None:
    office.tells(receiver)
    receiver.mood = mood
    office.opens(2)
    office.goes_round()
    assert receiver.told == opened()
    assert receiver.sent < 100_000_000, "nobody reads what is endless"


def test_a_redirect_leads_nowhere(office: Office, receiver: Receiver) -> None:
    with running("200") as inner:
        office.tells(receiver)
        receiver.mood, receiver.location = "307", inner.url
        office.opens()
        office.goes_round()
        assert inner.heard == []


def test_it_is_called_after_growing_pauses_and_left_alone_after_three_days(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    receiver.mood = "500"
    office.opens()
    waited = []
    while hook.paused_at is None:
        office.goes_round()
        hook.refresh_from_db()
        waited.append(hook.try_at - office.at)
        office.at = hook.try_at
    assert waited[: len(PAUSES)] == list(PAUSES)
    assert max(waited) == PAUSES[-1]
    assert hook.paused_at - hook.failing_since >= PAUSED_AFTER
    calls = len(receiver.heard)
    office.goes_round(after=timedelta(days=30))
    assert len(receiver.heard) == calls
    assert office.status == (0, "1 webhook was paused because its receiver fails.")


def test_one_that_says_gone_is_left_alone_at_once(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    receiver.mood = "410"
    office.opens()
    office.goes_round()
    hook.refresh_from_db()
    assert (hook.failure, hook.paused_at) == ("gone", office.at)


def test_a_dead_one_takes_nothing_from_the_others(office: Office, receiver: Receiver) -> None:
    with running("keeps silent") as dead:
        office.tells(dead, name="A dead one")
        office.tells(receiver, name="B")
        office.opens(2)
        office.goes_round()
        assert receiver.told == opened()
        assert len(dead.heard) == 1


def test_a_failure_in_the_midst_leaves_the_rest_for_later(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    office.opens(4)
    receiver.takes = 2
    office.goes_round()
    assert receiver.told == opened()[:3]
    receiver.mood, receiver.takes = "200", None
    office.goes_round(after=PAUSES[0])
    assert receiver.told == [*opened()[:3], *opened()[2:]]
    hook.refresh_from_db()
    assert (hook.tries, hook.failing_since, hook.failure, hook.status) == (0, None, "", 200)
    assert Webhook.objects.get().told_case is None
