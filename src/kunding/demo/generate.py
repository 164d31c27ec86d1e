"""Two years of life in Lindenau: the same seed, last day and size give the same customers and the same words."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from kunding.demo.calendar import STAFFED, moment, weekday
from kunding.demo.customers import DemoCustomer, draw_customers
from kunding.demo.stories import LEAVE_AFTER, LEAVE_WITHIN_DAYS, Story, course, trouble_since
from kunding.demo.voices.compose import Words, Writer, compose
from kunding.demo.voices.crowd import Crowd
from kunding.demo.voices.marks import Marks, give_marks
from kunding.demo.voices.material import Topic, topics
from kunding.demo.voices.slots import Particulars
from kunding.demo.voices.wear import hand_of, staff_hand

TRIES = 8
SHORT = 3
"""Texts of so few words may be said twice: “alles gut” is what people write."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the demo is."""

    customers: int
    voices: int


FULL = Size(customers=20_000, voices=30_000)
SMALL = Size(customers=3_000, voices=5_000)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one customer said once. `topic` is what the generator had in mind: nothing of the product may see it."""

    reference: str
    channel: str
    said_at: datetime
    subject: str
    text: str
    author: str
    marks: Marks
    topic: str


@dataclass(frozen=True)
class Life:
    """Two years of a company: its customers and what they said, in the order of time."""

    story: Story
    customers: list[DemoCustomer]
    voices: list[Voice]


def generate(seed: int, until: date, size: Size = FULL) -> Life:
    """Return two years up to and with this day."""
    random = Random(f"lindenau {seed} {size}")
    story = Story(until)
    crowd = Crowd(draw_customers(size.customers, story, random), random)
    occasions = _occasions(size.voices, story, random)
    spoken: set[str] = set()
    voices = [_voice(number, occasion, crowd, story, spoken, random) for number, occasion in enumerate(occasions)]
    return Life(story=story, customers=crowd.as_they_are_now(), voices=voices)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Somebody will speak about this topic, on this channel, on this day."""

    day: date
    topic: Topic
    channel: str


def _occasions(count: int, story: Story, random: Random) -> list[Occasion]:
    days = [story.begins + timedelta(days=number) for number in range((story.until - story.begins).days + 1)]
    total = sum(topic.weight for topic in topics())
    found: list[Occasion] = []
    for topic in topics():
        strength = course(topic.course, story)
        along = [strength(day) for day in days]
        shares = sum(topic.channels.values())
        for channel, share in topic.channels.items():
            many = count * topic.weight / total * share / shares
            weights = [force * weekday(channel, day) for force, day in zip(along, days, strict=True)]
            drawn = random.choices(days, weights, k=int(many) + (random.random() < many % 1))
            found.extend(Occasion(day, topic, channel) for day in drawn)
    return sorted(found, key=lambda each: (each.day, each.topic.key, each.channel))


def _voice(number: int, occasion: Occasion, crowd: Crowd, story: Story, spoken: set[str], random: Random) -> Voice:
    customer = crowd.somebody(occasion.topic.key, occasion.channel, occasion.day)
    said_at = moment(occasion.channel, occasion.day, random)
    words = _words(occasion, customer, said_at, story, spoken, random)
    if random.random() < LEAVE_AFTER.get(occasion.topic.key, 0.0):
        crowd.will_leave(customer, occasion.day + timedelta(days=random.randint(8, LEAVE_WITHIN_DAYS)))
    return Voice(
        reference=f"{occasion.channel[0].upper()}{number + 1:06}",
        channel=occasion.channel,
        said_at=said_at,
        subject=words.subject,
        text=words.text,
        author=_author(customer, occasion.channel, random),
        marks=give_marks(occasion.topic.tone, occasion.channel, random),
        topic=occasion.topic.key,
    )


def _words(
    occasion: Occasion, customer: DemoCustomer, said_at: datetime, story: Story, spoken: set[str], random: Random
) -> Words:
    hand = staff_hand(random) if occasion.channel in STAFFED else hand_of(customer.age, random)
    english = customer.speaks_english and occasion.channel not in STAFFED
    since = trouble_since(occasion.topic.course, story)
    words = Words("", "")
    for _ in range(TRIES):
        at = Particulars(random, said_at, reference=customer.reference, age=customer.age, since=since)
        writer = Writer(topic=occasion.topic, hand=hand, at=at, random=random, name=customer.name)
        words = compose(writer, occasion.channel, english=english)
        if words.text not in spoken or (len(words.text.split()) <= SHORT and random.random() < 0.3):
            break
        hand = replace(hand, wordy=min(1.0, hand.wordy + 0.15))
    spoken.add(words.text)
    return words


def _author(customer: DemoCustomer, channel: str, random: Random) -> str:
    """Most say who they are; in reviews and on the social web few do."""
    if channel == "social":
        return f"@{customer.name.split()[0].lower()}{random.randint(1, 99)}" if random.random() < 0.9 else ""
    if channel == "review":
        return customer.reference if random.random() < 0.25 else customer.name.split()[0]
    if channel == "mail" and customer.email and random.random() < 0.55:
        return customer.email
    return customer.reference if random.random() < (0.75 if channel == "web" else 0.93) else ""
