"""The progress bar of an import: share of the file, rows, rate, time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


@contextmanager
def showing_progress(name: str, size: int, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that is told the bytes done and the rows received so far."""
    console = Console(stderr=True, quiet=quiet)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as progress:
        line = progress.add_task(name, total=size, rows=0, rate=0.0)

        def told(done: int, rows: int) -> None:
            elapsed = progress.tasks[0].elapsed or 1e-9
            progress.update(line, completed=done, rows=rows, rate=rows / elapsed)

        yield told
