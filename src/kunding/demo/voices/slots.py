"""The particulars that stand in a text: amounts, dates, lines, streets. Each is drawn once a text and then kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from kunding.demo.lindenau import words

SLOT = re.compile(r"\$([a-z0-9_]+)")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
          "November", "Dezember")  # fmt: skip
ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                  "November", "December")  # fmt: skip
NUMBERS = ("null", "einem", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")


@dataclass
class Particulars:
    """The particulars of one text, filled in as they are named.

    since: when the trouble began, where a story fixes it; reference: the customer's number, "" for strangers.
    """

    random: Random
    said_at: datetime
    reference: str = ""
    age: int = 50
    since: date | None = None
    known: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """Return the text with every `$slot` replaced."""
        return SLOT.sub(lambda found: self.get(found[1]), text)

    def get(self, name: str) -> str:
        """Return one particular, the same each time."""
        if name not in self.known:
            self.known[name] = DRAW[name](self)
        return self.known[name]

    def one_of(self, *options: str) -> str:
        """Return one of the options."""
        return self.random.choice(options)


def _money(at: Particulars, euros: float, *, cents: bool = False) -> str:
    style = at.known.setdefault("_money", at.one_of(" €", " Euro", "€", " EUR", " €", " Euro"))
    number = f"{euros:.2f}".replace(".", ",") if cents else f"{euros:.0f}"
    return number + style


def _old_and_new(at: Particulars) -> None:
    old = at.random.randint(38, 190)
    new = old + max(12, round(old * at.random.uniform(0.22, 0.95)))
    at.known.update(alt=_money(at, old), neu=_money(at, new), mehr=_money(at, new - old))
    at.known["viel"] = _money(at, (new - old) * 12)


def _from_old_and_new(name: str) -> Callable[[Particulars], str]:
    def draw(at: Particulars) -> str:
        _old_and_new(at)
        return at.known[name]

    return draw


def _amount(low: float, high: float, *, cents: bool = True) -> Callable[[Particulars], str]:
    return lambda at: _money(at, at.random.uniform(low, high), cents=cents and at.random.random() < 0.7)


def _number(low: int, high: int) -> Callable[[Particulars], str]:
    return lambda at: str(at.random.randint(low, high))


def _pick(file: str, name: str) -> Callable[[Particulars], str]:
    return lambda at: at.random.choice(words(file, name))


def _written(at: Particulars, day: date) -> str:
    style = at.known.setdefault("_date", at.one_of("short", "short", "year", "word", "zero"))
    if style == "word":
        return f"{day.day}. {MONTHS[day.month - 1]}"
    if style == "year":
        return f"{day:%d.%m.%Y}"
    return f"{day.day}.{day.month}." if style == "short" else f"{day:%d.%m.}"


def _day(low: int, high: int) -> Callable[[Particulars], str]:
    return lambda at: _written(at, at.said_at.date() + timedelta(days=at.random.randint(low, high)))


def _english_day(at: Particulars) -> str:
    day = at.said_at.date() - timedelta(days=at.random.randint(4, 40))
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]}"


def _weeks(at: Particulars) -> int:
    if at.since is not None:
        return max(1, (at.said_at.date() - at.since).days // 7)
    return at.random.choice((1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12))


def _for_how_long(at: Particulars) -> str:
    weeks = _weeks(at)
    if at.since is None and at.random.random() < 0.4:
        return at.one_of("zwei Monaten", "drei Monaten", "über einem Monat", "14 Tagen", "mehreren Wochen", "Monaten",
                         "zehn Tagen", "einem halben Jahr", "einer gefühlten Ewigkeit", "acht Tagen")  # fmt: skip
    if weeks == 1:
        return at.one_of("einer Woche", "sieben Tagen", "über einer Woche")
    number = NUMBERS[weeks] if weeks <= 12 and at.random.random() < 0.6 else str(weeks)
    return f"{at.one_of('', '', 'über ', 'gut ')}{number} Wochen"


def _how_long(at: Particulars) -> str:
    return at.one_of("drei Wochen", "zwei Monate", "sechs Wochen", "einen Monat", "zehn Wochen", "4 Wochen")


def _hour(at: Particulars) -> str:
    hour, minute = at.random.choice((5, 6, 6, 7, 7, 7, 8, 13, 15, 16, 17, 18, 20, 22)), at.random.randint(0, 59)
    time = f"{hour}{at.one_of(':', '.', ':')}{minute:02}"
    return at.one_of(f"{time} Uhr", f"{time} Uhr", time, f"0{time} Uhr" if hour < 10 else time)


def _clock(at: Particulars) -> str:
    return f"{at.random.randint(8, 17)}:{at.random.randint(0, 59):02}"


def _line(at: Particulars) -> str:
    number = at.get("nummer")
    return number if at.random.random() < 0.25 else f"Linie {number}"


def _other_line(at: Particulars) -> str:
    others = [line for line in words("places", "lines") if line != at.get("nummer")]
    return f"Linie {at.random.choice(others)}"


def _other_stop(at: Particulars) -> str:
    return at.random.choice([stop for stop in words("places", "stops") if stop != at.get("halt")])


def _staff(at: Particulars) -> str:
    lady = at.random.random() < 0.6
    name = at.random.choice(words("names", "family"))
    at.known["mitarbn"] = f"{'Frau' if lady else 'Herrn'} {name}"
    at.known["mitarb"] = f"{'Frau' if lady else 'Herr'} {name}"
    return at.known["mitarb"]


def _staff_declined(at: Particulars) -> str:
    at.get("mitarb")
    return at.known["mitarbn"]


def _competitor(at: Particulars) -> str:
    first, second = words("places", "competitors")
    return first if at.random.random() < 0.7 else second


def _phone(at: Particulars) -> str:
    return f"{at.one_of('0341', '0170', '0151', '0176')} {at.random.randint(1_000_000, 9_999_999)}"


def _iban(at: Particulars) -> str:
    account = f"860555{at.random.randint(10**11, 10**12 - 1)}"
    check = 98 - int(account + "131400") % 97
    plain = f"DE{check:02}{account}"
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _meter(at: Particulars) -> str:
    return at.one_of(f"1ESY{at.random.randint(10**9, 10**10 - 1)}", str(at.random.randint(10**6, 10**8)))


def _energy(at: Particulars) -> str:
    amount = at.random.randint(900, 5200)
    return at.one_of(f"{amount // 1000}.{amount % 1000:03}" if amount >= 1000 else str(amount), str(amount))


def _percent(at: Particulars) -> str:
    return f"{at.random.randint(5, 24)}{at.one_of(' %', '%', ' Prozent')}"


def _when(at: Particulars) -> str:
    weekday = at.one_of("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag")
    return at.one_of("gestern", "heute früh", "vorgestern", "gestern Abend", "heute Nacht", weekday, weekday)


def _initials(at: Particulars) -> str:
    return "".join(at.random.choice("abdefghjklmnprstuw") for _ in range(2))


DRAW: dict[str, Callable[[Particulars], str]] = {
    **{name: _from_old_and_new(name) for name in ("alt", "neu", "mehr", "viel")},
    "betrag": _amount(14, 420),
    "rechnung": _amount(160, 2300),
    "klein": _amount(2.4, 16),
    "taxi": _amount(9, 38),
    "bonus": lambda at: _money(at, at.random.choice((50, 75, 80, 100, 120, 150, 200))),
    "cent": lambda at: f"{at.random.randint(26, 44)},{at.random.randint(0, 9)}",
    "datum": _day(-40, -3),
    "kurzdatum": _day(2, 10),
    "frist": _day(7, 24),
    "datum_en": _english_day,
    "monat": lambda at: MONTHS[at.said_at.month % 12] if at.random.random() < 0.4 else MONTHS[at.said_at.month - 1],
    "jahrzahl": lambda at: str(at.said_at.year),
    "gestern": _when,
    "dauer": _for_how_long,
    "lang": _how_long,
    "min": lambda at: at.random.choice(("15", "20", "25", "30", "35", "40", "45", "50", "60", "17", "22", "38", "47")),
    "min10": lambda at: at.random.choice(("8", "9", "10", "12", "14", "15", "17", "18", "20", "23", "25", "30")),
    "stunden": _number(4, 31),
    "zeit": _hour,
    "uhr": _clock,
    "nummer": _pick("places", "lines"),
    "linie": _line,
    "linie2": _other_line,
    "halt": _pick("places", "stops"),
    "halt2": _other_stop,
    "strassen": _pick("places", "streets"),
    "strasse": lambda at: f"{at.get('strassen')} {at.random.randint(1, 148)}{at.one_of('', '', '', 'a', 'b')}",
    "teil": _pick("places", "districts"),
    "mitarb": _staff,
    "mitarbn": _staff_declined,
    "nachname": _pick("names", "family"),
    "kuerzel": _initials,
    "fremd": _competitor,
    "kdnr": lambda at: at.reference or at.get("vk"),
    "vk": lambda at: f"{at.one_of('4', '5', '7')}{at.random.randint(10**6, 10**7 - 1)}",
    "tel": _phone,
    "iban": _iban,
    "zaehler": _meter,
    "kwh": _energy,
    "prozent": _percent,
    "jahre": lambda at: str(at.random.randint(2, max(4, min(45, at.age - 22)))),
    "alter": _number(68, 92),
    "kind": _number(7, 14),
    "seite": _number(2, 7),
    "nr": lambda at: f"{at.random.randint(2, 6)}",
}
