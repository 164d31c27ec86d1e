"""The 20,000 customers of Lindenau: who they are, what they buy, what they are worth, when some left."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from random import Random

from kunding.demo.lindenau import PLAIN, words
from kunding.demo.stories import LEAVE_A_YEAR, Story

SEGMENTS = (("Privat", 0.56), ("Familie", 0.16), ("Senioren", 0.17), ("Studierende", 0.05), ("Gewerbe", 0.06))
AGES = {"Privat": (26, 61), "Familie": (28, 48), "Senioren": (64, 90), "Studierende": (19, 28), "Gewerbe": (30, 62)}
PRODUCTS = {
    # product → share of customers who have it, € a year that remain for the company before its own costs
    "Strom": (0.86, 310.0),
    "Gas": (0.31, 420.0),
    "Fernwärme": (0.17, 520.0),
    "Bus-Abo": (0.27, 390.0),
    "Glasfaser": (0.22, 330.0),
}
MAIL_HOSTS = ("mail.example", "post.example", "web.example")


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """One customer. value: € per year; left_on is set for those who left for reasons that nobody told us."""

    reference: str
    name: str
    email: str
    phone: str
    segment: str
    age: int
    products: tuple[str, ...]
    value: float
    joined_on: date
    left_on: date | None
    speaks_english: bool


def draw_customers(count: int, story: Story, random: Random) -> list[DemoCustomer]:
    """Return so many customers."""
    numbers = random.sample(range(100_000, 999_999), count)
    return [_customer(f"LI-{number}", story, random) for number in numbers]


def _customer(reference: str, story: Story, random: Random) -> DemoCustomer:
    segment = random.choices([name for name, _ in SEGMENTS], [share for _, share in SEGMENTS])[0]
    name = _name(random)
    products = tuple(product for product, (share, _) in PRODUCTS.items() if random.random() < share) or ("Strom",)
    joined = story.until - timedelta(days=int(min(11_000, 120 + random.expovariate(1 / 3200))))
    return DemoCustomer(
        reference=reference,
        name=name,
        email=_email(name, reference, random),
        phone=f"0341 {random.randint(1_000_000, 9_999_999)}" if random.random() < 0.7 else "",
        segment=segment,
        age=random.randint(*AGES[segment]),
        products=products,
        value=_value(products, segment, random),
        joined_on=joined,
        left_on=_leaves_anyway(max(joined, story.begins), story.until, random),
        speaks_english=random.random() < 0.06,
    )


def _name(random: Random) -> str:
    given = words("names", random.choice(("women", "men")))
    return f"{random.choice(given)} {random.choice(words('names', 'family'))}"


def _email(name: str, reference: str, random: Random) -> str:
    if random.random() < 0.15:
        return ""
    plain = name.lower().translate(PLAIN).replace(" ", ".")
    return f"{plain}.{reference[3:]}@{random.choice(MAIL_HOSTS)}"


def _value(products: tuple[str, ...], segment: str, random: Random) -> float:
    base = sum(PRODUCTS[product][1] for product in products)
    scale = 4.5 if segment == "Gewerbe" else 0.8 if segment == "Studierende" else 1.0
    return round(base * scale * random.lognormvariate(-0.08, 0.4), 2)


def _leaves_anyway(since: date, until: date, random: Random) -> date | None:
    leaves = since + timedelta(days=int(random.expovariate(-log(1 - LEAVE_A_YEAR) / 365.25)))
    return leaves if leaves <= until else None
