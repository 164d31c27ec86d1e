"""What of a customer's record is compared with other records."""

from collections.abc import Mapping, Sequence

from kunding.customers.rules.contact import phone_number, plain_email, plain_name

# Under which names exports give them; the first that is filled counts.
BORN = ("born", "birthday", "birth_date", "date_of_birth", "geburtsdatum", "geburtstag")
POSTCODE = ("postcode", "zip", "zip_code", "postal_code", "plz", "postleitzahl")
STREET = ("street", "address", "strasse", "straße", "adresse", "anschrift")


def comparable(row: tuple[int, str, str, str, Mapping[str, object]]) -> tuple[int, str, str, str, str, str]:
    """Return key, name, e-mail, phone, birthday and address of a record as they are compared, "" where unknown.

    row: key, name, email, phone, and the other columns of the export.
    """
    key, name, email, phone, extra = row
    told = {field.strip().lower(): str(value).strip() for field, value in extra.items()} if extra else {}
    postcode, street = _first(told, POSTCODE), _first(told, STREET)
    place = f"{postcode} {plain_name(street)}" if postcode and street else ""
    return key, plain_name(name), plain_email(email), phone_number(phone), _first(told, BORN), place


def _first(told: Mapping[str, str], names: Sequence[str]) -> str:
    return next((told[name] for name in names if told.get(name)), "")
