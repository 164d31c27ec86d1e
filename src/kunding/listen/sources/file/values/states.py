"""What exports call the state of a case, as far as it says whether the customer has been answered."""

import polars as pl

_ANSWERED = (
    r"(?i)^\s*(?:closed|resolved|answered|replied|responded|solved|done|completed?|finished|settled|"
    r"erledigt|beantwortet|abgeschlossen|geschlossen|gel[öo]st|behoben|fertig|beendet)\b"
)
_WAITING = (
    r"(?i)^\s*(?:open|new|pending|in[ _-]progress|waiting|unanswered|untimely|on[ _-]hold|reopened|assigned|queued|"
    r"offen|neu|in (?:bearbeitung|arbeit|pr[üu]fung|kl[äa]rung)|unbeantwortet|wartet|wartend|zugewiesen|"
    r"wieder ge[öo]ffnet|nicht (?:beantwortet|erledigt|gel[öo]st)|unerledigt|r[üu]ckfrage|eskaliert)\b"
)


def is_answered(cells: pl.Series) -> pl.Series:
    """True where the state says that the customer has an answer, False where not, null where it says neither."""
    answered, waiting = cells.str.contains(_ANSWERED), cells.str.contains(_WAITING)
    return answered.set(~(answered | waiting), None)
