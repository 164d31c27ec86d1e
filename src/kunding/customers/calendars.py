"""Campaigns in files of others: a table (CSV) or a calendar (ICS). Reading gives fields by name, nothing is decided."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from icalendar import Calendar, Component, Event

from kunding.customers.rules.campaign_rows import CampaignRow

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
OURS = "X-KUNDING-"
_TOLD_APART = ("unit", "channel", "audience", "segment", "size")  # what a calendar has no property for
FIELDS = ("reference", "name", "what", "unit", "channel", "audience", "segment", "size", "starts_on", "ends_on")
# What a spreadsheet runs, wide forms too, and the guard itself, so that it can be taken off again.
_FORMULA = (*"=+-@\t\r\n|%＝＋－＠", "'")


class FileIsWrong(Exception):
    """The file cannot be read; the text says why."""


def rows_of(content: bytes, *, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV or ICS file by the names of their fields; raises FileIsWrong."""
    if len(content) > MOST_BYTES:
        raise FileIsWrong(gettext("The file is larger than 2 MB. Please send it in parts."))
    is_calendar = name.lower().endswith((".ics", ".ical")) or content.lstrip(b"\xef\xbb\xbf\r\n ").startswith(
        b"BEGIN:VCALENDAR"
    )
    rows = list(_of_calendar(content) if is_calendar else _of_table(content))
    if not rows:
        raise FileIsWrong(gettext("The file holds no campaign."))
    return rows


def _is_calendar(content: bytes, name: str) -> bool:
    begin = content[:100].lstrip(b"\xef\xbb\xbf\r\n ")
    return name.lower().endswith((".ics", ".ical")) or begin.startswith(b"BEGIN:VCALENDAR")


def _of_table(content: bytes) -> Iterator[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=separator)):
            _not_too_many(number)
            yield {
                name: _plain(value) for name, value in row.items() if isinstance(name, str) and isinstance(value, str)
            }
    except csv.Error as error:
        raise FileIsWrong(gettext("The table cannot be read. Save it as CSV with one line per campaign.")) from error


def _plain(cell: str) -> str:
    # What the export guarded against being run as a formula.
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def _of_calendar(content: bytes) -> Iterator[dict[str, str]]:
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise FileIsWrong(gettext("The calendar cannot be read. Export it once more as ICS.")) from error
    for number, event in enumerate(calendar.walk("VEVENT")):
        _not_too_many(number)
        yield _of_event(event)


def _of_event(event: Component) -> dict[str, str]:
    categories = event.get("CATEGORIES")
    words = [str(word) for word in getattr(categories, "cats", ())] if categories is not None else []
    fields = {
        "reference": str(event.get("UID", "")),
        "name": str(event.get("SUMMARY", "")),
        "what": str(event.get("DESCRIPTION", "")),
        "channel": words[0] if words else "",
        **_days_of(event),
    }
    return fields | {name: str(event[OURS + name.upper()]) for name in _TOLD_APART if OURS + name.upper() in event}


def _days_of(event: Component) -> dict[str, str]:
    starts, ends = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    days = {"starts_on": _day(starts)}
    if ends is not None:
        # The end of an event is the first moment after it.
        last = ends - timedelta(microseconds=1) if isinstance(ends, datetime) else ends - timedelta(days=1)
        days["ends_on"] = max(_day(last), days["starts_on"])
    return days


def _day(moment: date | datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d}"


def _not_too_many(number: int) -> None:
    if number >= MOST_ROWS:
        raise FileIsWrong(gettext("The file holds more than 5,000 campaigns. Please send it in parts."))


def to_calendar(rows: Iterable[CampaignRow], *, at: datetime) -> bytes:
    """Return campaigns as a calendar that other programs show, and that can be read in again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kunding//Campaigns//EN")
    calendar.add("version", "2.0")
    for row in rows:
        calendar.add_component(_event(row, at))
    return bytes(calendar.to_ical())


def _event(row: CampaignRow, at: datetime) -> Event:
    event = Event()
    event.add("uid", row.reference)
    event.add("dtstamp", at)
    event.add("summary", row.name)
    event.add("description", row.what)
    event.add("dtstart", row.starts_on)
    event.add("dtend", row.ends_on + timedelta(days=1))
    for name in _TOLD_APART:
        event.add(OURS + name.upper(), str(getattr(row, name)))
    return event


def to_table(rows: Iterable[CampaignRow]) -> str:
    """Return campaigns as CSV in which no cell runs as a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)  # names of ours
    writer.writerows([_guarded(str(getattr(row, name))) for name in FIELDS] for row in rows)
    return text.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def with_defaults(rows: Sequence[Mapping[str, str]], *, channel: str, size: int | None) -> list[dict[str, str]]:
    """Return rows in which a channel and a size stand also where the file does not say."""
    default = {"channel": channel, "size": "" if size is None else str(size)}
    return [{**row, **{name: value for name, value in default.items() if not row.get(name)}} for row in rows]
