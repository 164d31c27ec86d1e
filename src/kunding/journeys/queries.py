"""Questions about journeys and touchpoints."""

from kunding.journeys.models import Touchpoint


def touchpoints_by_word() -> dict[str, int]:
    """The key of each touchpoint by its synonyms, name and code in lower case; the code wins over the others."""
    found: dict[str, int] = {}
    rows = list(Touchpoint.objects.order_by("-pk").values_list("pk", "code", "name", "synonyms"))
    for key, _, _, synonyms in rows:
        found |= dict.fromkeys((str(word).lower() for word in synonyms), key)
    for key, _, name, _ in rows:
        found[name.lower()] = key
    for key, code, _, _ in rows:
        found[code.lower()] = key
    return found
