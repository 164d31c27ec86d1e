"""The company's time zone, also where no database is needed."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kunding.cli.refusal import Refused
from kunding.config.environment import Environment


def company_zone(variables: Mapping[str, str]) -> str:
    """The zone in which dates without zone are read: KUNDING_TIME_ZONE, else Europe/Berlin."""
    zone = Environment(variables).text("TIME_ZONE", default="Europe/Berlin")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused(f"KUNDING_TIME_ZONE must be a zone such as Europe/Berlin, but it is “{zone}”.") from error
    return zone
