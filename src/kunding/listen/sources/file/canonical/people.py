"""People: who works here, in which unit, and what they may do."""

import polars as pl

from kunding.listen.sources.file.canonical.draft import Draft
from kunding.listen.sources.file.canonical.names import full_names

_EMAIL = r"^[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}$"


def people_rows(draft: Draft) -> pl.DataFrame:
    """Columns email (lower case), name, unit, role (as written), language."""
    email = draft.filled("email").str.to_lowercase()
    name = full_names(draft)
    rows = pl.DataFrame(
        {
            "email": email,
            "name": name.zip_with(name != "", email.fill_null("").str.extract("^([^@]*)", 1)),
            "unit": draft.filled("unit").fill_null(""),
            "role": draft.filled("role").fill_null(""),
            "language": draft.filled("language").fill_null("").str.to_lowercase().str.slice(0, 2),
        }
    )
    draft.reject(rows["email"].is_null(), "email", "This person has no e-mail to log in with.")
    draft.reject(~rows["email"].str.contains(_EMAIL), "email", "This is not an e-mail address.")
    for field in ("name", "unit"):
        draft.reject(rows[field].str.len_chars() > 200, field, "This is longer than 200 characters.")
    return rows.filter(draft.good)
