"""What a person says about columns wins over what was recognised."""

from collections.abc import Mapping, Sequence

from kunding.listen.sources.file.columns.vocabulary import VOCABULARY
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import Kind

_Mapping = dict[str, str]


def apply_overrides(
    kind: Kind,
    mapping: Mapping[str, str],
    reasons: Mapping[str, str],
    wishes: Mapping[str, str],
    columns: Sequence[str],
) -> tuple[_Mapping, _Mapping]:
    """Mapping and reasons with `wishes` (field → column; "" for no column) put through.

    A column that is wished for one field is taken away from any other. Raises FileRefused for a field or a
    column that does not exist.
    """
    wished = {_field(kind, field): column_named(name, columns) for field, name in wishes.items()}
    taken = set(wished.values())
    chosen = {field: name for field, name in mapping.items() if field not in wished and name not in taken}
    chosen |= {field: name for field, name in wished.items() if name}
    told = {field: "as you said" if field in wished else reasons[field] for field in chosen}
    order = {name: at for at, name in enumerate(columns)}
    return dict(sorted(chosen.items(), key=lambda item: order[item[1]])), told


def _field(kind: Kind, field: str) -> str:
    if field not in VOCABULARY[kind]:
        known = ", ".join(VOCABULARY[kind])
        raise FileRefused(f"There is no field “{field}” in {kind}. The fields are: {known}.")
    return field


def column_named(name: str, columns: Sequence[str]) -> str:
    """The column of that name, also in other case, or of that number counted from 1; "" for none."""
    wanted = " ".join(name.split())
    alike = [column for column in columns if column.casefold() == wanted.casefold()]
    if wanted in columns or not wanted:
        return wanted
    if alike:
        return alike[0]
    raise FileRefused(f"There is no column “{name}”. The columns are: {', '.join(columns)[:500]}.")
