"""Shows long work on the terminal: one line per stage."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def telling_progress(*, quiet: bool = False) -> Iterator[Callable[[str, int], None]]:
    """Yield a function to be told the stage and how much was paid; it keeps one line per stage up to date."""
    console = Console(stderr=True, quiet=quiet)
    columns = (SpinnerColumn(), TextColumn("{task.description:<20}"), TextColumn("{task.completed:>9,.0f}"))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=False) as progress:
        lines: dict[str, int] = {}

        def told(stage: str, paid: int) -> None:
            if stage not in lines:
                lines[stage] = int(progress.add_task(stage, total=None))
            progress.advance(lines[stage], paid)  # type: ignore[arg-type]

        yield told
