"""How a row of a table, or an entry of a calendar, becomes a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext

# What each field is called in files of others, in lower case.
NAMES: Mapping[str, tuple[str, ...]] = {
    "reference": ("reference", "uid", "id", "nummer", "kennung"),
    "name": ("name", "title", "titel", "summary", "kampagne", "campaign", "aktion"),
    "what": ("what", "description", "beschreibung", "inhalt", "text"),
    "unit": ("unit", "sender", "bereich", "abteilung", "absender"),
    "channel": ("channel", "kanal", "medium"),
    "audience": ("audience", "zielgruppe", "empfänger", "empfaenger"),
    "segment": ("segment", "kundensegment"),
    "size": ("size", "auflage", "anzahl", "menge", "recipients", "reach"),
    "starts_on": ("starts_on", "start", "begin", "beginn", "von", "versand", "datum", "date"),
    "ends_on": ("ends_on", "end", "ende", "bis"),
}
CHANNELS: Mapping[str, str] = {
    "e-mail": "mail", "email": "mail", "newsletter": "mail", "mailing": "mail", "telefon": "phone", "anruf": "phone",
    "call": "phone", "brief": "letter", "post": "letter", "postal": "letter", "push": "app", "sms": "chat",
    "whatsapp": "chat", "soziale medien": "social", "social web": "social", "social media": "social",
}  # fmt: skip
KNOWN_CHANNELS = frozenset({"mail", "phone", "letter", "app", "chat", "social"})
LARGEST = 1_000_000_000
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y%m%d", "%d/%m/%Y")


class RowIsWrong(Exception):
    """The row is no plan; the text says which field is wrong and why."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.value, self.reason = field, value, reason


@dataclass(frozen=True)
class CampaignRow:
    """A campaign as somebody entered or imported it."""

    reference: str
    name: str
    what: str
    unit: str  # code or name
    channel: str
    audience: str
    segment: str
    size: int
    starts_on: date
    ends_on: date


def campaign_row(fields: Mapping[str, str]) -> CampaignRow:
    """Return the plan that a row with fields of NAMES tells of; raises RowIsWrong.

    >>> row = campaign_row({"Kampagne": "Zählerablesung", "Kanal": "Brief", "Auflage": "12.000", "von": "2.11.2026"})
    >>> row.channel, row.size, row.ends_on.isoformat()
    ('letter', 12000, '2026-11-02')
    """
    told = _by_our_names(fields)
    starts_on = _day("starts_on", told)
    ends_on = _day("ends_on", told) if told["ends_on"] else starts_on
    if ends_on < starts_on:
        raise RowIsWrong("ends_on", told["ends_on"], gettext("The campaign ends before it starts."))
    name = told["name"][:200]
    if not name:
        raise RowIsWrong("name", "", gettext("The campaign has no name."))
    channel = _channel(told["channel"])
    return CampaignRow(
        reference=told["reference"][:200] or _own_reference(name, channel, starts_on),
        name=name,
        what=told["what"],
        unit=told["unit"],
        channel=channel,
        audience=told["audience"][:300],
        segment=told["segment"][:60],
        size=_size(told["size"]),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _by_our_names(fields: Mapping[str, str]) -> dict[str, str]:
    given = {name.strip().lower(): (value or "").replace("\x00", "").strip() for name, value in fields.items() if name}
    return {ours: next((given[name] for name in names if given.get(name)), "") for ours, names in NAMES.items()}


def _own_reference(name: str, channel: str, starts_on: date) -> str:
    return "sha:" + sha256(f"{name}|{channel}|{starts_on}".encode()).hexdigest()[:40]


def _channel(written: str) -> str:
    word = written.lower()
    found = CHANNELS.get(word, word)
    if found not in KNOWN_CHANNELS:
        raise RowIsWrong(
            "channel", written, gettext("The channel is unknown. Known are mail, phone, letter, app, chat, social.")
        )
    return found


def _size(written: str) -> int:
    digits = written.replace(".", "").replace(",", "").replace("'", "").replace(" ", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits[:12]) > LARGEST or len(digits) > 10:
        raise RowIsWrong("size", written, gettext("Say how many customers it reaches, as a whole number."))
    return int(digits)


def _day(field: str, told: Mapping[str, str]) -> date:
    written = told[field].partition("T")[0].strip()
    for pattern in _DAYS:
        try:
            return datetime.strptime(written, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise RowIsWrong(field, told[field], gettext("The day cannot be read. Write it as 2026-11-02 or 02.11.2026."))
