"""Creating the demo company: its life is generated, everything else is done by the product itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from kunding.demo.calendar import HERE
from kunding.demo.generate import FULL, Life, Size, generate
from kunding.demo.loading.cases import work_on_cases
from kunding.demo.loading.company import Login, found_lindenau
from kunding.demo.loading.desk import furnish
from kunding.demo.loading.initiatives import begin_initiatives
from kunding.demo.loading.office import open_office
from kunding.demo.loading.voices import receive_life
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker

Told = Callable[[str, int], None]
# What a worker does about time that passes: it must wait until people have done their work of two years.
IN_TIME = ("acknowledge", "keep promises", "end offers", "close settled cases", "ask for verdict")


@dataclass(frozen=True)
class Created:
    """What stands after creation."""

    logins: list[Login]
    customers: int
    feedback: int
    cases_closed: int


def create_demo(*, seed: int, now: datetime, password: str, size: Size = FULL, told: Told = lambda *_: None) -> Created:
    """Fill an empty database with Stadtwerke Lindenau as it is at `now`; `told` hears of each step and its size."""
    random = Random(f"people {seed}")
    life = generate(seed, now.astimezone(HERE).date(), size)
    life = Life(life.story, life.customers, [voice for voice in life.voices if voice.said_at <= now])
    told("invent customers' words", len(life.voices))
    logins = found_lindenau(at=now, password=password, random=random)
    told("found the company", len(logins))
    receive_life(life=life, at=now, random=random)
    told("receive feedback", len(life.voices))
    first = [stage for stage in STAGES if stage.name not in IN_TIME]
    Worker(stages=first, clock=lambda: now, told=told).drain()
    closed = work_on_cases(now=now, random=random)
    told("answer customers", closed)
    furnish(office=open_office(), now=now, random=random)
    told("begin initiatives", len(begin_initiatives(story=life.story, at=now)))
    Worker(stages=STAGES, clock=lambda: now, told=told).drain()
    return Created(logins, len(life.customers), len(life.voices), closed)
